import Language

extension Command {
  static let help = Command(
    "help", "Explain a command, a scheme, a topic or an error code.",
    discussion: "?VERB is short for help VERB.",
    examples: ["help init", "help xavier", "help E202"],
    onlyTells: true,
    Parameter<Located<String>>.word(
      "topic", "a command, a scheme, a topic, or a code as E202", .topics
    ).optional(),
    preview: { evaluation, topic in
      topic.map { HelpPage.summary(of: $0.value, evaluation.catalogue) }
    }
  ) { evaluation, topic in
    guard let topic else {
      return Outcome(evaluation.workspace, HelpPage.overview(evaluation.catalogue))
    }
    guard let page = HelpPage.page(on: topic.value, evaluation.catalogue) else {
      throw unknown(
        .unknownTopic, "there is no help on '\(topic.value)'", topic.value,
        among: HelpPage.topics(evaluation.catalogue), at: topic.range)
    }
    return Outcome(evaluation.workspace, page)
  }
}
