import LinearAlgebra

/// Two cycles through all units, one each way round.
///
/// The matrix is circulant, hence normal: ρ = σ_max = max |forward ωᵏ + backward ω⁻ᵏ| over the n-th
/// roots of one, |forward + backward| where the two have one sign.
public struct DoubleCycle: Rescalable {
  public var forward = 0.5
  public var backward = 0.5
  public var scaling = Scaling()

  public static let card = Card<DoubleCycle>(
    "double-cycle", "Two cycles through all units, one each way round.",
    source: "Fu et al. 2023",
    knobs: [
      .real("forward", \.forward, default: "0.5", "the weight to the next unit"),
      .real("backward", \.backward, default: "0.5", "the weight to the unit before"),
    ] + scalingKnobs())

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) {
    try shape.requireSquare()
    // With two units or one, both cycles are the same connection.
    if shape.columns < 3 { throw .tooSmall(least: 3) }
  }

  public func law(for shape: Shape) -> Law {
    let n = shape.columns
    let squares = forward * forward + backward * backward
    let largest = (0..<n).map { squares + 2 * forward * backward * cosine(of: 2 * $0, n) }.max()
    let radius = max(0, largest ?? 0).squareRoot()
    return .structured(
      sum: Double(n) * (forward + backward), squares: Double(n) * squares, shape,
      formula: "W[i + 1, i] = \(literal(forward)), W[i, i + 1] = \(literal(backward)), in rings",
      spectrum: SpectralPrediction(radius: radius, norm: radius, .exact, source: "elementary"))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let n = shape.columns
    return try .sparse(shape, interruption) { row in
      [((row + n - 1) % n, forward), ((row + 1) % n, backward)]
    }
  }

  /// cos(2π · turn/n).
  private func cosine(of turn: Int, _ n: Int) -> Double {
    Elementary.cosPi(2 * Double(turn) / Double(n))
  }
}
