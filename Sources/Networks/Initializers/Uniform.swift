/// Independent entries, uniform between two bounds; U[0, 1] unasked, as `torch.nn.init.uniform_`.
///
/// JAX's `uniform` is U[0, 0.01]; torch, which is used more, has the name.
///
/// A mean m that is not zero adds one eigenvalue near n·m to the disc of radius g = σ√n, so U[0, 1]
/// of size 512 has spectral radius 256.
public struct Uniform: Initializer {
  public var low = 0.0
  public var high = 1.0
  public var gain = 1.0

  public static let card = Card<Uniform>(
    "uniform", "Uniform entries between low and high; U[0, 1] unless you say otherwise.",
    source: "elementary",
    knobs: [
      .real("low", \.low, default: "0", "the lower bound"),
      .real("high", \.high, default: "1", "the upper bound"),
      .real(
        "gain", \.gain, in: Knob<Uniform>.amounts, default: "1",
        "multiplies both bounds"),
    ],
    synonyms: [
      Synonym("uniform_", of: "torch"),
      Synonym("RandomUniform", of: "Keras") { ($0.low, $0.high) = (-0.05, 0.05) },
    ])

  public init() {}

  public func law(for shape: Shape) -> Law {
    .uniform(
      low: gain * low, high: gain * high,
      formula: "U[\(literal(gain * low)), \(literal(gain * high))]")
  }
}
