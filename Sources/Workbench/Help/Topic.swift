import Language
import Networks

/// A page of help that belongs to no single command.
struct Topic: Sendable {
  let name: String
  let summary: String
  let blocks: @Sendable () -> [Block]

  func page() -> Report {
    Report(
      result: [
        Field(key: "topic", value: .text(name)), Field(key: "summary", value: .text(summary)),
      ],
      blocks: [.heading(name), .sentence(summary)] + blocks())
  }

  static let all = [
    schemes, recipes, models, activations, quantities, language, symbols, definitions, keys,
    records, trust, errors,
  ]

  private static let schemes = Topic(
    name: "schemes", summary: "The ways to draw a matrix; help NAME tells more of each."
  ) {
    [.facts(SchemeInfo.all.map { Fact($0.name, .text($0.summary)) })]
  }

  private static let models = Topic(
    name: "models", summary: "The cells a network can be made of; model NAME chooses one."
  ) {
    [
      .facts(
        CellInfo.all.map { Fact($0.name, .text($0.summary)) }
      )
    ]
  }

  private static let recipes = Topic(
    name: "recipes", summary: "Whole networks as others draw them; init all as NAME."
  ) {
    [.facts(Workbench.recipes.map { Fact($0.name, .text($0.summary)) })]
  }

  private static let activations = Topic(
    name: "activations", summary: "The functions φ; set activation NAME chooses one."
  ) {
    [.facts(Networks.activations.map { Fact($0.name, .text($0.formula)) })]
  }

  private static let quantities = Topic(
    name: "quantities", summary: "The names of the numbers that reports show, for expressions."
  ) {
    let ofMatrix = MatrixQuantity.all.map { quantity in
      Fact("Whh.\(quantity.name)", .text(quantity.label), note: alias(quantity))
    }
    let ofRuns = QuantityGroup.listed.map { group in
      Block.text("  " + group.names.map { "\(group.name).\($0)" }.joined(separator: "\n  "))
    }
    return [.facts(ofMatrix)] + ofRuns + [
      .sentence(
        "Wxh, Why, bh and by have the same. Whh[1,2] is an entry, row 1, column 2; the index of a "
          + "series is its step: states.variance[100], gradients.log10_norm[0].")
    ]
  }

  private static func alias(_ quantity: MatrixQuantity) -> String? {
    quantity.aliases.isEmpty ? nil : "also " + quantity.aliases.joined(separator: ", ")
  }

  private static let language = Topic(
    name: "language", summary: "How statements and expressions are written."
  ) {
    [
      .text(
        """
          verb argument… label=value…   statements end at ; or a new line
          # …                           a comment
          let g = 1.2                   a name, used as gain=g
          for g in [0.5, 1] { … }       once for each value
          expect Whh.radius < 1.1       a check
          512  1e-3  1_000              numbers
          + - * / ^ ( )                 arithmetic
          [0.5, 1]  1..100  0..1 by 0.1 lists and ranges, both ends included
          "text"                        a string, with JSON's escapes
        """),
      .facts(Function.all.map { Fact($0.name, .text($0.summary)) }),
      .sentence(
        "The value behind a label has no blanks unless in ( ) or [ ]: std=sqrt(1/fan_in). After "
          + "let, expect and print blanks are free."),
    ]
  }

  private static let definitions = Topic(
    name: "definitions", summary: "What is computed, and from which settings a session starts."
  ) {
    [
      .sentence("h_t = φ(Wxh x_t + Whh h_{t-1} + bh), y_t = Why h_t + by; a matrix is out × in."),
      .sentence(
        "A fresh session: seed 1, input none, no biases, tanh, float32, h_0 drawn from N(0, 1)."),
      .facts([
        Fact("variance", .text("over units and batch, of the population")),
        Fact("saturated", .text("|h| > 0.99; sigmoid: h < 0.01 or h > 0.99")),
        Fact("growth per step", .text("the geometric mean factor of the norm")),
        Fact("log10 norm", .text("Frobenius norm over the batch, relative to the last step")),
        Fact("gain", .text("g = σ√n; the border for tanh is at g = 1")),
      ]),
    ]
  }

  private static let trust = Topic(
    name: "trust", summary: "What the session of somebody else may do, and what it may cost."
  ) {
    [
      .sentence(
        "What is typed, and what a script does that is run as whh FILE, may use every file that you "
          + "may. A session that is replayed or loaded may come from anywhere, and is guarded:"),
      .facts([
        Fact("read", .text("free in its own folder; asked for elsewhere")),
        Fact(
          "write a new file", .text("free in its own folder, unless its name begins with a dot")),
        Fact("overwrite a file", .text("asked for everywhere")),
        Fact("raise a limit", .text("refused; it may lower its own")),
      ]),
      .sentence(
        "A path is judged by where it leads, links and .. followed, and shown as that. Where nobody "
          + "can be asked, the answer is no. --trust allows all of it, and lifts the limits that the "
          + "table of limits says it lifts; the memory limit stays."),
      .sentence(
        "No statement runs a program or opens a connection: the language has none that could. Texts "
          + "and names are shown with control characters and marks that turn the direction of "
          + "writing spelled out, as \\u{1b}. It is no sandbox: who can change your folders while "
          + "a session runs can change where a path leads."),
    ]
  }

  private static let errors = Topic(
    name: "errors", summary: "The codes of errors; help CODE explains one."
  ) {
    [.facts(ErrorCode.allCases.map { Fact($0.rawValue, .text($0.title)) })]
  }
}
