import LinearAlgebra

/// A delay line: each unit feeds the next, and the last feeds none.
///
/// Wⁿ = 0, so that every eigenvalue is zero, whatever the gain; the largest singular value is the
/// gain all the same.
public struct Line: Rescalable {
  public var gain = 1.0
  public var scaling = Scaling()

  public static let card = Card<Line>(
    "line", "A delay line of equal weights; every eigenvalue is zero.",
    source: "Rodan and Tiňo 2011",
    knobs: [.real("gain", \.gain, default: "1", "the weight of each connection")] + scalingKnobs(),
    synonyms: [Synonym("delay-line")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    let count = Double(shape.columns - 1)
    return .structured(
      sum: count * gain, squares: count * gain * gain, shape,
      formula: "W[i + 1, i] = \(literal(gain))",
      spectrum: .nilpotent(norm: shape.columns > 1 ? gain.magnitude : 0, .exact))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try .sparse(shape, interruption) { row in row > 0 ? [(row - 1, gain)] : [] }
  }
}
