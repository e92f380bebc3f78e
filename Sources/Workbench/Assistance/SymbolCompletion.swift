/// `\sig` at the end of a text, which Tab turns into a sign.
struct SymbolCompletion {
  let found: FoundCompletions

  init?(_ text: String) {
    let letters = text.reversed().prefix { $0.isASCII && $0.isLetter }
    let typed = String(letters.reversed())
    let head = text.dropLast(typed.count)
    guard head.hasSuffix("\\"), !Self.endsInComment(head) else { return nil }
    let fitting = Self.signs.filter { $0.name.hasPrefix(typed) }
    let exact = fitting.first { $0.name == typed }
    let candidates: [Completion]
    if let only = exact ?? (fitting.count == 1 ? fitting[0] : nil) {
      candidates = [Completion(only.sign, only.meaning, ending: "")]
    } else {
      candidates = fitting.map {
        Completion("\\" + $0.name, [$0.sign, $0.meaning].joined(separator: "  "), ending: "")
      }
    }
    guard !candidates.isEmpty else { return nil }
    found = FoundCompletions(
      start: head.utf8.count - 1, fragment: "\\" + typed,
      [Offer(candidates: candidates, isChosen: true)])
  }

  /// The signs that mean something, and the other letters.
  private static let signs: [(sign: String, name: String, meaning: String)] =
    Symbol.all.map { ($0.sign, $0.name, "\($0.spelling), \($0.meaning)") }
    + spelledLetters.filter { letter in !Symbol.all.contains { $0.sign == letter.letter } }
    .map { ($0.letter, $0.word, "a letter") }

  /// Whether the last line is a comment by then, as far as that can be told without reading all.
  private static func endsInComment(_ head: Substring) -> Bool {
    let line = head.split(whereSeparator: \.isNewline).last ?? ""
    var (isInString, before) = (false, Character(" "))
    for character in line {
      if character == "\"", before != "\\" { isInString.toggle() }
      if character == "#", !isInString, " \t;{".contains(before) { return true }
      before = character
    }
    return false
  }
}
