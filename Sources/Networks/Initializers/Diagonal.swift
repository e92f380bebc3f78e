import LinearAlgebra

/// Units that hear only themselves, with uniform weights.
public struct Diagonal: Rescalable {
  public var low = -1.0
  public var high = 1.0
  public var scaling = Scaling()

  public static let card = Card<Diagonal>(
    "diagonal", "Uniform entries on the diagonal: every unit on its own.",
    source: "Fette and Eggert 2005",
    knobs: [
      .real("low", \.low, default: "-1", "the lower bound"),
      .real("high", \.high, default: "1", "the upper bound"),
    ] + scalingKnobs())

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    .uniformDiagonal(
      low: low, high: high, shape, formula: "U[\(literal(low)), \(literal(high))] on the diagonal")
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try .uniformDiagonal(low: low, high: high, shape, from: stream, interruption)
  }
}

extension Law {
  /// The law of a matrix with independent uniform entries on its diagonal; ρ and σ_max near the
  /// larger bound.
  static func uniformDiagonal(low: Double, high: Double, _ shape: Shape, formula: String) -> Law {
    guard low <= high else { return .structured(mean: .nan, deviation: .nan, formula: formula) }
    let (n, largest) = (Double(shape.columns), max(low.magnitude, high.magnitude))
    return .structured(
      sum: n * (low + high) / 2, squares: n * (low * low + low * high + high * high) / 3, shape,
      formula: formula,
      spectrum: SpectralPrediction(radius: largest, norm: largest, .limit, source: "elementary"))
  }
}

extension Matrix {
  /// Independent uniform entries on the diagonal.
  static func uniformDiagonal(
    low: Double, high: Double, _ shape: Shape, from stream: RandomStream,
    _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let uniforms = stream.uniforms(shape.columns)
    return try .sparse(shape, interruption) { row in
      [(row, low + (high - low) * uniforms[row])]
    }
  }
}
