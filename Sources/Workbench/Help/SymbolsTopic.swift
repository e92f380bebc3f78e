import Language

extension Topic {
  static let symbols = Topic(
    name: "symbols", summary: "Signs that may be typed for names, and how they are typed."
  ) {
    [
      .sentence(
        "At the prompt \\sigma and the Tab key make σ. A sign is read as the name beside it: Whh.σ is "
          + "Whh.std, init Whh normal 64 σ=0.1 sets std, set φ relu the activation. let σ = 3 still "
          + "names a value of yours."),
      .facts(
        Symbol.all.map { symbol in
          Fact(symbol.sign, .text(symbol.spelling), note: "\\\(symbol.name), \(symbol.meaning)")
        }),
      .sentence(
        "The other Greek letters are typed in the same way, \\alpha to \\omega and \\Gamma to \\Omega, "
          + "and are names of your own."),
    ]
  }
}
