// Numbers and strings.

extension Parser {
  /// Reads a number: digits, at most one point, an exponent; underscores between digits.
  ///
  /// The whole run of letters and digits is taken first, so that `12abc` is one bad number and not
  /// a number with a stray name behind it.
  mutating func number() throws(Diagnostic) -> Expression {
    let range = numberRun()
    let text = scanner.text(range)
    guard let value = Numeral(text)?.value else {
      throw Diagnostic(
        .badNumber, "\(quoted(range)) is not a number", at: range,
        hint: "numbers look like 512, 0.5, 1e-3 or 1_000")
    }
    guard value.isFinite else {
      throw Diagnostic(
        .badNumber, "\(quoted(range)) is too large for a number", at: range,
        hint: "the largest number is about 1.8e308")
    }
    scanner.position = range.upperBound
    return try made(.number(value), at: range)
  }

  private func numberRun() -> SourceRange {
    var reader = scanner
    var last: UInt8?
    while let next = reader.byte(),
      reader.continuesName || isPartOfNumber(next, after: last, reader)
    {
      last = next
      reader.stepScalar()
    }
    return SourceRange(scanner.position, reader.position)
  }

  /// Whether a point or a sign goes on a number; `..` is a range and beats a trailing point.
  private func isPartOfNumber(_ byte: UInt8, after last: UInt8?, _ reader: Scanner) -> Bool {
    switch byte {
    case UInt8(ascii: "."): !reader.sees("..")
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      last == UInt8(ascii: "e") || last == UInt8(ascii: "E")
    default: false
    }
  }
}

/// A number as it is written: digits, a point with digits on either side, an exponent.
struct Numeral {
  /// The nearest double; infinite if there is none.
  let value: Double

  init?(_ text: String) {
    var reader = Scanner(text)
    let whole = reader.takeDigits()
    let fraction = reader.take(".") ? reader.takeDigits() : ""
    guard let whole, let fraction, !(whole + fraction).isEmpty else { return nil }
    guard let exponent = reader.takeExponent(), reader.isAtEnd else { return nil }
    guard let value = Double("0\(whole).\(fraction)0e\(exponent)") else { return nil }
    self.value = value
  }
}

extension Scanner {
  /// Reads digits, of which there may be none; nothing for an underscore that is not between two.
  fileprivate mutating func takeDigits() -> String? {
    let start = position
    skip { Self.isDigit($0) || $0 == UInt8(ascii: "_") }
    let parts = bytes[start..<position].split(
      separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return String(decoding: parts.joined(), as: UTF8.self)
  }

  /// Reads `e` with a signed number behind it, "0" without an `e`; nothing for an `e` alone.
  fileprivate mutating func takeExponent() -> String? {
    guard byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E") else { return "0" }
    position += 1
    let sign = byte() == UInt8(ascii: "-") ? "-" : ""
    if byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+") { position += 1 }
    guard let digits = takeDigits(), !digits.isEmpty else { return nil }
    return sign + digits
  }
}

// MARK: - Strings

extension Parser {
  /// Reads a string in double quotes with JSON's escapes; it may run over lines.
  mutating func string() throws(Diagnostic) -> Located<String> {
    let start = scanner.position
    var bytes: [UInt8] = []
    scanner.position += 1
    while let next = scanner.byte() {
      switch next {
      case UInt8(ascii: "\""):
        scanner.position += 1
        return Located(String(decoding: bytes, as: UTF8.self), at: range(from: start))
      case UInt8(ascii: "\\"): bytes += Array(String(try escape()).utf8)
      default:
        try refuseControl(next)
        bytes.append(next)
        scanner.position += 1
      }
    }
    throw Diagnostic(
      .unfinished, "the string is not closed", at: SourceRange(start, start + 1),
      hint: "a '\"' closes it", isIncomplete: true)
  }

  private func refuseControl(_ byte: UInt8) throws(Diagnostic) {
    guard byte < 0x20, byte != 0x09, !Scanner.isNewline(byte) else { return }
    throw Diagnostic(
      .badString, "there is a control character in the string", at: scanner.culprit,
      hint: "write it as \\u and four hexadecimal digits")
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
    UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{c}", UInt8(ascii: "n"): "\n",
    UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  /// Reads a backslash and what belongs to it.
  private mutating func escape() throws(Diagnostic) -> Unicode.Scalar {
    let start = scanner.position
    scanner.position += 1
    let letter = scanner.byte()
    if letter == UInt8(ascii: "u") { return try hexadecimalEscape(from: start) }
    if letter != nil { scanner.stepScalar() }
    guard let letter, let scalar = Self.escapes[letter] else {
      let range = range(from: start)
      throw Diagnostic(
        .badString, "\(quoted(range)) is no escape", at: range,
        hint: "a backslash itself is written \\\\")
    }
    return scalar
  }

  /// Reads `\uXXXX`, or two of them that make a surrogate pair.
  private mutating func hexadecimalEscape(from start: Int) throws(Diagnostic) -> Unicode.Scalar {
    guard let first = codeUnit() else { throw badEscape(from: start) }
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, scanner.take("\\"), let second = codeUnit(), 0xDC00...0xDFFF ~= second
    else { throw badEscape(from: start) }
    let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00
    guard let scalar = Unicode.Scalar(value) else { throw badEscape(from: start) }
    return scalar
  }

  /// Reads `uXXXX`.
  private mutating func codeUnit() -> UInt16? {
    guard scanner.sees("u") else { return nil }
    scanner.position += 1
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = scanner.byte().flatMap(Self.hexadecimalValue) else { return nil }
      value = value << 4 | digit
      scanner.position += 1
    }
    return value
  }

  private static func hexadecimalValue(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte) - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte) - 0x61 + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte) - 0x41 + 10
    default: nil
    }
  }

  private func badEscape(from start: Int) -> Diagnostic {
    let range = range(from: start)
    return Diagnostic(
      .badString, "\(quoted(range)) is no character", at: range,
      hint: "\\u takes four hexadecimal digits, and a surrogate its other half")
  }
}
