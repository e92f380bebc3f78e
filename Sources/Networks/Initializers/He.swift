/// Variance 2/fan_in, for ReLU layers (He, Zhang, Ren and Sun 2015).
///
/// In general c²/fan with the gain c of the non-linearity as torch has it: √(2/(1 + a²)) for a leaky
/// ReLU of slope a below zero. JAX also says kaiming_normal for its truncated law: torch, which is
/// used more, has that name.
public struct He: VarianceScaling {
  /// The non-linearities that torch has a gain for.
  public enum Nonlinearity: String, CaseIterable, Sendable {
    case leakyReLU = "leaky_relu"
    case relu, tanh, sigmoid, linear, selu
  }

  public var gain = 1.0
  public var std: Double?
  public var mode = Fan.input
  public var distribution = Distribution.normal
  public var slope = 0.0
  public var nonlinearity = Nonlinearity.leakyReLU

  public static let card = Card<He>(
    "he", "Variance 2/fan_in, which makes up for the half that a ReLU cuts off.",
    source: "He, Zhang, Ren and Sun 2015",
    knobs: knobs(.input, .normal) + [
      .real("a", \.slope, default: "0", "the slope of a leaky ReLU below zero"),
      .choice(
        "nonlinearity", \.nonlinearity, default: Nonlinearity.leakyReLU,
        "whose gain squared stands for the 2, as in torch"),
    ],
    exclusive: [("std", "gain"), ("std", "a"), ("std", "nonlinearity")],
    synonyms: [
      Synonym("kaiming_normal_", of: "torch"),
      Synonym("kaiming_uniform_", of: "torch") { $0.distribution = .uniform },
      Synonym("HeNormal", of: "Keras, JAX") { $0.distribution = .truncated },
      Synonym("HeUniform", of: "Keras, JAX") { $0.distribution = .uniform },
    ])

  public init() {}

  /// The square of torch's gain.
  public var scale: Double {
    switch nonlinearity {
    case .leakyReLU: 2 / (1 + slope * slope)
    case .relu: 2
    case .tanh: 25.0 / 9
    case .sigmoid, .linear: 1
    case .selu: 9.0 / 16
    }
  }
}
