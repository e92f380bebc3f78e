import Networks

// torch.nn draws all weights and both biases of RNN, LSTM and GRU from U(±1/√n), and the weights and
// the bias of the Linear behind them from U(±1/√fan_in), which is the same bound.

extension Recipe {
  static let torchRNN = torch("torch.RNN", "as torch.nn.RNN", plainCells)
  static let torchLSTM = torch("torch.LSTM", "as torch.nn.LSTM", [LSTM()])
  static let torchGRU = torch("torch.GRU", "as torch.nn.GRU", [GRU()])

  private static func torch(_ name: String, _ likeness: String, _ cells: [any Cell]) -> Recipe {
    Recipe(
      name: name, summary: "Every weight and both biases U(±1/√n), \(likeness).",
      source: "torch.nn, reset_parameters", cells: cells,
      parts: [.recurrent, .input, .hiddenBias, .inputBias].map { .each($0, TorchRNN()) }
        + [
          .each(.output, TorchLinear()),
          .each(.outputBias) { hidden in
            let bound = 1 / Double(hidden).squareRoot()
            return Uniform().with(\.low, -bound).with(\.high, bound)
          },
        ]
    ) { workspace in
      let gain = "variance 1/(3n), so that g is 1/√3 = \(formatted((1.0 / 3).squareRoot())), not 1"
      guard let gate = workspace.cell.memoryGate else { return ["Whh has " + gain + "."] }
      return [
        "Each gate of Whh has \(gain).",
        "There are two random biases: bh.\(gate) + bx.\(gate) lies around 0, a memory of about "
          + "\(formatted(GateBias.memory(of: 0))) steps.",
      ]
    }
  }
}
