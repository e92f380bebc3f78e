extension Datum {
  /// The value for a person: numbers with four digits, long lists by their ends.
  package var shown: String {
    switch self {
    case .null: "–"
    case .boolean(let truth): truth ? "yes" : "no"
    case .integer(let integer): "\(integer)"
    case .number(let number): formatted(number)
    case .text(let text): text
    case .list(let items): Self.list(items, \.shown)
    case .numbers(let numbers): Self.list(numbers) { formatted($0) }
    case .record(let fields): fields.map { "\($0.key) \($0.value.shown)" }.joined(separator: ", ")
    }
  }

  /// Whether the value lines up with numbers.
  var isNumeric: Bool {
    switch self {
    case .integer, .number: true
    default: false
    }
  }

  private static func list<Item>(_ items: [Item], _ shown: (Item) -> String) -> String {
    guard items.count > 8 else { return "[" + items.map(shown).joined(separator: ", ") + "]" }
    let start = items.prefix(3).map(shown)
    let end = items.suffix(2).map(shown)
    return "[" + (start + ["…"] + end).joined(separator: ", ") + "] of \(items.count)"
  }
}

/// A value as a page shows it, with what follows it closely: a mark or a unit.
struct ShownValue {
  let text: String
  let suffix: String
  let isNumeric: Bool

  init(_ value: Datum, suffix: String, on page: TextRenderer) {
    text = page.spelled(value)
    self.suffix = page.spelled(suffix)
    isNumeric = value.isNumeric
  }

  /// What stands left of the decimal point's place, and what stands right of it.
  fileprivate var parted: (head: String, tail: String) {
    let point = text.firstIndex(of: ".") ?? text.endIndex
    return (String(text[..<point]), text[point...] + suffix)
  }
}

/// Numbers with their points in one line, other texts to the side that `alignment` names, all of
/// them equally wide.
func alignedAtPoint(_ values: [ShownValue], others alignment: Table.Alignment) -> [String] {
  let numbers = values.filter(\.isNumeric).map(\.parted)
  let headWidth = numbers.map(\.head.displayWidth).max() ?? 0
  let tailWidth = numbers.map(\.tail.displayWidth).max() ?? 0
  let texts = values.map { value in
    guard value.isNumeric else { return value.text + value.suffix }
    let (head, tail) = value.parted
    return head.padded(to: headWidth, .right) + tail.padded(to: tailWidth)
  }
  let width = texts.map(\.displayWidth).max() ?? 0
  return zip(values, texts).map { value, text in
    text.padded(to: width, value.isNumeric ? .right : alignment)
  }
}
