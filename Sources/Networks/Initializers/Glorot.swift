/// Variance 2/(fan_in + fan_out), uniform unless asked for normal (Glorot and Bengio 2010).
public struct Glorot: VarianceScaling {
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.uniform

  public static let card = Card<Glorot>(
    "glorot", "Variance 2/(fan_in + fan_out), between what forward and backward signals ask for.",
    source: "Glorot and Bengio 2010", knobs: knobs(.uniform), exclusive: [("std", "gain")],
    synonyms: [
      Synonym("glorot_uniform"), Synonym("GlorotUniform"), Synonym("xavier_uniform_"),
      Synonym("xavier_normal_") { $0.distribution = .normal },
    ])

  public static let varianceFormula = "2/(fan_in + fan_out)"

  public init() {}

  public func variance(_ shape: Shape) -> Double { 2 / Double(shape.fanIn + shape.fanOut) }
}
