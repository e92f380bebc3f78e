/// The lines of a list of facts: labels flush left, values in a column, notes behind them.
struct FactsLayout {
  let lines: [String]

  private static let indent = 2
  private static let gap = 2
  /// A note with less room than this beside its value goes below it.
  private static let leastNoteWidth = 16

  init(_ facts: [Fact], on page: TextRenderer) {
    let labels = facts.map { page.spelled($0.label) }
    let values = Self.values(of: facts, on: page)
    // A label may take half the page; a longer one stands on a line of its own.
    let widest = labels.map(\.displayWidth).filter { $0 <= page.width / 2 }.max() ?? 0
    let valueColumn = Self.indent + widest + Self.gap
    var lines: [String] = []
    for (index, fact) in facts.enumerated() {
      var start = blanks(Self.indent) + labels[index]
      if labels[index].displayWidth > widest {
        lines.append(start)
        start = ""
      }
      let note = fact.note.map { page.spelled($0) }
      lines += Self.lines(
        start.padded(to: valueColumn), values[index], note: note, valueColumn, on: page)
    }
    self.lines = lines
  }

  /// Each value with its unit; what is numeric is aligned.
  private static func values(of facts: [Fact], on page: TextRenderer) -> [String] {
    let shown = facts.map { fact in
      ShownValue(fact.value, suffix: fact.unit.map { " " + $0 } ?? "", on: page)
    }
    var numbers = alignedAtPoint(shown.filter(\.isNumeric), others: .left).makeIterator()
    return shown.map { value in
      (value.isNumeric ? numbers.next() : nil) ?? value.text + value.suffix
    }
  }

  private static func lines(
    _ start: String, _ value: String, note: String?, _ column: Int, on page: TextRenderer
  ) -> [String] {
    let pieces = wrapped(value, width: max(page.width - column, leastNoteWidth))
    var lines = pieces.map { blanks(column) + $0 }
    lines[0] = start + pieces[0]
    guard let note, !note.isEmpty else { return lines.map(\.withoutTrailingBlanks) }
    let last = lines.removeLast() + blanks(gap)
    let room = page.width - last.displayWidth
    if note.displayWidth <= room || room >= leastNoteWidth {
      let parts = wrapped(note, width: room)
      lines.append(last + page.painted(parts[0], .dim))
      return lines + parts.dropFirst().map { blanks(last.displayWidth) + page.painted($0, .dim) }
    }
    let parts = wrapped(note, width: page.width - 2 * indent)
    lines.append(last.withoutTrailingBlanks)
    return lines + parts.map { blanks(2 * indent) + page.painted($0, .dim) }
  }
}
