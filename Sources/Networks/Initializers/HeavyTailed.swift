import LinearAlgebra

/// Entries of a symmetric stable law of exponent α and scale gain/fan_in^(1/α): Cauchy's for α = 1.
///
/// Below α = 2 the variance is infinite, so that there is no g and no disc: a few entries rule the
/// spectrum. α = 2 is N(0, 2 gain²/fan_in).
public struct HeavyTailed: Rescalable {
  public var exponent = 1.0
  public var gain = 1.0
  public var scaling = Scaling()

  public static let card = Card<HeavyTailed>(
    "heavy-tailed", "Stable entries of infinite variance: a few connections rule.",
    source: "Kuśmierz, Ogawa and Toyoizumi 2020",
    knobs: [
      .real(
        "alpha", \.exponent, in: 0.1...2, default: "1", "the exponent; Cauchy's law at 1"),
      .real(
        "gain", \.gain, in: Knob<HeavyTailed>.amounts, default: "1",
        "fan_in^(1/alpha) times the scale of an entry"),
    ] + scalingKnobs())

  public init() {}

  public func law(for shape: Shape) -> Law {
    let scale = gain / Elementary.pow(Double(shape.fanIn), 1 / exponent)
    let power = exponent == 1 ? "fan_in" : "fan_in^(1/\(literal(exponent)))"
    let name = exponent == 1 ? "Cauchy" : "stable(\(literal(exponent)))"
    return .stable(
      StableLaw(exponent: exponent, scale: scale),
      formula: "\(name), scale \(literal(gain))/\(power)")
  }
}
