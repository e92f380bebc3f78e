/// The initialisers that choose a deviation from the fans: one formula each, the rest is shared.
///
/// The deviation is `gain · √variance(shape)`, unless `std` fixes it.
public protocol VarianceScaling: Initializer {
  var gain: Double { get set }
  var std: Double? { get set }
  var distribution: Distribution { get set }

  /// Var(W_ij) at gain 1.
  func variance(_ shape: Shape) -> Double

  /// The same as a formula: `1/fan_in`.
  static var varianceFormula: String { get }
}

extension VarianceScaling {
  public func law(for shape: Shape) -> Law {
    if let std {
      return distribution.law(deviation: std, variance: "\(literal(std))²")
    }
    let scaled = gain == 1 ? Self.varianceFormula : "\(literal(gain))² · \(Self.varianceFormula)"
    return distribution.law(
      deviation: gain * variance(shape).squareRoot(), variance: scaled)
  }

  /// The knobs that all these initialisers have; `default` is the distribution used unasked.
  static func knobs(_ default: Distribution) -> [Knob<Self>] {
    [
      .real(
        "gain", \.gain, in: 0...Double.greatestFiniteMagnitude, default: "1",
        "multiplies the deviation"),
      .real("std", \.std, in: 0...Double.greatestFiniteMagnitude, "fixes the deviation instead"),
      .choice("distribution", \.distribution, default: `default`, "the shape of the law"),
    ]
  }
}
