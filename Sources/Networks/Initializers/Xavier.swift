/// The Gaussian N(0, 1/fan_in), which textbook code calls Xavier.
///
/// It is LeCun's law without truncation, and equals Glorot's only where fan_in = fan_out. For a
/// square matrix g = gain: the eigenvalues fill a disc of radius `gain` (Girko's circular law).
public struct Xavier: VarianceScaling {
  public var gain = 1.0
  public var std: Double?
  public var mode = Fan.input
  public var distribution = Distribution.normal

  public static let card = Card<Xavier>(
    "xavier", "Variance 1/fan_in: the common \"Xavier\" of textbook code.",
    source: "Glorot and Bengio 2010, as simplified in common code",
    knobs: knobs(.input, .normal), exclusive: [("std", "gain")])

  public let scale = 1.0

  public init() {}
}
