import Language

extension Command {
  static let log = Command(
    "log", "The statements that were accepted, by number, with what each has changed.",
    discussion: """
      undo, goto, diff and edit go by these numbers. A statement without anything in the last column only \
      told something. The states in between take memory; what is over the limit is dropped, oldest \
      first, and made again from its statements when somebody goes there.
      """,
    examples: ["init Whh xavier 64; unroll 20; stats Whh; log"], isAside: true
  ) { evaluation in
    let history = try evaluation.presentHistory()
    let chapter = history.chapter
    let rows = chapter.entries.enumerated().map { index, entry -> [Datum] in
      [
        .integer(index + 1), .text(entry.statement.brief),
        .text(entry.changed.joined(separator: ", ")),
        .text(index < chapter.holding ? "" : "undone"),
      ]
    }
    let table = Table(
      columns: [
        Table.Column("no."), Table.Column("statement", .left), Table.Column("changed", .left),
        Table.Column("", .left),
      ],
      rows: rows)
    let blocks: [Block] =
      rows.isEmpty ? [.sentence("Nothing has been accepted yet.")] : [.table(table)]
    return Outcome(
      evaluation.workspace,
      Report(result: record(history), blocks: blocks + [.sentence(memory(of: history))]))
  }

  private static func record(_ history: History) -> [Field] {
    let entries = history.chapter.entries.enumerated().map { index, entry in
      Datum.record([
        Field(key: "number", value: .integer(index + 1)),
        Field(key: "statement", value: .text(entry.statement.text)),
        Field(key: "changed", value: .list(entry.changed.map { .text($0) })),
        Field(key: "holds", value: .boolean(index < history.chapter.holding)),
        Field(key: "state", value: .text(entry.state.description)),
      ])
    }
    return [
      Field(key: "entries", value: .list(entries)),
      Field(key: "seed", value: .integer(Int(history.chapter.seed))),
      Field(key: "holding", value: .integer(history.chapter.holding)),
      Field(key: "states_kept", value: .integer(history.chapter.keptCount)),
      Field(key: "memory_bytes", value: .integer(history.memoryUse)),
      Field(key: "memory_limit_bytes", value: .number(history.memoryLimit)),
    ]
  }

  private static func memory(of history: History) -> String {
    let use = formattedBytes(Double(history.memoryUse))
    let limit = formattedBytes(history.memoryLimit)
    let dropped = history.chapter.stateCount - history.chapter.keptCount
    return "Seed \(history.chapter.seed). The states take \(use) of \(limit)."
      + (dropped > 0 ? " \(dropped) are dropped, and are made again when they are wanted." : "")
  }
}
