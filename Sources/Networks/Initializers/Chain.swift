import LinearAlgebra

/// A chain that amplifies: 1.02 above the diagonal, so that what enters at the far end grows on its
/// way, although every eigenvalue is zero.
///
/// ‖Wᵏ‖ = gainᵏ for k < n, and 0 from k = n on: the clearest case against the spectral radius.
public struct Chain: Rescalable {
  public var gain = 1.02
  public var scaling = Scaling()

  public static let card = Card<Chain>(
    "chain", "The gain above the diagonal: ρ = 0, and yet signals grow along the chain.",
    source: "Orhan and Pitkow 2020",
    knobs: [.real("gain", \.gain, default: "1.02", "the weight of each connection")]
      + scalingKnobs())

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    let count = Double(shape.columns - 1)
    return .structured(
      sum: count * gain, squares: count * gain * gain, shape,
      formula: "W[i, i + 1] = \(literal(gain))",
      spectrum: .nilpotent(
        norm: shape.columns > 1 ? gain.magnitude : 0, .exact, source: "Orhan and Pitkow 2020"))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let n = shape.columns
    return try .sparse(shape, interruption) { row in row + 1 < n ? [(row + 1, gain)] : [] }
  }
}
