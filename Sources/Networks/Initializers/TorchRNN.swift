/// U(±1/√hidden), what torch draws all weights and biases of an RNN, LSTM or GRU from.
///
/// The hidden size is the number of rows of Whh, Wxh and bh, hence fan_out.
public struct TorchRNN: VarianceScaling {
  public var gain = 1.0
  public var std: Double?
  public var mode = Fan.output
  public var distribution = Distribution.uniform

  public static let card = Card<TorchRNN>(
    "torch-rnn", "Variance 1/(3 hidden size): all weights and biases of torch.nn.RNN.",
    source: "torch.nn.RNN, LSTM and GRU", knobs: knobs(.output, .uniform),
    exclusive: [("std", "gain")])

  public let scale = 1.0 / 3

  public init() {}
}
