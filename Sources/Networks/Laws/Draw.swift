import LinearAlgebra

/// A drawn matrix, with the law it came from.
public struct Draw: Equatable, Sendable {
  public let matrix: Matrix
  /// The law of this very draw: where the matrix was scaled, with the factor.
  public let law: Law

  /// What the matrix was multiplied by to bring its spectrum to a target.
  public var factor: Double? { law.factor }
}

/// Why a matrix cannot be drawn.
public enum DrawingError: Error, Equatable, Sendable {
  /// The scheme makes square matrices only.
  case notSquare
  /// The scheme needs at least so many rows and columns.
  case tooSmall(least: Int)
  /// A knob has a value that does not fit this shape; the text completes "LABEL is …".
  case knob(String, allowed: String)
  /// The spectral radius is zero, and no factor makes it another.
  case nothingToScale
  /// A factor was given, but no radius that it would have to give.
  case factorWithoutTarget
  /// A factor was given that does not give the target.
  case otherFactor(given: Double, computed: Double)
  case linearAlgebra(LinearAlgebraError)
  case interrupted
}

extension Initializer {
  /// Draws a matrix and brings it to its target, if it has one.
  ///
  /// The same stream gives the same bits on every machine; with a scaling, if its factor is given.
  public func draw(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(DrawingError) -> Draw {
    try check(shape)
    let law = law(for: shape)
    let matrix: Matrix
    do { matrix = try unscaled(shape, from: stream, interruption) } catch { throw .interrupted }
    guard
      let factor = try scaling.factor(
        for: matrix, law.prediction(for: shape), interruption)
    else {
      return Draw(matrix: matrix, law: law)
    }
    return Draw(
      matrix: matrix.map { factor * $0 }, law: law.scaled(by: factor, scaling, shape))
  }

  /// The matrix of `draw`.
  public func matrix(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(DrawingError) -> Matrix {
    try draw(shape, from: stream, interruption).matrix
  }
}

extension Shape {
  /// Throws unless the shape is square.
  func requireSquare() throws(DrawingError) {
    guard rows == columns else { throw .notSquare }
  }
}
