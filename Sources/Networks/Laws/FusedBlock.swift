import LinearAlgebra

/// The rows of one gate in a matrix that is drawn as one for all of them.
///
/// Keras draws the recurrent weights of an LSTM as one orthogonal matrix and those of the input with the
/// fans of all gates together; a gate's block is then something else than a matrix of its own would be.
/// The stream is that of the whole matrix, of which each block takes its rows. The rows have to be
/// alike in law: independent entries or a Haar matrix.
public struct FusedBlock: Initializer {
  /// What draws the whole matrix.
  public let whole: any Initializer
  /// How many blocks it has.
  public let count: Int
  /// Which of them this is, counted from 0.
  public let index: Int

  public static let card = Card<FusedBlock>(
    "fused", "The rows of one gate in a matrix drawn as one for all.", source: "elementary")

  public init() { self.init(Zeros(), index: 0, of: 1) }

  public init(_ whole: any Initializer, index: Int, of count: Int) {
    (self.whole, self.index, self.count) = (whole, index, count)
  }

  public var copies: Int { count * whole.copies }

  /// The shape of the matrix whose blocks have a shape.
  public func wholeShape(_ block: Shape) -> Shape { Shape(count * block.rows, block.columns) }

  /// The rows of this block.
  public func block(of whole: Matrix) -> Matrix {
    let rows = whole.rows / count
    let first = index * rows * whole.columns
    return Matrix(
      rows: rows, columns: whole.columns,
      elements: Array(whole.elements[first..<first + rows * whole.columns]))
  }

  public func law(for shape: Shape) -> Law {
    let wholeShape = wholeShape(shape)
    let spectrum = (whole as? Orthogonal).map {
      SpectralPrediction.block(shape, ofOrthogonal: wholeShape, gain: $0.gain)
    }
    return whole.law(for: wholeShape).ofBlock(
      "rows of one \(wholeShape.rows) × \(wholeShape.columns)", spectrum: spectrum)
  }

  public func check(_ shape: Shape) throws(DrawingError) { try whole.check(wholeShape(shape)) }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    block(of: try whole.unscaled(wholeShape(shape), from: stream, interruption))
  }
}

extension Law {
  /// The law of some rows of a matrix of this law, all rows of which are alike.
  func ofBlock(_ note: String, spectrum: SpectralPrediction?) -> Law {
    Law(
      family, mean: mean, deviation: deviation, formula: "\(formula), \(note)",
      structure: spectrum)
  }
}

extension SpectralPrediction {
  /// Some rows of a matrix with orthonormal columns, uniform over all such, times a gain.
  ///
  /// With α = columns/N and β = rows/N, N the rows of the whole, singular values reach up to
  /// √α(1−β) + √β(1−α) (Wachter 1980), and the eigenvalues of a square block fill a disc of radius √α
  /// (Życzkowski and Sommers 2000). The mean of ‖W‖² is columns · β and its variance
  /// 2 rows columns (1 − α)(1 − β)/((N − 1)(N + 2)), exactly.
  static func block(
    _ shape: Shape, ofOrthogonal whole: Shape, gain: Double
  ) -> SpectralPrediction {
    let alpha = min(1, Double(shape.columns) / Double(whole.rows))
    let beta = Double(shape.rows) / Double(whole.rows)
    let edge = (alpha * (1 - beta)).squareRoot() + (beta * (1 - alpha)).squareRoot()
    let radius = shape.rows == shape.columns ? gain.magnitude * alpha.squareRoot() : nil
    var prediction = SpectralPrediction(
      radius: radius, norm: gain.magnitude * (alpha + beta > 1 ? 1 : edge), bulkRadius: radius,
      .limit, source: "Wachter 1980; Życzkowski and Sommers 2000")
    guard whole.rows >= whole.columns, whole.rows > 1 else { return prediction }
    let size = Double(whole.rows)
    let count = Double(shape.rows) * Double(shape.columns)
    let variance = 2 * count * (1 - alpha) * (1 - beta) / ((size - 1) * (size + 2))
    prediction.squaredNorm = SquaredNorm(
      mean: gain * gain * Double(shape.columns) * beta,
      deviation: gain * gain * variance.squareRoot())
    return prediction
  }
}
