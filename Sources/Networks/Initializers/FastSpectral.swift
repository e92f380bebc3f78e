import LinearAlgebra

/// Sparse uniform entries whose spectral radius follows from the circular law, without an
/// eigenvalue: U(±a) with a = 6 radius/(√12 √(density · n)).
///
/// That is, the deviation of a kept entry is gain/√(density · n).
public struct FastSpectral: SparseScheme {
  public var density = 1.0
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.uniform
  public var scaling = Scaling()

  public static let card = Card<FastSpectral>(
    "fast-spectral", "Sparse uniform entries with ρ ≈ gain by the circular law alone.",
    source: "Gallicchio, Micheli and Pedrelli 2020",
    knobs: [
      .real(
        "density", \.density, in: Knob<FastSpectral>.shares, default: "1",
        "the probability that an entry is kept"),
      .real(
        "gain", \.gain, in: Knob<FastSpectral>.amounts, default: "1", "the radius aimed at"),
    ])

  public init() {}

  public func incoming(_ shape: Shape) -> Double { density * Double(shape.fanIn) }

  public let incomingFormula = "(density · fan_in)"

  public func law(for shape: Shape) -> Law {
    density == 1 ? entryLaw(shape) : maskedLaw(shape, density: density)
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try masked(shape, from: stream, interruption) { _, _ in density }
  }
}
