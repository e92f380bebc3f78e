import Networks

extension Recipe {
  /// The "smart tanh" of the paper, which gives 0.01 without saying whether it is a variance; in its code
  /// it is a deviation.
  static let pascanuSmart = Recipe(
    name: "pascanu-smart",
    summary: "15 incoming weights a unit, scaled to ρ = 0.95; Wxh and Why N(0, 0.01²), biases 0.",
    source: "Pascanu, Mikolov and Bengio 2013", cells: plainCells,
    parts: [
      .each(.recurrent, Martens().with(\.scaling.target, 0.95)),
      .each(.input, Normal().with(\.std, 0.01)), .each(.output, Normal().with(\.std, 0.01)),
      .each(.hiddenBias, Zeros()), .each(.outputBias, Zeros()),
    ], leastUnits: 15
  ) { workspace in
    guard let factor = workspace.weights[.recurrent]?.law?.factor else { return [] }
    return ["Whh was multiplied by \(factor), which gave it ρ = 0.95."]
  }
}
