/// U(±1/√fan_in), of variance 1/(3 fan_in): what torch.nn.Linear draws.
///
/// Torch writes it as kaiming_uniform_ with a = √5. The recurrent gain is g = 1/√3.
public struct TorchLinear: VarianceScaling {
  public var gain = 1.0
  public var std: Double?
  public var mode = Fan.input
  public var distribution = Distribution.uniform

  public static let card = Card<TorchLinear>(
    "torch-linear", "Variance 1/(3 fan_in): the weights of torch.nn.Linear.",
    source: "torch.nn.Linear", knobs: knobs(.input, .uniform), exclusive: [("std", "gain")])

  public let scale = 1.0 / 3

  public init() {}
}
