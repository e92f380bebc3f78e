import LinearAlgebra

/// Blocks gain · R(θ) on the diagonal: every pair of units turns by an angle, and with tanh and a gain
/// above 1 runs on a limit cycle.
public struct BlockRotation: Initializer {
  public var gain = 1.0
  public var angle = Double.pi / 21
  public var spread = 0.0

  public static let card = Card<BlockRotation>(
    "block-rotation", "Pairs of units that turn by an angle θ, times a gain.",
    source: "Sokol, Jordan, Kadile and Park 2019",
    knobs: [
      .real(
        "gain", \.gain, in: Knob<BlockRotation>.amounts, default: "1", "every singular value"),
      .real(
        "angle", \.angle, in: -100...100, default: "\(Double.pi / 21)",
        "the angle in radians"),
      .real(
        "spread", \.spread, in: 0...100, default: "0",
        "angles are uniform from angle to angle + spread"),
    ])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    let n = shape.columns
    let sum = Double(2 * (n / 2)) * meanCosine(from: angle, spread: spread) + Double(n % 2)
    let angles = spread == 0 ? literal(angle) : "U[\(literal(angle)), \(literal(angle + spread))]"
    return .structured(
      sum: gain * sum, squares: Double(n) * gain * gain, shape,
      formula: scaled("R(θ), θ = \(angles)", times: gain), spectrum: .isometry(gain, shape))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let uniforms = stream.uniforms((shape.columns + 1) / 2)
    return try .rotations(shape.columns, interruption) { block in
      (gain, (angle + spread * uniforms[block]) / Double.pi)
    }
  }
}

/// The mean of cos θ over an interval of angles.
func meanCosine(from angle: Double, spread: Double) -> Double {
  guard spread > 0 else { return Elementary.cosPi(angle / Double.pi) }
  // (sin(a + s) − sin a)/s, as a product that does not cancel.
  let half = spread / 2
  return Elementary.cosPi((angle + half) / Double.pi) * Elementary.sinPi(half / Double.pi) / half
}
