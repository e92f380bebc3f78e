/// The initialisers that choose a deviation from the fans; the rest is shared.
///
/// Var(W_ij) = gain² · scale/fan, or gain² · std² where `std` is given.
public protocol VarianceScaling: Initializer {
  var gain: Double { get set }
  var std: Double? { get set }
  var mode: Fan { get set }
  var distribution: Distribution { get set }

  /// fan · Var(W_ij) at gain 1.
  var scale: Double { get }
}

extension VarianceScaling {
  public func law(for shape: Shape) -> Law {
    if let std {
      return distribution.law(
        deviation: gain * std, variance: scaled("\(literal(std))²", by: gain))
    }
    return distribution.law(
      deviation: gain * (scale / mode.count(shape)).squareRoot(),
      variance: scaled(mode.formula(scale), by: gain))
  }

  /// The knobs that all these initialisers have, with the mode and distribution used unasked.
  static func knobs(_ mode: Fan, _ distribution: Distribution) -> [Knob<Self>] {
    [
      .real("gain", \.gain, in: Knob<Self>.amounts, default: "1", "multiplies the deviation"),
      .real("std", \.std, in: Knob<Self>.amounts, "fixes the deviation instead"),
      .choice("mode", \.mode, default: mode, "the fan that the variance is divided by"),
      .choice(
        "distribution", \.distribution, default: distribution,
        "the shape of the law; truncated is normal, cut at ±2 sd"),
    ]
  }
}
