import Language

extension Command {
  static let note = Command(
    "note", "Say something in words, for who reads or replays the session.",
    discussion: "A note is part of the log, is saved with it, and changes nothing.",
    examples: ["note \"What will the gradient do?\""],
    onlyTells: true,
    .word("text", "the words, in double quotes")
  ) { evaluation, text in
    Outcome(
      evaluation.workspace,
      Report(
        result: [Field(key: "text", value: .text(text.value))], blocks: [.sentence(text.value)]))
  }
}
