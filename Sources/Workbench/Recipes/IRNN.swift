import Networks

extension Recipe {
  static let irnn = Recipe(
    name: "irnn", summary: "Whh the identity, other weights N(0, 0.001²), biases 0; for relu.",
    source: "Le, Jaitly and Hinton 2015", cells: plainCells,
    parts: [
      .each(.recurrent, IdentityMatrix()),
      .each(.input, Normal().with(\.std, 0.001)), .each(.output, Normal().with(\.std, 0.001)),
      .each(.hiddenBias, Zeros()), .each(.outputBias, Zeros()),
    ]
  ) { workspace in
    let name = workspace.activation.name
    let identity = "With relu, what is positive is kept for ever where no input comes."
    guard name != ReLU().name else { return [identity] }
    return [identity, "The activation should be relu, and is \(name): set activation relu."]
  }
}
