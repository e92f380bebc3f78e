import LinearAlgebra

/// exp(A) for a skew matrix A of 2 × 2 blocks ±s with s of U(−π, π): rotations by random angles.
public struct Henaff: Initializer {
  public var gain = 1.0

  public static let card = Card<Henaff>(
    "henaff", "Rotations of pairs of units by angles uniform on the circle.",
    source: "Henaff, Szlam and LeCun 2016; Lezcano-Casado and Martínez-Rubio 2019",
    knobs: [.real("gain", \.gain, in: Knob<Henaff>.amounts, default: "1", "every singular value")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    let n = shape.columns
    return .structured(
      sum: n % 2 == 1 ? gain : 0, squares: Double(n) * gain * gain, shape,
      formula: scaled("exp(A), A skew of blocks U(±π)", times: gain),
      spectrum: .isometry(gain, shape))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let turns = stream.uniforms((shape.columns + 1) / 2)
    // exp of [[0, s], [−s, 0]] turns by −s.
    return try .rotations(shape.columns, interruption) { (gain, 1 - 2 * turns[$0]) }
  }
}
