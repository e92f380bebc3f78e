import Language
import LinearAlgebra
import Networks

extension Command {
  static let set = Command(
    "set", "Change a setting, or type a small matrix in.",
    discussion: """
      Numbers are drawn in float64 and rounded to the dtype. A setting that changes drops the states \
      and gradients that rested on it.
      """,
    examples: [
      "set activation relu", "set dtype float64", "set Whh [[0, 1], [-1, 0]]",
    ],
    forms: [
      Form(
        "activation", "the function φ of h_t = φ(Wxh x_t + Whh h_{t-1} + bh)", .activation
      ) { evaluation, activation in
        var next = evaluation.workspace
        if next.activation.name != activation.name {
          next.activation = activation
          next.dropResults(because: "the activation has changed")
        }
        return Outcome(next, setting("activation", activation.name))
      },
      Form(
        "dtype", "the precision in which the network runs",
        Parameter<Precision>.choice("dtype", "float32, float64, or bfloat16, which is emulated")
      ) { evaluation, precision in
        Outcome(
          evaluation.workspace.changing(to: precision), setting("dtype", precision.rawValue))
      },
      Form(
        nil, "the entries of a matrix, row by row", .matrix(orAmong: ["activation", "dtype"]),
        .expression("rows", "a list of rows, as [[0, 1], [-1, 0]]")
      ) { evaluation, name, rows in
        try typing(name, rows, evaluation)
      },
    ])

  private static func setting(_ key: String, _ value: String) -> Report {
    Report(
      result: [Field(key: key, value: .text(value))], blocks: [.sentence("\(key) is \(value)")])
  }

  /// Puts typed rows in place of a matrix.
  private static func typing(
    _ name: MatrixName, _ expression: Language.Expression, _ evaluation: Evaluation
  ) throws -> Outcome {
    let value = try Evaluator(evaluation.workspace).value(of: expression)
    let rows = value.items?.map { $0.asNumbers ?? [] } ?? []
    let width = rows.first?.count ?? 0
    guard width > 0, rows.allSatisfy({ $0.count == width }) else {
      throw Diagnostic(
        .wrongType, "expected rows of numbers, all of the same length", at: expression.range,
        hint: "set Whh [[0, 1], [-1, 0]] types a 2 × 2 matrix")
    }
    // One row is a row, but for a bias, which has one column, it is that column.
    let isColumn = name.isBias && rows.count == 1
    let shape = isColumn ? Shape(width, 1) : Shape(rows.count, width)
    try evaluation.workspace.checkWhole(shape, of: name, at: expression.range)
    var next = evaluation.workspace
    next.place(
      Matrix(rows: shape.rows, columns: shape.columns, elements: rows.flatMap(\.self)), as: name,
      .typed)
    return Outcome(
      next,
      Report(
        result: [
          Field(key: "matrix", value: .text(name.rawValue)),
          Field(key: "rows", value: .integer(shape.rows)),
          Field(key: "columns", value: .integer(shape.columns)),
        ],
        blocks: [.sentence("\(name.rawValue) is \(shape.text), typed in")]
          + next.parts(of: name).flatMap { part in
            next.weights[part].map { Block.cautionUnlessFinite(part, $0) } ?? []
          }))
  }
}

extension Parameter where Argument == any Activation {
  fileprivate static var activation: Self {
    let names = activations.map { $0.name }
    let info = ParameterInfo(
      place: .positional, label: "activation", slot: .word, help: names.joined(separator: ", "),
      isRequired: true, choices: names)
    return .one(info, fallback: nil) { (argument, _) throws(Diagnostic) in
      let word = try argument.word
      if let found = activations.first(where: { $0.name == word }) { return found.init() }
      throw unknown(
        .unknownChoice, "there is no activation '\(word)'", word, among: names,
        at: argument.range)
    }
  }
}

extension Workspace {
  /// The workspace in another precision: every matrix is rounded to it, and results are dropped.
  fileprivate func changing(to precision: Precision) -> Workspace {
    guard precision != self.precision else { return self }
    var next = self
    next.precision = precision
    next.dropResults(because: "the dtype has changed")
    for (name, weights) in present {
      next.place(weights.matrix, as: name, weights.origin, drawnBy: weights.initializer)
    }
    return next
  }
}
