import LinearAlgebra

/// The Cayley transform (I − A)⁻¹(I + A) of a skew matrix of 2 × 2 blocks ±√((1 − cos s)/(1 + cos s))
/// with s of U(0, π/2): rotations by s.
public struct Cayley: Initializer {
  public var gain = 1.0

  public static let card = Card<Cayley>(
    "cayley", "Rotations of pairs of units by angles between 0 and π/2.",
    source: "Helfrich, Willmott and Ye 2018",
    knobs: [.real("gain", \.gain, in: Knob<Cayley>.amounts, default: "1", "every singular value")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    let n = shape.columns
    // A block has two entries cos s, on average 2/π, and ± sin s.
    let sum = Double(n / 2) * 4 / Double.pi + Double(n % 2)
    return .structured(
      sum: gain * sum, squares: Double(n) * gain * gain, shape,
      formula: scaled("Cayley(A), A skew, rotations by U(0, π/2)", times: gain),
      spectrum: .isometry(gain, shape))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let turns = stream.uniforms((shape.columns + 1) / 2)
    return try .rotations(shape.columns, interruption) { (gain, turns[$0] / 2) }
  }
}
