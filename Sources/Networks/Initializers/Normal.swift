/// Independent normal entries of a deviation that the user chooses.
///
/// Unasked, std = gain/√fan_in with gain 1, the critical value for tanh; `std` fixes it instead. JAX's
/// `normal` is std=0.01.
public struct Normal: Initializer {
  public var mean = 0.0
  public var gain = 1.0
  public var std: Double?
  public var mode = Fan.input

  public static let card = Card<Normal>(
    "normal", "Normal entries: std = gain/√fan_in, or the std you give.",
    source: "elementary",
    knobs: [
      .real("mean", \.mean, default: "0", "the mean of an entry"),
      .real(
        "gain", \.gain, in: Knob<Normal>.amounts, default: "1",
        "std = gain/√fan_in, so g = gain for a square matrix"),
      .real("std", \.std, in: Knob<Normal>.amounts, "the standard deviation of an entry"),
      .choice("mode", \.mode, default: Fan.input, "the fan that the variance is divided by"),
    ],
    exclusive: [("std", "gain"), ("std", "mode")],
    synonyms: [
      Synonym("normal_", of: "torch") { $0.std = 1 },
      Synonym("RandomNormal", of: "Keras") { $0.std = 0.05 },
    ])

  public init() {}

  public func law(for shape: Shape) -> Law {
    let deviation = std ?? 1 / mode.count(shape).squareRoot()
    let variance = std.map { "\(literal($0))²" } ?? mode.formula(1)
    return .normal(
      mean: mean, deviation: gain * deviation,
      formula: "N(\(literal(mean)), \(scaled(variance, by: gain)))")
  }
}
