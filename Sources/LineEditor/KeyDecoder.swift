/// Turns the bytes of a terminal into characters, and drops the control sequences nobody has asked
/// for, whose tails libedit would take for text.
///
/// ECMA-48 says where a sequence ends: CSI (`ESC [`), parameter and intermediate bytes 2/0 to 3/15,
/// a final byte 4/0 to 7/14; and a single shift (`ESC O`), likewise. O(1) a byte.
package struct KeyDecoder {
  private let sequences: Set<String>
  private var pending: [UInt8] = []

  package init(sequences: Set<String>) {
    self.sequences = sequences
  }

  /// Whether all that was read has been made something of.
  package var isAtRest: Bool { pending.isEmpty }

  /// Whether an escape was read that more belongs to.
  private var isInsideSequence: Bool { pending.first == escape }

  /// Whether the beginning of a control sequence was read, whose rest a terminal sends at once.
  package var isInsideControlSequence: Bool { isInsideSequence && pending.count > 1 }

  /// The characters that are complete with `byte`.
  package mutating func take(_ byte: UInt8) -> [Unicode.Scalar] {
    pending.append(byte)
    return isInsideSequence ? sequence() : text()
  }

  /// Gives up a control sequence whose rest has not come.
  ///
  /// An escape alone goes with the key that is typed next, however late.
  package mutating func expire() {
    if isInsideControlSequence { pending = [] }
  }

  private mutating func sequence() -> [Unicode.Scalar] {
    let (last, count) = (pending[pending.count - 1], pending.count)
    guard count > 1 else { return [] }
    guard pending[1] == bracket || pending[1] == shift else { return meta(last) }
    // F1 to F5 of the Linux console: ESC [ [ and a letter.
    if count == 2 || last == bracket && count == 3 { return [] }
    switch last {
    case 0x20...0x3F: return []
    case 0x40...0x7E: return known()
    default:
      pending = []
      return take(last)
    }
  }

  /// A key with Alt, which sends an escape first.
  private mutating func meta(_ byte: UInt8) -> [Unicode.Scalar] {
    pending = []
    return (byte == escape ? [] : ["\u{1B}"]) + take(byte)
  }

  private mutating func known() -> [Unicode.Scalar] {
    defer { pending = [] }
    let sequence = pending.map { Unicode.Scalar($0) }
    return sequences.contains(String(String.UnicodeScalarView(sequence))) ? sequence : []
  }

  /// A character of UTF-8, or U+FFFD in place of bytes that are none.
  private mutating func text() -> [Unicode.Scalar] {
    let last = pending[pending.count - 1]
    if pending.count > 1, last & 0xC0 != 0x80 {
      pending.removeLast()
      return character() + take(last)
    }
    return pending.count < Self.length(startingWith: pending[0]) ? [] : character()
  }

  private mutating func character() -> [Unicode.Scalar] {
    defer { pending = [] }
    return Array(String(decoding: pending, as: UTF8.self).unicodeScalars)
  }

  private static func length(startingWith byte: UInt8) -> Int {
    switch byte {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}

private let escape: UInt8 = 0x1B
private let bracket = UInt8(ascii: "[")
private let shift = UInt8(ascii: "O")
