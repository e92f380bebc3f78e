/// Variance 2/(fan_in + fan_out), uniform unless asked for normal (Glorot and Bengio 2010).
///
/// Torch's normal law is not truncated, that of Keras and JAX is. JAX also says xavier_normal for its
/// truncated law: torch, which is used more, has that name.
public struct Glorot: VarianceScaling {
  public var gain = 1.0
  public var std: Double?
  public var mode = Fan.average
  public var distribution = Distribution.uniform

  public static let card = Card<Glorot>(
    "glorot", "Variance 2/(fan_in + fan_out), between what forward and backward signals ask for.",
    source: "Glorot and Bengio 2010", knobs: knobs(.average, .uniform),
    exclusive: [("std", "gain")],
    synonyms: [
      Synonym("xavier_uniform_", of: "torch"),
      Synonym("xavier_normal_", of: "torch") { $0.distribution = .normal },
      Synonym("GlorotUniform", of: "Keras, JAX"),
      Synonym("GlorotNormal", of: "Keras, JAX") { $0.distribution = .truncated },
    ])

  public let scale = 1.0

  public init() {}
}
