import Language

extension Command {
  static let sessions = Command(
    "sessions", "List the saved sessions.",
    discussion: "Those in the folder sessions, with the number of their statements and what they "
      + "say of themselves first.",
    examples: ["sessions"], isAside: true
  ) { evaluation in
    let rows = SessionFile.names.map { SessionCard($0, evaluation.catalogue) }
    let table = Table(
      columns: [
        Table.Column("name", .left), Table.Column("statements"), Table.Column("answers"),
        Table.Column("says", .left),
      ],
      rows: rows.map {
        [.text($0.name), .optional($0.statements), .optional($0.answers), .text($0.title)]
      })
    return Outcome(
      evaluation.workspace,
      Report(
        result: [Field(key: "sessions", value: .list(rows.map(\.record)))],
        blocks: rows.isEmpty
          ? [.sentence("No session is saved in the folder sessions. save NAME writes one.")]
          : [.table(table)]))
  }
}

/// What a list tells of a saved session.
private struct SessionCard {
  let name: String
  private(set) var statements: Int?
  private(set) var answers: Int?
  /// Its first comment or note.
  private(set) var title = ""

  init(_ name: String, _ catalogue: Catalogue) {
    self.name = name
    guard let source = try? Source(contentsOf: SessionFile.path(of: name)) else {
      title = "cannot be read"
      return
    }
    var reader = ScriptReader(source, catalogue.grammar)
    var (count, recorded) = (0, 0)
    do {
      while let item = try reader.next() {
        count += 1
        recorded += item.record.count
        if title.isEmpty { title = Self.title(of: item) ?? "" }
      }
      (statements, answers) = (count, recorded)
    } catch {
      title = "has an error in line \(source.position(of: error.range.lowerBound).line)"
    }
  }

  private static func title(of item: ScriptItem) -> String? {
    if let line = item.prose.first(where: { $0.hasPrefix("#") }) {
      return String(line.drop { "# ".contains($0) })
    }
    guard item.statement.verb.value == "note",
      case .word(let text)? = item.statement.arguments
        .first?.content
    else { return nil }
    return text
  }

  var record: Datum {
    .record([
      Field(key: "name", value: .text(name)),
      Field(key: "path", value: .text(SessionFile.path(of: name))),
      Field(key: "statements", value: .optional(statements)),
      Field(key: "answers", value: .optional(answers)),
      Field(key: "title", value: .text(title)),
    ])
  }
}
