import LinearAlgebra

/// A simple cycle: each unit feeds the next, and the last the first.
///
/// Its eigenvalues are the n-th roots of one times the gain. A ring of one unit feeds itself.
public struct Ring: Rescalable {
  public var gain = 1.0
  public var scaling = Scaling()

  public static let card = Card<Ring>(
    "ring", "A cycle of equal weights: each unit feeds the next.",
    source: "Rodan and Tiňo 2011",
    knobs: [.real("gain", \.gain, default: "1", "the weight of each connection")] + scalingKnobs(),
    exclusive: [("gain", "radius")], synonyms: [Synonym("simple-cycle"), Synonym("scr")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    let n = Double(shape.columns)
    return .structured(
      sum: n * gain, squares: n * gain * gain, shape,
      formula: "W[i + 1, i] = \(literal(gain)), in a ring", spectrum: .isometry(gain, shape))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let n = shape.columns
    return try .sparse(shape, interruption) { row in [((row + n - 1) % n, gain)] }
  }
}
