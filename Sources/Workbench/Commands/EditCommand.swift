import Language

extension Command {
  static let edit = Command(
    "edit", "Replace a statement of the log, carry out again what follows, and tell what changes.",
    discussion: """
      The number is that of log. Where a statement fails, or is interrupted, the session is as it was. \
      undo takes the edit back. Without a statement the old one opens in $EDITOR.
      """,
    examples: ["init Whh xavier 64; unroll 50; edit 1 init Whh orthogonal 64"], isAside: true,
    .number("number", "the number of a statement", .logNumbers),
    Parameter<Statement>.statement.optional(),
    preview: { evaluation, number, _ in try evaluation.foretold(editing: number) }
  ) { evaluation, number, statement in
    let history = try evaluation.presentHistory()
    let place = try evaluation.place(number, in: history, from: 1)
    guard place <= history.chapter.holding else {
      throw Diagnostic(
        .outOfRange, "statement \(place) is undone", at: number.range,
        hint: "goto \(place) brings it back")
    }
    let old = history.chapter.entries[place - 1].statement
    let text = try statement.map { evaluation.source.text(of: $0.range) } ?? edited(old, evaluation)
    let quiet = Interpreter(
      catalogue: evaluation.catalogue, resources: evaluation.resources, source: evaluation.source,
      audience: .nobody)
    let rerun: Rerun
    do {
      rerun = try Rerun(history, replacing: place, by: text, quiet)
    } catch var diagnostic as Diagnostic {
      // The places of its complaints are those of another text.
      diagnostic.range = statement?.range ?? number.range
      throw diagnostic
    }
    return outcome(rerun, of: history, place, text)
  }

  private static func outcome(
    _ rerun: Rerun, of history: History, _ place: Int, _ text: String
  ) -> Outcome {
    var next = history
    let event = next.begin(rerun.history, floor: rerun.history.chapter.holding)
    let section = ChangesSection(
      changes: rerun.changes, statements: next.chapter.entries.map(\.statement))
    var outcome = Outcome(
      next.workspace,
      Report(
        result: [
          Field(key: "number", value: .integer(place)), Field(key: "statement", value: .text(text)),
          Field(key: "reran", value: .integer(rerun.count)),
          Field(key: "changes", value: section.record),
        ],
        blocks: [
          .sentence(
            "Statement \(place) is replaced, and \(rerun.count) after it "
              + (rerun.count == 1 ? "is" : "are") + " carried out again."), section.block,
        ]))
    outcome.history = (next, [event])
    return outcome
  }

  /// What the user makes of a statement in an editor.
  private static func edited(
    _ statement: LoggedStatement, _ evaluation: Evaluation
  ) throws -> String {
    guard let dialogue = evaluation.resources.dialogue else {
      throw Diagnostic(
        .missingArgument, "'edit' needs the new statement here", at: evaluation.statementRange,
        hint: "edit 1 init Whh orthogonal 512; an editor opens at the prompt only")
    }
    guard let text = try dialogue.edit(statement.text) else {
      throw Diagnostic(
        .interrupted, "the statement was left as it is", at: evaluation.statementRange)
    }
    return text
  }
}

extension Parameter where Argument == Statement {
  /// A whole statement, for the command to carry out.
  static var statement: Self {
    let info = ParameterInfo(
      place: .positional, label: "statement", slot: .statement, help: "what takes its place",
      isRequired: true)
    return .one(info, fallback: nil) { (argument, _) throws(Diagnostic) in
      guard case .block(let statements) = argument.content, let statement = statements.first else {
        throw Diagnostic(.unexpectedText, "expected a statement here", at: argument.range)
      }
      return statement
    }
  }
}
