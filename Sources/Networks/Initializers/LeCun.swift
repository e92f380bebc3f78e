/// Variance 1/fan_in (LeCun, Bottou, Orr and Müller 1998); normal entries are not truncated.
public struct LeCun: VarianceScaling {
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.normal

  public static let card = Card<LeCun>(
    "lecun", "Variance 1/fan_in, which keeps the variance of a linear layer.",
    source: "LeCun, Bottou, Orr and Müller 1998", knobs: knobs(.normal),
    exclusive: [("std", "gain")],
    synonyms: [
      Synonym("lecun_uniform") { $0.distribution = .uniform },
      Synonym("LecunUniform") { $0.distribution = .uniform },
    ])

  public static let varianceFormula = "1/fan_in"

  public init() {}

  public func variance(_ shape: Shape) -> Double { 1 / Double(shape.fanIn) }
}
