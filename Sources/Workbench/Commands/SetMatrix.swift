import Language
import LinearAlgebra
import Networks

/// What `set` changes of a matrix: all of it, one entry, or its spectral radius.
struct MatrixSetting {
  let evaluation: Evaluation
  let target: Language.Expression
  let value: Language.Expression?
  /// The radius to scale to, and the factor of an earlier time.
  let radius: Double?
  let factor: Double?

  func outcome() throws -> Outcome {
    switch (value, radius) {
    case (let value?, nil):
      if factor != nil { throw unused("factor goes with radius") }
      guard case .index(let base, let indices) = target.node else {
        return try typing(try name(of: target), value)
      }
      return try settingEntry(of: try name(of: base), at: indices, to: value)
    case (nil, let radius?):
      return try scaling(try name(of: target), to: radius)
    case (_?, _?):
      throw unused("an entry or rows, and a radius, exclude each other")
    case (nil, nil):
      let name = try name(of: target)
      throw Diagnostic(
        .missingArgument, "'set' needs what \(name.rawValue) is to be", at: target.range,
        hint: "set Whh [[0, 1], [-1, 0]], set Whh[1,2] 0.5, or set Whh radius=0.95")
    }
  }

  private func unused(_ message: String) -> Diagnostic {
    Diagnostic(.conflictingLabels, message, at: target.range, hint: "help set")
  }

  /// The matrix that an expression names.
  private func name(of expression: Language.Expression) throws(Diagnostic) -> MatrixName {
    guard case .path(let path) = expression.node else {
      throw Diagnostic(
        .wrongType, "expected a matrix or an entry of one", at: expression.range,
        hint: "write Whh or Whh[1,2]")
    }
    let word = Located(path.map(\.value).joined(separator: "."), at: expression.range)
    let name = try matrixName(
      word, among: MatrixName.allCases.map(\.rawValue) + ["activation", "dtype"])
    try evaluation.workspace.checkGate(of: name, at: word.range)
    return name
  }

  /// Puts typed rows in place of a matrix.
  private func typing(_ name: MatrixName, _ expression: Language.Expression) throws -> Outcome {
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
    try evaluation.checkSide(shape.rows, shape.columns, at: expression.range)
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

  /// Sets one entry; rows and columns count from 1.
  private func settingEntry(
    of name: MatrixName, at indices: [Language.Expression], to value: Language.Expression
  ) throws -> Outcome {
    guard evaluation.workspace.parts(of: name) == [name] else {
      throw Diagnostic(
        .unknownMatrix, "\(name.rawValue) has gates, each with entries of its own",
        at: target.range,
        hint: "write \(evaluation.workspace.parts(of: name)[0].rawValue)[1,2]")
    }
    let evaluator = Evaluator(evaluation.workspace)
    let place = try evaluator.place(of: Located(name, at: target.range), at: indices)
    let entry = try evaluator.number(value)
    return try Surgery(evaluation: evaluation, name: name).outcome { weights, _ in
      var matrix = weights.matrix
      let old = matrix[place.row, place.column]
      matrix[place.row, place.column] = entry
      return Surgery.Cut(
        matrix: matrix, edit: .entriesSet(1),
        note: "The entry was \(formatted(old)) and is \(formatted(entry)).")
    }
  }

  /// Multiplies a matrix, or that of each gate, by what gives it a spectral radius.
  private func scaling(_ name: MatrixName, to radius: Double) throws -> Outcome {
    try Surgery(evaluation: evaluation, name: name).outcome(needsSquare: true) { weights, part in
      guard weights.matrix.isFinite else { throw LinearAlgebraError.notFinite }
      let found = try weights.matrix.spectralRadius(evaluation.interruption).value
      guard found > 0 else { throw nilpotent(part) }
      let computed = radius / found
      let factor = try agreed(computed, part)
      return Surgery.Cut(
        matrix: weights.matrix.map { factor * $0 }, edit: .scaledToRadius(radius, by: factor),
        factor: factor,
        note: "The factor is \(factor); factor=\(factor) applies it again to the bit.")
    }
  }

  /// The given factor, if it is what the radius needs; else the computed one.
  private func agreed(
    _ computed: Double, _ part: MatrixName
  ) throws(Diagnostic) -> Double {
    guard let factor else {
      let known = evaluation.workspace.knownFactor(of: part) ?? computed
      return (known - computed).magnitude <= Scaling.tolerance * computed ? known : computed
    }
    if (factor - computed).magnitude <= Scaling.tolerance * computed { return factor }
    throw Diagnostic(
      .outOfRange, "this radius needs the factor \(computed), not \(factor)", at: target.range,
      hint: "leave out factor=, or go back to the matrix it was computed for")
  }

  private func nilpotent(_ part: MatrixName) -> Diagnostic {
    Diagnostic(
      .outOfRange,
      "the spectral radius of \(part.rawValue) is 0, and no factor gives it another: no cycle leads "
        + "through its non-zero entries, so that W^n = 0 (it is nilpotent)",
      at: target.range,
      hint: "scale \(part.rawValue) 1.1 changes σ_max; add identity 0.5 moves all eigenvalues")
  }
}
