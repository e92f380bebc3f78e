import Language
import LinearAlgebra
import Networks

extension Command {
  static let `import` = Command(
    "import", "Read a matrix from a .npy file.",
    discussion: """
      Arrays of float32, float64 and whole numbers, C or Fortran order, are converted to the \
      session's dtype. An array of objects is refused: reading one means running code from it.
      """,
    examples: ["init Whh xavier 64; export Whh Whh.npy; import Whh Whh.npy"],
    .matrix(), .path("path", "a .npy file")
  ) { evaluation, name, path in
    var next = evaluation.workspace
    let array = try next.array(in: path, evaluation)
    let shape = try shape(of: array, for: name, at: path)
    try evaluation.checkSide(shape.rows, shape.columns, at: path.range)
    try evaluation.workspace.checkWhole(shape, of: name, at: path.range)
    next.place(
      Matrix(rows: shape.rows, columns: shape.columns, elements: array.elements), as: name,
      .imported(path: path.value))
    return Outcome(next, report(name, shape, array, path.value, next))
  }

  private static func shape(
    of array: NpyArray, for name: MatrixName, at path: Located<String>
  ) throws(Diagnostic) -> Shape {
    switch array.shape.count {
    case 1 where name.isBias && array.shape[0] > 0: return Shape(array.shape[0], 1)
    case 2 where !array.shape.contains(0): return Shape(array.shape[0], array.shape[1])
    default:
      throw Diagnostic(
        .badArray, "\(path.value) has shape \(array.shapeText)", at: path.range,
        hint: name.isBias ? "a bias has shape (n,)" : "a matrix has shape (rows, columns)")
    }
  }

  private static func report(
    _ name: MatrixName, _ shape: Shape, _ array: NpyArray, _ path: String, _ workspace: Workspace
  ) -> Report {
    let target = workspace.precision.rawValue
    let conversion =
      array.type.rawValue == target ? target : "\(array.type.rawValue), converted to \(target)"
    guard let weights = try? workspace.weights(name, at: SourceRange(0, 0)) else { return Report() }
    return Report(
      result: [
        Field(key: "matrix", value: .text(name.rawValue)),
        Field(key: "rows", value: .integer(shape.rows)),
        Field(key: "columns", value: .integer(shape.columns)),
        Field(key: "path", value: .text(path)),
        Field(key: "dtype", value: .text(target)),
        Field(key: "file_dtype", value: .text(array.type.rawValue)),
        Field(key: "is_finite", value: .boolean(weights.matrix.isFinite)),
      ],
      blocks: [.sentence("\(name.rawValue) is \(shape.text) from \(path), \(conversion)")]
        + Block.cautionUnlessFinite(name, weights))
  }
}

extension Evaluation {
  /// The array in a .npy file.
  ///
  /// Half of the memory may be planned for it: what is made of it is a copy.
  func array(in path: Located<String>) throws -> NpyArray {
    let interruption = interruption
    return try reading(path) {
      try NpyArray.read(path.value, limit: resources.memory.available / 2) {
        interruption.isRequested
      }
    }
  }
}
