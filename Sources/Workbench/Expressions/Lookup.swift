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
    var looked: Looked
    if let name = MatrixName(rawValue: root.value) {
      looked = Looked(datum: try matrixQuantity(of: name, path))
    } else if let group = QuantityGroup.all.first(where: { $0.name == root.value }) {
      looked = try group.value(of: path[1], in: workspace)
    } else {
      throw unknownName(root)
    }
    for member in path.dropFirst(2) {
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
    if MatrixName(rawValue: name.value) != nil {
      throw Diagnostic(
        .wrongType, "\(name.value) is a matrix, not a number", at: name.range,
        hint: "an entry is \(name.value)[1,1], a quantity \(name.value).std")
    }
    if let group = QuantityGroup.all.first(where: { $0.name == name.value }) {
      throw Diagnostic(
        .wrongType, "'\(name.value)' is not one number", at: name.range,
        hint: "it has " + group.names.map { "\(name.value).\($0)" }.joined(separator: ", "))
    }
    throw unknownName(name)
  }

  private func unknownName(_ name: Located<String>) -> Diagnostic {
    let known =
      Array(locals.keys).sorted() + workspace.variables.keys.sorted()
      + MatrixName.allCases.map(\.rawValue) + QuantityGroup.all.map(\.name)
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

  private func matrixQuantity(
    of name: MatrixName, _ path: [Located<String>]
  ) throws(Diagnostic) -> Datum {
    let weights = try workspace.weights(name, at: path[0].range)
    let quantity = path[1]
    guard let known = MatrixQuantity.named(quantity.value) else {
      throw unknown(
        .unknownQuantity, "\(name.rawValue) has no quantity '\(quantity.value)'", quantity.value,
        among: MatrixQuantity.all.flatMap { [$0.name] + $0.aliases }, at: quantity.range)
    }
    return known.value(weights)
  }

  /// `Whh[1,2]`, `states.variance[100]`: rows and columns count from 1, steps as they are numbered.
  func element(
    of base: Expression, at indices: [Expression], in range: SourceRange
  ) throws(Diagnostic) -> Datum {
    if case .path(let path) = base.node, path.count == 1,
      let name = MatrixName(rawValue: path[0].value)
    {
      return .number(try entry(of: name, path[0].range, at: indices, in: range))
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
    of name: MatrixName, _ nameRange: SourceRange, at indices: [Expression], in range: SourceRange
  ) throws(Diagnostic) -> Double {
    let weights = try workspace.weights(name, at: nameRange)
    guard indices.count == 2 || (indices.count == 1 && name.isBias) else {
      throw Diagnostic(
        .indexOutOfRange, "an entry of \(name.rawValue) needs a row and a column", at: range,
        hint: "\(name.rawValue)[1,1] is the first")
    }
    let row = try wholeNumber(indices[0], in: 1...weights.shape.rows)
    guard indices.count == 2 else { return weights.matrix[row - 1, 0] }
    let column = try wholeNumber(indices[1], in: 1...weights.shape.columns)
    return weights.matrix[row - 1, column - 1]
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

extension Workspace {
  /// A matrix that has to be there.
  func weights(_ name: MatrixName, at range: SourceRange) throws(Diagnostic) -> Weights {
    if let weights = weights[name] { return weights }
    let size = name == .recurrent ? " 512" : ""
    throw Diagnostic(
      .noNetwork, "there is no \(name.rawValue) yet", at: range,
      hint: "draw one: init \(name.rawValue) \(name.isBias ? "zeros" : "xavier")\(size)")
  }
}
