/// Variance 1/fan_in (LeCun, Bottou, Orr and Müller 1998).
///
/// Unasked, normal entries are not truncated; under the names of Keras and JAX they are.
public struct LeCun: VarianceScaling {
  public var gain = 1.0
  public var std: Double?
  public var mode = Fan.input
  public var distribution = Distribution.normal

  public static let card = Card<LeCun>(
    "lecun", "Variance 1/fan_in, which keeps the variance of a linear layer.",
    source: "LeCun, Bottou, Orr and Müller 1998", knobs: knobs(.input, .normal),
    exclusive: [("std", "gain")],
    synonyms: [
      Synonym("LecunNormal", of: "Keras, JAX") { $0.distribution = .truncated },
      Synonym("LecunUniform", of: "Keras, JAX") { $0.distribution = .uniform },
    ])

  public let scale = 1.0

  public init() {}
}
