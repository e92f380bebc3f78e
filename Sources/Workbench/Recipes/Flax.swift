import Networks

extension Recipe {
  /// Flax's gates are Dense layers of their own; that of the recurrent weights has the bias.
  static let flaxLSTM = Recipe(
    name: "flax.LSTM",
    summary: "Each gate by itself: LeCun kernel, orthogonal Whh; no forget bias.",
    source: "flax.linen.LSTMCell", cells: [LSTM()],
    parts: [
      .each(.recurrent, Orthogonal()),
      .each(.input, LeCun().with(\.distribution, .truncated)),
      .each(.hiddenBias, Zeros()),
      .each(.output, LeCun().with(\.distribution, .truncated)),
      .each(.outputBias, Zeros()),
    ]
  ) { _ in
    [
      "Each gate has an orthogonal matrix of its own: RMS singular value 1, where Keras's fused "
        + "gates have 0.5.",
      "There is no forget bias: σ(0) = 1/2 is kept at each step, a memory of "
        + "\(formatted(GateBias.memory(of: 0))) steps.",
    ]
  }
}
