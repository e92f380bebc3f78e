import Networks

// Keras fuses the gates: one kernel of G n columns, G the number of gates, whose fan_out counts them all,
// and one orthogonal recurrent matrix for all gates together. Matrices are transposed there, and the
// gates come in the order i f c o and z r h.

extension Recipe {
  static let kerasSimpleRNN = keras(
    "keras.SimpleRNN", "Glorot kernel, orthogonal Whh, no bias.", plainCells, order: [""],
    biases: [.each(.hiddenBias, Zeros())]
  ) { _ in ["Whh is orthogonal: ρ and all singular values are 1."] }

  static let kerasLSTM = keras(
    "keras.LSTM", "Gates fused: Glorot kernel, orthogonal Whh; forget bias 1.", [LSTM()],
    order: ["i", "f", "g", "o"],
    biases: [
      .each(.hiddenBias, Zeros(), gates: ["i", "g", "o"]),
      .each(.hiddenBias, Ones(), gates: ["f"]),
    ]
  ) { workspace in
    fusedRemarks(workspace) + [
      "The forget bias is 1, a memory of \(formatted(GateBias.memory(of: 1))) steps."
    ]
  }

  static let kerasGRU = keras(
    "keras.GRU", "Gates fused: Glorot kernel, orthogonal Whh; both biases 0.", [GRU()],
    order: ["z", "r", "n"],
    biases: [.each(.hiddenBias, Zeros()), .each(.inputBias, Zeros())], remarks: fusedRemarks)

  private static func keras(
    _ name: String, _ summary: String, _ cells: [any Cell], order: [String], biases: [Part],
    remarks: @escaping @Sendable (Workspace) -> [String]
  ) -> Recipe {
    let isFused = order.count > 1
    func part(_ family: MatrixName.Family, _ initializer: any Initializer) -> Part {
      isFused ? .fused(family, initializer, order: order) : .each(family, initializer)
    }
    return Recipe(
      name: name, summary: summary, source: "keras.layers", cells: cells,
      parts: [part(.recurrent, Orthogonal()), part(.input, Glorot())] + biases
        + [.each(.output, Glorot()), .each(.outputBias, Zeros())],
      remarks: remarks)
  }

  /// What fusing does to a gate's block.
  @Sendable private static func fusedRemarks(_ workspace: Workspace) -> [String] {
    let gates = workspace.cell.gates
    let values = workspace.parts(of: .recurrent).compactMap {
      workspace.weights[$0]?.rmsSingularValue
    }
    let count = gates.count == 4 ? "four" : "three"
    var remarks: [String] = []
    if let least = values.min(), let largest = values.max() {
      let expected = 1 / Double(gates.count).squareRoot()
      remarks.append(
        "Per-gate RMS singular value of Whh \(formatted(least)) to \(formatted(largest)), expected "
          + "\(formatted(expected)), not 1: one orthogonal matrix of \(gates.count)n columns (in "
          + "Keras's layout) is shared by \(count) gates, and 1/√\(gates.count) is each one's part."
      )
    }
    if let inputs = workspace.size(of: .inputs)?.value {
      remarks.append(
        "Wxh too is drawn as one: its fan_out is that of all gates, which makes its variance "
          + "2/(\(inputs) + \(gates.count)n).")
    }
    return remarks
  }
}
