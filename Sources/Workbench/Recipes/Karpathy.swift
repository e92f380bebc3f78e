import Networks

extension Recipe {
  static let karpathy = Recipe(
    name: "karpathy", summary: "Whh, Wxh and Why 0.01 · randn, biases 0.",
    source: "Karpathy 2015, min-char-rnn", cells: plainCells,
    parts: [MatrixName.Family.recurrent, .input, .output].map {
      .each($0, Normal().with(\.std, 0.01))
    } + [.each(.hiddenBias, Zeros()), .each(.outputBias, Zeros())]
  ) { workspace in
    let units = workspace.size(of: .hidden)?.value ?? 1
    return [
      "The deviation is 0.01 whatever the size: g = 0.01√n = "
        + "\(formatted(0.01 * Double(units).squareRoot())) for n = \(units), and 1 only at n = 10000."
    ]
  }
}
