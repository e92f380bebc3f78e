import Language

/// A log carried out anew with some statements replaced, and what has become of the answers.
struct Rerun {
  /// What a statement answers in another way than before.
  struct Change: Equatable, Sendable {
    /// The number of the statement, counted from 1.
    let number: Int
    let key: String
    /// `nil` where there was, or is, no such answer.
    let before: Answer?
    let after: Answer?
  }

  let history: History
  let changes: [Change]
  /// How many statements were carried out again, the replaced ones not counted.
  let count: Int

  /// Puts `text` in the place of the statement with that number and carries out what follows.
  init(
    _ history: History, replacing number: Int, by text: String, _ interpreter: Interpreter
  ) throws {
    let chapter = history.chapter
    let old = Array(chapter.held)
    var next = History(
      chapter.prefix(number - 1, try interpreter.workspace(after: number - 1, of: history)))
    for (index, entry) in old.enumerated().dropFirst(number - 1) {
      let isReplaced = index == number - 1
      var statement = entry.statement
      if isReplaced { statement.text = text }
      let accepted = try Self.accepted(
        statement, index + 1, isReplaced: isReplaced, next, interpreter)
      _ = next.take(accepted)
    }
    self.history = next
    count = old.count - number
    changes = Self.changes(from: old.map(\.answers), to: next.chapter.entries.map(\.answers))
  }

  private static func accepted(
    _ statement: LoggedStatement, _ number: Int, isReplaced: Bool, _ history: History,
    _ interpreter: Interpreter
  ) throws -> Acceptance {
    do {
      return try interpreter.acceptance(of: statement, on: history)
    } catch let failure as StatementFailure {
      var diagnostic = failure.diagnostic
      if diagnostic.code != .interrupted, !isReplaced {
        diagnostic.message =
          "then statement \(number), '\(statement.brief)', fails: \(diagnostic.message)"
      }
      throw diagnostic
    }
  }

  /// What is answered in another way; what was not compared before is not now.
  static func changes(from old: [[Answer]], to new: [[Answer]]) -> [Change] {
    zip(old, new).enumerated().flatMap { index, pair -> [Change] in
      let (before, after) = (pair.0.byKey, pair.1.byKey)
      let keys = pair.0.map(\.key) + pair.1.map(\.key).filter { before[$0] == nil }
      return keys.filter { before[$0]?.text != after[$0]?.text }
        .map { Change(number: index + 1, key: $0, before: before[$0], after: after[$0]) }
    }
  }
}

extension [Answer] {
  var byKey: [String: Answer] {
    Dictionary(map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Interpreter {
  /// Carries out a statement of a log on the present state of a history.
  func acceptance(
    of statement: LoggedStatement, on history: History,
    expecting expected: Findings = Findings()
  ) throws -> Acceptance {
    let source = Source(statement.text)
    let interpreter = Interpreter(
      catalogue: catalogue, resources: resources, source: source, audience: audience)
    var reader = ScriptReader(source, catalogue.grammar)
    guard var item = try reader.next() else {
      throw Diagnostic(
        .missingArgument, "there is no statement in it", at: SourceRange(0, 0),
        hint: "write one, as init Whh xavier 64")
    }
    if catalogue.isAside(item.statement) {
      throw Diagnostic(
        .misplaced,
        "the log holds no statements about the session, such as '\(item.statement.verb.value)'",
        at: item.statement.verb.range, hint: "write one that changes the model or tells of it")
    }
    if let second = try reader.next() {
      throw Diagnostic(
        .unexpectedText, "one statement takes the place of one, and here is a second",
        at: second.statement.range, hint: "for several, load the session and edit its file")
    }
    item.prose = statement.prose + item.prose + reader.prose
    if item.remark.isEmpty { item.remark = statement.remark }
    return try interpreter.acceptance(of: item, on: history, expecting: expected)
  }
}

/// What a person and a program read of answers that have changed.
struct ChangesSection {
  let changes: [Rerun.Change]
  let statements: [LoggedStatement]

  var block: Block {
    let told = changes.filter { !$0.isOfHash }
    guard !told.isEmpty else {
      return .sentence(
        changes.isEmpty
          ? "No answer has changed." : "No number has changed, though \(hashes) are others.")
    }
    return .table(
      Table(
        columns: [
          Table.Column("no."), Table.Column("quantity", .left), Table.Column("before"),
          Table.Column("after"),
        ],
        rows: told.map { change in
          [
            .integer(change.number), .text(change.key), change.before.datum, change.after.datum,
          ]
        }))
  }

  private var hashes: String { changes.map(\.key).joined(separator: ", ") }

  var record: Datum {
    .list(
      changes.map { change in
        .record([
          Field(key: "number", value: .integer(change.number)),
          Field(key: "statement", value: .text(statements[change.number - 1].text)),
          Field(key: "key", value: .text(change.key)),
          Field(key: "before", value: change.before.datum),
          Field(key: "after", value: change.after.datum),
        ])
      })
  }
}

extension Rerun.Change {
  var isOfHash: Bool {
    if case .hash? = (after ?? before)?.value { return true }
    return false
  }
}

extension Answer? {
  /// The value for a report.
  var datum: Datum {
    switch self?.value {
    case nil: .null
    case .number(let number, _): Int(exactly: number).map { .integer($0) } ?? .number(number)
    case .word(let word): .text(word)
    case .hash(let hash): .text(hash.description)
    }
  }
}
