/// Independent normal entries of a deviation that the user chooses.
///
/// Unasked, std = gain/√fan_in with gain 1, the critical value for tanh; `std` fixes it instead.
public struct Normal: Initializer {
  public var mean = 0.0
  public var gain = 1.0
  public var std: Double?

  public static let card = Card<Normal>(
    "normal", "Normal entries: std = gain/√fan_in, or the std you give.",
    source: "elementary",
    knobs: [
      .real("mean", \.mean, default: "0", "the mean of an entry"),
      .real(
        "gain", \.gain, in: 0...Double.greatestFiniteMagnitude, default: "1",
        "std = gain/√fan_in, so g = gain for a square matrix"),
      .real(
        "std", \.std, in: 0...Double.greatestFiniteMagnitude,
        "the standard deviation of an entry"),
    ],
    exclusive: [("std", "gain")])

  public init() {}

  public func law(for shape: Shape) -> Law {
    let center = literal(mean)
    if let std {
      return .normal(mean: mean, deviation: std, formula: "N(\(center), \(literal(std))²)")
    }
    return .normal(
      mean: mean, deviation: gain / Double(shape.fanIn).squareRoot(),
      formula: gain == 1 ? "N(\(center), 1/fan_in)" : "N(\(center), \(literal(gain))²/fan_in)")
  }
}
