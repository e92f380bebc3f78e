import LinearAlgebra

/// The reservoir of an echo state network: each entry is kept with a probability, and the matrix is
/// scaled to a spectral radius.
///
/// Θ(n³) for the radius.
public struct Reservoir: SparseScheme {
  public var density = 0.1
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.normal
  public var scaling = Scaling(target: 1)

  public static let card = Card<Reservoir>(
    "reservoir", "An echo state network: sparse random entries, scaled to a spectral radius.",
    source: "Jaeger 2001",
    knobs: [
      .real(
        "density", \.density, in: Knob<Reservoir>.shares, default: "0.1",
        "the probability that an entry is kept")
    ] + scalingKnobs(default: "1") + entryKnobs().filter { $0.label == "distribution" },
    synonyms: [Synonym("esn")])

  public init() {}

  public func incoming(_ shape: Shape) -> Double { density * Double(shape.fanIn) }

  public let incomingFormula = "(density · fan_in)"

  public func law(for shape: Shape) -> Law { maskedLaw(shape, density: density) }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try masked(shape, from: stream, interruption) { _, _ in density }
  }
}
