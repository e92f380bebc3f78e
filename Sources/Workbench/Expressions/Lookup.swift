import Language
import LinearAlgebra
import Networks

extension Evaluator {
  /// A value together with the index of its first element, where it has elements.
  struct Looked {
    let datum: Datum
    var firstIndex = 1
  }

  /// What a name or a dotted path stands for.
  func value(of path: [Located<String>]) throws(Diagnostic) -> Looked {
    guard let root = path.first else { return Looked(datum: .null) }
    if path.count == 1 { return Looked(datum: try plainName(root)) }
    if !workspace.settled.isEmpty,
      let known = workspace.settled[path.map(\.value).joined(separator: ".")]
    {
      return Looked(datum: .number(known))
    }
    var looked: Looked
    var members = path.dropFirst(2)
    if let (name, words) = MatrixName.leading(path.map(\.value)) {
      guard path.count > words else { throw matrixIsNoNumber(name, at: path[words - 1].range) }
      looked = Looked(
        datum: try matrixQuantity(path[words], of: Located(name, at: path[words - 1].range)))
      members = path.dropFirst(words + 1)
    } else if let group = QuantityGroup.all.first(where: { $0.name == root.value }) {
      looked = try group.value(of: path[1], in: workspace)
    } else if root.value == Comparison.name {
      looked = Looked(datum: try comparison(at: root.range))
      members = path.dropFirst()
    } else if let group = MeasurementGroup.all.first(where: { $0.name == root.value }) {
      looked = Looked(datum: try group.value(of: path[1], in: workspace.measurements))
    } else if root.value == Theory.name {
      looked = Looked(datum: try theory(at: root.range))
      members = path.dropFirst()
    } else {
      throw unknownName(root)
    }
    for member in members {
      looked = Looked(datum: try field(member, of: looked.datum))
    }
    return looked
  }

  private func field(_ name: Located<String>, of datum: Datum) throws(Diagnostic) -> Datum {
    guard case .record(let fields) = datum else {
      throw Diagnostic(
        .unknownQuantity, "\(datum.noun) has no part '\(name.value)'", at: name.range)
    }
    if let field = fields.first(where: { $0.key == name.value }) { return field.value }
    throw unknown(
      .unknownQuantity, "there is no '\(name.value)' in it", name.value,
      among: fields.map(\.key), at: name.range)
  }

  private func plainName(_ name: Located<String>) throws(Diagnostic) -> Datum {
    let known = locals[name.value] ?? workspace.variables[name.value]
    if let value = known ?? Function.constants[name.value] { return value }
    if let matrix = MatrixName(rawValue: name.value) {
      throw matrixIsNoNumber(matrix, at: name.range)
    }
    if name.value == Comparison.name { return try comparison(at: name.range) }
    if let (group, names) = QuantityGroup.listed.first(where: { $0.name == name.value }) {
      throw Diagnostic(
        .wrongType, "'\(group)' is not one number", at: name.range,
        hint: "it has " + names.map { "\(group).\($0)" }.joined(separator: ", "))
    }
    throw unknownName(name)
  }

  /// What `compare` found last, each scheme under its name.
  private func comparison(at range: SourceRange) throws(Diagnostic) -> Datum {
    if let comparison = workspace.comparison { return .record(comparison.fields) }
    throw Diagnostic(
      .noStates, "nothing has been compared yet", at: range,
      hint: "compare some schemes: compare xavier orthogonal")
  }

  /// What theory says of the network as it is; all null for a model that it does not know.
  private func theory(at range: SourceRange) throws(Diagnostic) -> Datum {
    guard workspace.hasTheory else { return .record(Theory.absent) }
    try workspace.checkTheory(at: range)
    return .record(workspace.theory?.fields ?? Theory.absent)
  }

  private func unknownName(_ name: Located<String>) -> Diagnostic {
    let known =
      Array(locals.keys).sorted() + workspace.variables.keys.sorted()
      + MatrixName.allCases.map(\.rawValue) + QuantityGroup.listed.map(\.name)
      + Function.constants.keys.sorted() + Function.all.map(\.name)
    if Function.all.contains(where: { $0.name == name.value }) {
      return Diagnostic(
        .wrongType, "'\(name.value)' is a function", at: name.range,
        hint: "call it: \(name.value)(2)")
    }
    let nearest = nearest(to: name.value, among: known).map { "did you mean '\($0)'?" }
    return Diagnostic(
      .unknownName, "nothing is called '\(name.value)'", at: name.range,
      hint: nearest ?? "let \(name.value) = 1 gives it a value")
  }

  private func matrixIsNoNumber(_ name: MatrixName, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .wrongType, "\(name.rawValue) is a matrix, not a number", at: range,
      hint: "an entry is \(name.rawValue)[1,1], a quantity \(name.rawValue).std")
  }

  private func matrixQuantity(
    _ quantity: Located<String>, of name: Located<MatrixName>
  ) throws(Diagnostic) -> Datum {
    let weights = try workspace.weights(name.value, at: name.range)
    guard let known = MatrixQuantity.named(quantity.value) else {
      throw unknown(
        .unknownQuantity, "\(name.value.rawValue) has no quantity '\(quantity.value)'",
        quantity.value, among: MatrixQuantity.all.flatMap { [$0.name] + $0.aliases },
        at: quantity.range)
    }
    if known.needsSpectrum, weights.origin == .gates {
      throw workspace.spectraAreOfGates(name.value, at: quantity.range) { "\($0).\(known.name)" }
    }
    return known.value(weights)
  }

  /// `Whh[1,2]`, `states.variance[100]`: rows and columns count from 1, steps as they are numbered.
  func element(
    of base: Expression, at indices: [Expression], in range: SourceRange
  ) throws(Diagnostic) -> Datum {
    if case .path(let path) = base.node, let (name, words) = MatrixName.leading(path.map(\.value)),
      path.count == words
    {
      return .number(
        try entry(of: Located(name, at: path[0].range), at: indices, in: range))
    }
    let looked = try looked(base)
    guard let count = looked.datum.count, let index = indices.first, indices.count == 1 else {
      throw Diagnostic(
        .wrongType, "\(looked.datum.noun) has no element to pick with \(indices.count) indices",
        at: range)
    }
    let last = looked.firstIndex + count - 1
    let position = try wholeNumber(index, in: looked.firstIndex...max(last, looked.firstIndex))
    guard position <= last else {
      throw Diagnostic(.indexOutOfRange, "there is no element: the list is empty", at: range)
    }
    return looked.datum.element(position - looked.firstIndex)
  }

  private func looked(_ base: Expression) throws(Diagnostic) -> Looked {
    if case .path(let path) = base.node { return try value(of: path) }
    return Looked(datum: try value(of: base))
  }

  private func entry(
    of located: Located<MatrixName>, at indices: [Expression], in range: SourceRange
  ) throws(Diagnostic) -> Double {
    let weights = try workspace.weights(located.value, at: located.range)
    let (row, column) = try place(of: located, at: indices, in: range)
    return weights.matrix[row, column]
  }

  /// Row and column of an entry, counted from 0.
  func place(
    of located: Located<MatrixName>, at indices: [Expression], in range: SourceRange? = nil
  ) throws(Diagnostic) -> (row: Int, column: Int) {
    let name = located.value
    let shape = try workspace.weights(name, at: located.range).shape
    guard indices.count == 2 || (indices.count == 1 && name.isBias) else {
      throw Diagnostic(
        .indexOutOfRange, "an entry of \(name.rawValue) needs a row and a column",
        at: range ?? located.range, hint: "\(name.rawValue)[1,1] is the first")
    }
    let row = try wholeNumber(indices[0], in: 1...shape.rows)
    guard indices.count == 2 else { return (row - 1, 0) }
    return (row - 1, try wholeNumber(indices[1], in: 1...shape.columns) - 1)
  }

  private func wholeNumber(
    _ expression: Expression, in allowed: ClosedRange<Int>
  ) throws(Diagnostic) -> Int {
    let value = try number(expression)
    if let index = Int(exactly: value), allowed.contains(index) { return index }
    throw Diagnostic(
      .indexOutOfRange,
      "the index \(Datum.number(value).literal) is not between \(allowed.lowerBound) and "
        + "\(allowed.upperBound)",
      at: expression.range)
  }
}
