/// N(shift/n, gain²/n): a random matrix plus a mean, and so an eigenvalue at `shift` outside the disc
/// of radius `gain`, where it is the larger.
public struct MeanShifted: Rescalable {
  public var shift = 2.0
  public var gain = 1.0
  public var scaling = Scaling()

  public static let card = Card<MeanShifted>(
    "mean-shifted", "N(shift/n, gain²/n): a disc of eigenvalues and one outlier.",
    source: "Engelken 2023",
    knobs: [
      .real("shift", \.shift, default: "2", "fan_in times the mean of an entry"),
      .real(
        "gain", \.gain, in: Knob<MeanShifted>.amounts, default: "1",
        "√fan_in times the deviation of an entry"),
    ] + scalingKnobs())

  public init() {}

  public func law(for shape: Shape) -> Law {
    let fan = Double(shape.fanIn)
    return .normal(
      mean: shift / fan, deviation: gain / fan.squareRoot(),
      formula: "N(\(literal(shift))/fan_in, \(scaled("1/fan_in", by: gain)))")
  }
}
