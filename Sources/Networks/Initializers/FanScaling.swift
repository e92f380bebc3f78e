/// Variance scale/fan with everything to choose: the general law behind LeCun's, Glorot's and He's.
///
/// Its defaults are those of Keras and JAX, whose `normal` is our `truncated`.
public struct FanScaling: VarianceScaling {
  public var scale = 1.0
  public var gain = 1.0
  public var std: Double?
  public var mode = Fan.input
  public var distribution = Distribution.truncated

  public static let card = Card<FanScaling>(
    "variance-scaling",
    "Variance scale/fan. What Keras calls normal is distribution=truncated here.",
    source: "Keras and JAX, variance_scaling",
    knobs: [
      .real("scale", \.scale, in: Knob<FanScaling>.amounts, default: "1", "fan · variance")
    ] + knobs(.input, .truncated),
    exclusive: [("std", "gain"), ("std", "scale")],
    synonyms: [Synonym("VarianceScaling", of: "Keras, JAX")])

  public init() {}
}
