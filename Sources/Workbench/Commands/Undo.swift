import Language

extension Command {
  static let undo = Command(
    "undo", "Go back to before the last statement that changed something.",
    discussion: """
      Statements that only tell something, such as stats or expect, are passed over; a for block is one \
      step, and so is an edit. A log that load has replaced comes back when its own statements are \
      undone. redo goes forward again, until another statement changes something.
      """,
    examples: ["init Whh xavier 64; init Whh orthogonal 64; undo; Whh.scheme"], isAside: true,
    Parameter<Located<Int>>.count("steps", "how many, 1 unless given").optional(),
    preview: { try $0.foretold(undoing: $1?.value ?? 1) }
  ) { evaluation, steps in
    try travelled(evaluation, steps: steps?.value ?? 1, "undone", undone)
  }

  static let redo = Command(
    "redo", "Carry out again what undo took back.",
    examples: ["init Whh xavier 64; undo; redo; Whh.scheme"], isAside: true,
    Parameter<Located<Int>>.count("steps", "how many, 1 unless given").optional(),
    preview: { try $0.foretold(redoing: $1?.value ?? 1) }
  ) { evaluation, steps in
    try travelled(evaluation, steps: steps?.value ?? 1, "redone", redone)
  }

  static let goto = Command(
    "goto", "Go to the state after a statement, by its number in the log.",
    discussion: """
      goto 0 is the start. The statements behind are undone: redo and goto lead to them, until another \
      statement changes something.
      """,
    examples: ["init Whh xavier 64; init Whh orthogonal 64; goto 1; Whh.scheme"], isAside: true,
    .number("number", "the number of a statement, or 0", .logNumbers),
    preview: { try $0.foretold(goingTo: $1) }
  ) { evaluation, number in
    var history = try evaluation.presentHistory()
    let place = try evaluation.place(number, in: history)
    let workspace = try evaluation.interpreter.workspace(after: place, of: history)
    let event = history.move(to: place, workspace)
    let text = place == 0 ? "the start" : history.told(place - 1)
    return outcome(history, [event], "This is the state after \(text).", steps: nil)
  }

  private static func undone(
    _ history: inout History, _ interpreter: Interpreter
  ) throws -> (event: LogEvent, told: String)? {
    if let before = history.logBefore {
      try interpreter.wake(before, of: &history)
      return (history.turn(to: before), "what had replaced the log")
    }
    guard let place = history.chapter.undoPlace else { return nil }
    let workspace = try interpreter.workspace(after: place, of: history)
    return (history.move(to: place, workspace), history.told(place))
  }

  private static func redone(
    _ history: inout History, _ interpreter: Interpreter
  ) throws -> (event: LogEvent, told: String)? {
    if let after = history.logAfter {
      try interpreter.wake(after, of: &history)
      return (history.turn(to: after), "what had replaced the log")
    }
    guard let place = history.chapter.redoPlace else { return nil }
    let first = history.chapter.nextChange ?? place - 1
    let workspace = try interpreter.workspace(after: place, of: history)
    return (history.move(to: place, workspace), history.told(first))
  }

  private typealias Move = (inout History, Interpreter) throws -> (event: LogEvent, told: String)?

  /// Moves so many times, or as often as it goes.
  private static func travelled(
    _ evaluation: Evaluation, steps: Int, _ word: String, _ move: Move
  ) throws -> Outcome {
    var history = try evaluation.presentHistory()
    var told: String?
    var events: [LogEvent] = []
    while events.count < steps, let next = try move(&history, evaluation.interpreter) {
      told = next.told
      events.append(next.event)
    }
    guard let told else {
      throw Diagnostic(
        .outOfRange, "there is nothing to be \(word)", at: evaluation.statementRange,
        hint: "log shows what there is")
    }
    let count = events.count
    let text = count == 1 ? "\(word): \(told)" : "\(count) steps \(word), the last: \(told)"
    return outcome(history, events, text, steps: count)
  }

  private static func outcome(
    _ history: History, _ events: [LogEvent], _ text: String, steps: Int?
  ) -> Outcome {
    var outcome = Outcome(
      history.workspace,
      Report(
        result: [
          Field(key: "steps", value: .optional(steps)),
          Field(key: "holding", value: .integer(history.chapter.holding)),
          Field(key: "statements", value: .integer(history.chapter.entries.count)),
        ],
        blocks: [.sentence(text)]))
    outcome.history = (history, events)
    return outcome
  }
}

extension History {
  /// A statement of the present log with its number, on one line; `index` counts from 0.
  func told(_ index: Int) -> String { "\(index + 1), \(chapter.entries[index].statement.brief)" }
}

extension LoggedStatement {
  /// The statement on one line, cut where it is long.
  var brief: String {
    let line = text.split(whereSeparator: \.isNewline).map { $0.drop { " \t".contains($0) } }
      .joined(separator: " ")
    return line.count > 60 ? line.prefix(59) + "…" : line
  }
}

extension Evaluation {
  /// What carries out other statements in the place of this one.
  var interpreter: Interpreter {
    Interpreter(catalogue: catalogue, resources: resources, source: source, audience: audience)
  }

  /// All states of the session, for a statement about them.
  func presentHistory() throws(Diagnostic) -> History {
    if let history { return history }
    throw Diagnostic(
      .misplaced, "this is about the session, and a block is one step of it", at: statementRange,
      hint: "write it after the block")
  }

  /// A place in the log by its number; 0 is the start.
  func place(
    _ number: Located<Double>, in history: History, from first: Int = 0
  ) throws(Diagnostic) -> Int {
    let count = history.chapter.entries.count
    if let place = Int(exactly: number.value), first...max(first, count) ~= place, place <= count {
      return place
    }
    throw Diagnostic(
      .outOfRange, "there is no statement \(Datum.number(number.value).literal)",
      at: number.range,
      hint: count == 0
        ? "the log is empty" : "the log has statements \(first) to \(count); log shows them")
  }
}
