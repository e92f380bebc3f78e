/// A search for a pattern anywhere in what was typed before, a letter at a time: Ctrl-R and Ctrl-S.
///
/// A pattern without capitals finds capitals too.
package struct HistorySearch: Sendable {
  package enum Direction: Sendable {
    case older, newer
  }

  private struct Match: Equatable {
    let index: Int
    /// How many scalars of the entry stand before the pattern.
    let offset: Int
  }

  private struct State {
    var pattern: [Unicode.Scalar] = []
    var match: Match?
    var isFailing = false
  }

  package let draft: EditedText
  private let entries: [String]
  private var state = State()
  /// What Backspace goes back to.
  private var past: [State] = []

  package init(from draft: EditedText, in entries: [String]) {
    self.draft = draft
    self.entries = entries
  }

  package var pattern: String { String(String.UnicodeScalarView(state.pattern)) }

  /// The entry that has been found.
  package var index: Int? { state.match?.index }

  /// The entry that has been found, with the cursor at the pattern; the draft until then.
  package var shown: EditedText {
    state.match.map { EditedText(entries[$0.index], cursor: $0.offset) } ?? draft
  }

  /// What the search says of itself: `(search) 'xav'`.
  package var status: String {
    "(\(state.isFailing ? "nothing found" : "search")) '\(pattern)'"
  }

  /// Makes the pattern longer; what has been found stays if it fits.
  ///
  /// O(entries).
  package mutating func type(_ text: String) {
    past.append(state)
    state.pattern += text.unicodeScalars
    let start = state.match.map(\.index) ?? entries.count - 1
    take(find(from: start, .older, besides: nil))
  }

  /// Takes back what was typed last.
  package mutating func erase() {
    if let before = past.popLast() { state = before }
  }

  /// Goes on to the next entry, of another text, that has the pattern; O(entries).
  package mutating func step(_ direction: Direction) {
    guard let match = state.match else {
      return take(find(from: entries.count - 1, .older, besides: nil))
    }
    let start = match.index + (direction == .older ? -1 : 1)
    take(find(from: start, direction, besides: entries[match.index]))
  }

  private mutating func take(_ match: Match?) {
    state.isFailing = match == nil && !state.pattern.isEmpty
    state.match = match ?? state.match
  }

  private func find(
    from start: Int, _ direction: Direction, besides text: String?
  ) -> Match? {
    guard !state.pattern.isEmpty else { return nil }
    let end = direction == .older ? -1 : entries.count
    for index in stride(from: start, to: end, by: direction == .older ? -1 : 1) {
      guard entries[index] != text, let offset = offset(in: entries[index]) else { continue }
      return Match(index: index, offset: offset)
    }
    return nil
  }

  private func offset(in entry: String) -> Int? {
    let ignoresCase = !state.pattern.contains(where: \.properties.isUppercase)
    let pattern = state.pattern[...]
    let text = ignoresCase ? entry.unicodeScalars.map(Self.lowercased) : Array(entry.unicodeScalars)
    guard text.count >= pattern.count else { return nil }
    return (0...(text.count - pattern.count)).first { text[$0...].starts(with: pattern) }
  }

  /// The small letter, where that is a single scalar.
  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII {
      return "A"..."Z" ~= scalar ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
    }
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping[mapping.startIndex] : scalar
  }
}
