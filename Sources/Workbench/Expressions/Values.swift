import Language

extension Datum {
  /// What a user calls such a value in a sentence.
  var noun: String {
    switch self {
    case .null: "none"
    case .boolean: "true or false"
    case .integer, .number: "a number"
    case .text: "a text"
    case .list, .numbers: "a list"
    case .record: "a record"
    }
  }

  var asNumber: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }

  /// A number, or a list of numbers, as a list.
  var asNumbers: [Double]? {
    if let number = asNumber { return [number] }
    if case .numbers(let numbers) = self { return numbers }
    guard case .list(let items) = self else { return nil }
    let numbers = items.compactMap(\.asNumber)
    return numbers.count == items.count ? numbers : nil
  }

  /// The elements of a list.
  var items: [Datum]? {
    switch self {
    case .list(let items): items
    case .numbers(let numbers): numbers.map { .number($0) }
    default: nil
    }
  }

  /// How many elements a list has.
  var count: Int? {
    switch self {
    case .list(let items): items.count
    case .numbers(let numbers): numbers.count
    default: nil
    }
  }

  /// An element of a list, counted from 0.
  ///
  /// O(1).
  func element(_ index: Int) -> Datum {
    switch self {
    case .list(let items): items[index]
    case .numbers(let numbers): .number(numbers[index])
    default: .null
    }
  }

  /// The value as it could be typed, in full precision.
  var literal: String {
    switch self {
    case .null: "none"
    case .boolean(let truth): "\(truth)"
    case .integer(let integer): "\(integer)"
    case .number(let number):
      Int(exactly: number).map(String.init) ?? "\(number)"
    case .text(let text): "\"\(text)\""
    case .list, .numbers:
      "[" + (items ?? []).map(\.literal).joined(separator: ", ") + "]"
    case .record(let fields):
      "{" + fields.map { "\($0.key): \($0.value.literal)" }.joined(separator: ", ") + "}"
    }
  }

  static func optional(_ number: Double?) -> Datum { number.map { .number($0) } ?? .null }

  static func optional(_ integer: Int?) -> Datum { integer.map { .integer($0) } ?? .null }

  static func optional(_ truth: Bool?) -> Datum { truth.map { .boolean($0) } ?? .null }

  static func optional(_ text: String?) -> Datum { text.map { .text($0) } ?? .null }
}
