import Networks

// The language models of Zaremba, Sutskever and Vinyals: every parameter uniform within a bound that goes
// with the size, both biases too.

extension Recipe {
  static let zarembaSmall = zaremba("small", bound: 0.1, units: 200)
  static let zarembaMedium = zaremba("medium", bound: 0.05, units: 650)
  static let zarembaLarge = zaremba("large", bound: 0.04, units: 1500)

  private static func zaremba(_ size: String, bound: Double, units: Int) -> Recipe {
    let initializer = Uniform().with(\.low, -bound).with(\.high, bound)
    return Recipe(
      name: "zaremba-\(size)",
      summary: "Every parameter U(±\(Datum.number(bound).literal)), for an LSTM of \(units) units.",
      source: "Zaremba, Sutskever and Vinyals 2014", cells: [LSTM()],
      parts: MatrixName.Family.allCases.map { .each($0, initializer) }
    ) { workspace in
      let present = workspace.size(of: .hidden)?.value ?? units
      func gain(_ units: Int) -> String { formatted(bound * (Double(units) / 3).squareRoot()) }
      let remark = "Each gate of Whh has g = \(gain(present))."
      guard present != units else { return [remark] }
      return [
        remark,
        "The \(size) network of the paper has \(units) units, and g = \(gain(units)); this one has "
          + "\(present).",
      ]
    }
  }
}
