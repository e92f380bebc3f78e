import Language
import Networks

/// The pages of `help`, made from the declarations.
enum HelpPage {
  /// Everything there is a page on.
  static func topics(_ catalogue: Catalogue) -> [String] {
    catalogue.commands.map(\.name) + SchemeInfo.names + recipes.map(\.name)
      + CellInfo.all.map(\.name)
      + Topic.all.map(\.name)
      + ErrorCode.allCases.map(\.rawValue)
  }

  /// The page on a word, if there is one.
  static func page(on word: String, _ catalogue: Catalogue) -> Report? {
    if let command = catalogue.commands.first(where: { $0.name == word }) {
      return page(on: command)
    }
    if let topic = Topic.all.first(where: { $0.name == word }) { return topic.page() }
    let recipe = Recipe.named(word).map { page(on: $0) }
    if let scheme = Scheme(named: word) {
      var page = page(on: scheme.info)
      page.blocks += recipe?.blocks ?? []
      return page
    }
    if let recipe { return recipe }
    if let cell = CellInfo.all.first(where: { $0.name == word }) { return page(on: cell) }
    return ErrorCode(rawValue: word.uppercased()).map { page(on: $0) }
  }

  /// The list of commands.
  static func overview(_ catalogue: Catalogue) -> Report {
    let commands = catalogue.commands.map { Fact($0.name, .text($0.summary)) }
    let topics = Topic.all.map { Fact($0.name, .text($0.summary)) }
    return Report(
      result: [
        Field(
          key: "commands",
          value: .record(catalogue.commands.map { Field(key: $0.name, value: .text($0.summary)) })
        )
      ],
      blocks: [
        .heading("commands"), .facts(commands), .heading("topics"), .facts(topics),
        .sentence(
          "help VERB explains one, ?VERB is short for it. A first minute: init Whh xavier 512, "
            + "then unroll 100, then stats."),
      ])
  }

  static func page(on command: Command) -> Report {
    let parameters = command.forms.flatMap(\.parameters).filter { !$0.help.isEmpty }
    return Report(
      result: [
        Field(key: "command", value: .text(command.name)),
        Field(key: "summary", value: .text(command.summary)),
        Field(key: "usage", value: .list(command.usage.map { .text($0) })),
        Field(key: "examples", value: .list(command.examples.map { .text($0) })),
      ],
      blocks: [.heading(command.name), .sentence(command.summary)]
        + [.text(command.usage.map { "  " + $0 }.joined(separator: "\n"))]
        + facts(parameters) + (command.discussion.isEmpty ? [] : paragraphs(command.discussion))
        + [
          .heading("examples"),
          .text(command.examples.map { "  " + $0 }.joined(separator: "\n")),
        ] + (command.source.isEmpty ? [] : [.sentence("Source: \(command.source).")]))
  }

  private static func facts(_ parameters: [ParameterInfo]) -> [Block] {
    var seen: Set<String> = []
    let facts = parameters.filter { seen.insert($0.label).inserted }.map { parameter in
      Fact(
        parameter.place == .labelled ? parameter.label + "=" : parameter.label.uppercased(),
        .text(parameter.help))
    }
    return facts.isEmpty ? [] : [.facts(facts)]
  }

  static func paragraphs(_ text: String) -> [Block] {
    text.split(separator: "\n\n").map { .sentence(String($0)) }
  }

  private static func page(on scheme: SchemeInfo) -> Report {
    let spellings = scheme.spellings.map { spelling in
      Fact(spelling.name, .text(spelling.law), note: spelling.library)
    }
    return Report(
      result: [
        Field(key: "scheme", value: .text(scheme.name)),
        Field(key: "summary", value: .text(scheme.summary)),
        Field(key: "law", value: .text(scheme.law)),
        Field(key: "source", value: .text(scheme.source)),
        Field(key: "synonyms", value: .list(scheme.synonyms.map { .text($0) })),
      ],
      blocks: [.heading(scheme.name), .sentence(scheme.summary)]
        + [.facts([Fact("law", .text(scheme.law), note: "of 512 × 512")])]
        + facts(scheme.knobs)
        + (spellings.isEmpty ? [] : [.heading("also called"), .facts(spellings)])
        + [.sentence("Source: \(scheme.source).")])
  }

  private static func page(on cell: CellInfo) -> Report {
    Report(
      result: [
        Field(key: "cell", value: .text(cell.name)),
        Field(key: "summary", value: .text(cell.summary)),
        Field(key: "source", value: .text(cell.source)),
      ],
      blocks: [.heading(cell.name), .sentence(cell.summary), .text("  " + cell.usage)]
        + facts(cell.knobs) + [.sentence("Source: \(cell.source).")])
  }

  private static func facts(_ knobs: [KnobInfo]) -> [Block] {
    guard !knobs.isEmpty else { return [] }
    return [
      .facts(
        knobs.map { knob in
          Fact(
            knob.label + "=", .text(knob.help), note: knob.fallback.map { "default \($0)" })
        })
    ]
  }

  private static func page(on code: ErrorCode) -> Report {
    Report(
      result: [
        Field(key: "code", value: .text(code.rawValue)),
        Field(key: "title", value: .text(code.title)),
        Field(key: "explanation", value: .text(code.explanation)),
      ],
      blocks: [.heading("\(code.rawValue)  \(code.title)"), .text(code.explanation)])
  }
}

extension Command {
  /// The lines that show how the command is typed, one a form.
  var usage: [String] { forms.map { $0.usage(of: name) } }
}
