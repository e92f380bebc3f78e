/// Lays a report out for a person, on a page of fixed width.
///
/// Nothing is said by colour alone, and without colour no escape code is written. Whatever a text
/// holds, the output has no other control character than the line feed.
public struct TextRenderer: Sendable {
  /// The columns of the page; what cannot be broken, such as a path, may stand out.
  public let width: Int
  public let color: Bool
  /// Whether everything is spelled in ASCII: `sigma^2` for `σ²`.
  public let ascii: Bool

  public init(width: Int = 80, color: Bool = false, ascii: Bool = false) {
    self.width = max(width, 20)
    self.color = color
    self.ascii = ascii
  }

  /// The page; it ends with a line feed, unless the report has no blocks.
  public func render(_ report: Report) -> String {
    var lines: [String] = []
    var previous: Block?
    for block in report.blocks {
      let next = self.lines(of: block)
      guard !next.isEmpty else { continue }
      if let previous, previous.isApart(from: block) { lines.append("") }
      lines += next
      previous = block
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(of block: Block) -> [String] {
    switch block {
    case .heading(let text): prose(text, style: .bold)
    case .sentence(let text): prose(text)
    case .caution(let text): prose("caution: " + text, hanging: 2, style: .caution)
    case .facts(let facts): FactsLayout(facts, on: self).lines
    case .table(let table): TableLayout(table, on: self).lines
    case .text(let text): preformatted(text)
    case .verdict(let headline, let sentence, let tone):
      prose("verdict: " + headline, hanging: 2, style: tone.style)
        + prose(sentence, indent: 2, hanging: 2)
    }
  }

  /// Wrapped text; its first line is indented by `indent`, the others by `hanging`.
  private func prose(
    _ text: String, indent: Int = 0, hanging: Int = 0, style: Style = .plain
  ) -> [String] {
    let shown = spelled(text)
    guard !shown.isEmpty else { return [] }
    let margin = max(indent, hanging)
    return wrapped(shown, width: width - margin, first: width - indent).enumerated()
      .map { index, line in blanks(index == 0 ? indent : hanging) + painted(line, style) }
  }

  private func preformatted(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { spelled($0) }
  }
}

extension TextRenderer {
  /// The text as this page may show it.
  func spelled(_ text: some StringProtocol) -> String {
    ascii ? text.visible.asciiSpelling : text.visible
  }

  /// A value in few characters, as this page may show it.
  func spelled(_ value: Datum) -> String { spelled(value.shown) }

  func painted(_ text: String, _ style: Style) -> String {
    guard color, let code = style.code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// What a piece of text looks like where there is colour.
enum Style {
  case plain
  case bold
  case dim
  case good
  case bad
  case caution

  /// The parameters of the escape code SGR (ECMA-48 8.3.117).
  var code: String? {
    switch self {
    case .plain: nil
    case .bold: "1"
    case .dim: "2"
    case .good: "1;32"
    case .bad: "1;31"
    case .caution: "33"
    }
  }
}

extension Tone {
  fileprivate var style: Style {
    switch self {
    case .good: .good
    case .bad: .bad
    case .neutral: .bold
    }
  }
}

extension Block {
  /// Whether a blank line separates this block from the next: titles and sentences keep to the facts
  /// they announce, and a caution to what it is about.
  fileprivate func isApart(from next: Block) -> Bool {
    if case .heading = self { return false }
    switch (self, next) {
    case (.table, _), (.text, _), (.verdict, _): return true
    case (_, .caution), (.sentence, .facts), (.caution, .facts): return false
    default: return true
    }
  }
}
