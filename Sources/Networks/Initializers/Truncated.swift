/// Normal entries, cut: what lies outside the bounds is drawn again.
///
/// The deviation of the entries is below that of the normal law, and is not corrected. Torch's bounds
/// are absolute; those of Keras and JAX are two deviations. JAX's truncated_normal has std=0.01, and
/// Keras, which is used more, has the name.
public struct Truncated: Initializer {
  public var mean = 0.0
  public var gain = 1.0
  public var std: Double?
  public var mode = Fan.input
  public var cut = 2.0
  public var low: Double?
  public var high: Double?

  public static let card = Card<Truncated>(
    "truncated",
    "Normal entries cut at ±2 sd, or at bounds you give; nothing makes up for the cut.",
    source: "elementary",
    knobs: [
      .real("mean", \.mean, default: "0", "the mean before the cut"),
      .real(
        "gain", \.gain, in: Knob<Truncated>.positive, default: "1",
        "std = gain/√fan_in before the cut"),
      .real("std", \.std, in: Knob<Truncated>.positive, "the deviation before the cut"),
      .choice("mode", \.mode, default: Fan.input, "the fan that the variance is divided by"),
      .real("cut", \.cut, in: Knob<Truncated>.positive, default: "2", "the bounds, in deviations"),
      .real("low", \.low, in: Knob<Truncated>.finite, "the lower bound itself"),
      .real("high", \.high, in: Knob<Truncated>.finite, "the upper bound itself"),
    ],
    exclusive: [("std", "gain"), ("std", "mode"), ("cut", "low"), ("cut", "high")],
    synonyms: [
      Synonym("trunc_normal_", of: "torch") { ($0.std, $0.low, $0.high) = (1, -2, 2) },
      Synonym("TruncatedNormal", of: "Keras") { $0.std = 0.05 },
    ])

  public init() {}

  /// Throws for bounds so far out that doubles cannot tell how probable they are.
  public func check(_ shape: Shape) throws(DrawingError) {
    guard law(shape).cut.mass > 1e-290 else {
      throw .knob(
        low == nil ? "high" : "low", allowed: "a bound that leaves a probability above 1e-290")
    }
  }

  public func law(for shape: Shape) -> Law {
    let law = law(shape)
    return .truncated(law.cut, formula: law.formula)
  }

  private func law(_ shape: Shape) -> (cut: TruncatedNormal, formula: String) {
    let scale = gain * (std ?? 1 / mode.count(shape).squareRoot())
    let variance = scaled(std.map { "\(literal($0))²" } ?? mode.formula(1), by: gain)
    let normal = "N(\(literal(mean)), \(variance))"
    guard low != nil || high != nil else {
      let reach = cut * scale
      return (
        TruncatedNormal(center: mean, scale: scale, low: mean - reach, high: mean + reach),
        "\(normal) cut at ±\(literal(cut)) sd"
      )
    }
    let bounds = (low: low ?? -.infinity, high: high ?? .infinity)
    return (
      TruncatedNormal(center: mean, scale: scale, low: bounds.low, high: bounds.high),
      "\(normal) cut to [\(literal(bounds.low)), \(literal(bounds.high))]"
    )
  }
}
