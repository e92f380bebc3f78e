import LinearAlgebra

/// A chain with a little feedback: 0.99 above the diagonal and 0.04 below.
///
/// ρ = 2√(forward · feedback) cos(π/(n + 1)); σ_max nears forward + feedback.
public struct FeedbackChain: Rescalable {
  public var forward = 0.99
  public var feedback = 0.04
  public var scaling = Scaling()

  public static let card = Card<FeedbackChain>(
    "feedback-chain", "A chain with feedback: one weight above the diagonal, another below.",
    source: "Orhan and Pitkow 2020",
    knobs: [
      .real("forward", \.forward, default: "0.99", "the weight above the diagonal"),
      .real("feedback", \.feedback, default: "0.04", "the weight below the diagonal"),
    ] + scalingKnobs())

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    .tridiagonal(
      above: forward, below: feedback, shape,
      formula: "W[i, i + 1] = \(literal(forward)), W[i + 1, i] = \(literal(feedback))")
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try .tridiagonal(above: forward, below: feedback, shape, interruption)
  }
}

extension Law {
  /// The law of a matrix with one value on the diagonal above the main one, and another below.
  ///
  /// Its eigenvalues are 2√(above · below) cos(kπ/(n + 1)), k = 1 … n.
  static func tridiagonal(above: Double, below: Double, _ shape: Shape, formula: String) -> Law {
    let n = Double(shape.columns)
    let radius = 2 * (above * below).magnitude.squareRoot() * Elementary.cosPi(1 / (n + 1))
    var prediction = SpectralPrediction(
      radius: radius, norm: above.magnitude + below.magnitude, .exact, source: "elementary")
    prediction.normBasis = .limit
    return .structured(
      sum: (n - 1) * (above + below), squares: (n - 1) * (above * above + below * below), shape,
      formula: formula, spectrum: prediction)
  }
}

extension Matrix {
  /// One value on the diagonal above the main one, and another below.
  static func tridiagonal(
    above: Double, below: Double, _ shape: Shape, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let n = shape.columns
    return try .sparse(shape, interruption) { row in
      (row > 0 ? [(row - 1, below)] : []) + (row + 1 < n ? [(row + 1, above)] : [])
    }
  }
}
