/// Variance 2/fan_in, for ReLU layers (He, Zhang, Ren and Sun 2015).
public struct He: VarianceScaling {
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.normal

  public static let card = Card<He>(
    "he", "Variance 2/fan_in, which makes up for the half that a ReLU cuts off.",
    source: "He, Zhang, Ren and Sun 2015", knobs: knobs(.normal), exclusive: [("std", "gain")],
    synonyms: [
      Synonym("kaiming_normal_"), Synonym("kaiming_uniform_") { $0.distribution = .uniform },
      Synonym("he_uniform") { $0.distribution = .uniform },
      Synonym("HeUniform") { $0.distribution = .uniform },
    ])

  public static let varianceFormula = "2/fan_in"

  public init() {}

  public func variance(_ shape: Shape) -> Double { 2 / Double(shape.fanIn) }
}
