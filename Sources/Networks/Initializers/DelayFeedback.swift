import LinearAlgebra

/// A delay line whose units also feed back to the one before.
///
/// ρ = 2√(forward · feedback) cos(π/(n + 1)).
public struct DelayFeedback: Rescalable {
  public var forward = 0.5
  public var feedback = 0.05
  public var scaling = Scaling()

  public static let card = Card<DelayFeedback>(
    "delay-feedback", "A delay line with feedback to the unit before.",
    source: "Rodan and Tiňo 2011",
    knobs: [
      .real("forward", \.forward, default: "0.5", "the weight to the next unit"),
      .real("feedback", \.feedback, default: "0.05", "the weight to the unit before"),
    ] + scalingKnobs())

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    .tridiagonal(
      above: feedback, below: forward, shape,
      formula: "W[i + 1, i] = \(literal(forward)), W[i, i + 1] = \(literal(feedback))")
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try .tridiagonal(above: feedback, below: forward, shape, interruption)
  }
}
