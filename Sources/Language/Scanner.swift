/// A cursor over UTF-8 bytes, with the few questions that every rule of the grammar asks.
///
/// The bytes come from a `String` and are therefore valid UTF-8.
struct Scanner: Sendable {
  let bytes: [UInt8]

  /// The next byte to read.
  var position: Int

  /// Where the comment ends that was stepped over last.
  private(set) var endOfComment = -1

  /// Where reading stops: the end of the bytes, or of as many as one statement may have.
  var end: Int

  init(_ text: String) {
    bytes = Array(text.utf8)
    end = bytes.count
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  var isAtEnd: Bool { position >= end }

  /// The byte `distance` further on, or nothing behind the end.
  func byte(_ distance: Int = 0) -> UInt8? {
    position + distance < end ? bytes[position + distance] : nil
  }

  /// The text of a range, which must lie on the boundaries of scalars.
  func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self)
  }

  /// Whether the text here begins with `symbol`.
  func sees(_ symbol: String) -> Bool {
    var offset = 0
    for expected in symbol.utf8 {
      guard byte(offset) == expected else { return false }
      offset += 1
    }
    return true
  }

  /// Steps over `symbol` if it is here; a symbol made of letters must be a whole word.
  mutating func take(_ symbol: String) -> Bool {
    guard sees(symbol) else { return false }
    let start = position
    position += symbol.utf8.count
    guard symbol.utf8.last.map(Self.isWordByte) == true, continuesName else { return true }
    position = start
    return false
  }
}

// MARK: - Blanks

extension Scanner {
  /// The line ends that separate statements; a CRLF is two of them, which does no harm.
  static func isNewline(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  mutating func skip(while isSkipped: (UInt8) -> Bool) {
    while let next = byte(), isSkipped(next) { position += 1 }
  }

  mutating func skipBlanks() { skip(while: Self.isBlank) }

  /// Steps over a comment, up to the end of its line.
  mutating func skipComment() {
    guard byte() == UInt8(ascii: "#") else { return }
    skip { !Self.isNewline($0) }
    endOfComment = position
  }

  /// Steps over blanks, line ends, comments and, between statements, semicolons.
  mutating func skipLines(andSemicolons: Bool) {
    let semicolon = UInt8(ascii: ";")
    var before: Int
    repeat {
      before = position
      skip { Self.isBlank($0) || Self.isNewline($0) || andSemicolons && $0 == semicolon }
      skipComment()
    } while position > before
  }
}

// MARK: - Names

extension Scanner {
  static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  /// Whether an ASCII byte may stand in a name.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// The scalar here, or nothing at the end.
  var scalar: Unicode.Scalar? {
    guard let first = byte() else { return nil }
    if first < 0x80 { return Unicode.Scalar(first) }
    var decoder = Unicode.UTF8()
    var rest = bytes[position..<end].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
    return scalar
  }

  /// Whether a name may begin here.
  var startsName: Bool {
    guard let next = byte() else { return false }
    if next < 0x80 { return Self.isWordByte(next) && !Self.isDigit(next) }
    return scalar?.properties.isAlphabetic == true
  }

  /// Whether a name that began earlier goes on here; then combining marks count too.
  var continuesName: Bool {
    guard let next = byte() else { return false }
    if next < 0x80 { return Self.isWordByte(next) }
    guard let properties = scalar?.properties else { return false }
    return properties.isAlphabetic || properties.isMark
  }

  /// Reads a name, or nothing if none begins here.
  mutating func takeName() -> Located<String>? {
    guard startsName else { return nil }
    let start = position
    while continuesName { stepScalar() }
    let range = SourceRange(start, position)
    return Located(text(range), at: range)
  }

  /// Steps over one scalar.
  mutating func stepScalar() {
    position += 1
    skip { $0 & 0xC0 == 0x80 }
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isMark: Bool {
    switch generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}

// MARK: - Runs

extension Scanner {
  /// Whether a raw word ends here.
  var endsWord: Bool {
    guard let next = byte() else { return true }
    return Self.isBlank(next) || Self.isNewline(next)
      || next == UInt8(ascii: ";") || next == UInt8(ascii: "}")
  }

  /// Whether a statement ends here, apart from a comment.
  var endsStatement: Bool {
    guard let next = byte() else { return true }
    return !Self.isBlank(next) && endsWord
  }

  /// The raw run up to a blank, a line end, `;` or `}`; on demand with the blanks in brackets.
  func run(withBrackets: Bool = false) -> SourceRange {
    var reader = self
    var depth = 0
    while let next = reader.byte(), !reader.endsWord || depth > 0 && Self.isBlank(next) {
      switch next {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += withBrackets ? 1 : 0
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth = max(depth - 1, 0)
      default: break
      }
      reader.position += 1
    }
    return SourceRange(position, reader.position)
  }

  /// What a complaint about this place underlines: a name or number, else one scalar or nothing.
  var culprit: SourceRange {
    var reader = self
    if continuesName {
      while reader.continuesName { reader.stepScalar() }
    } else if !isAtEnd {
      reader.stepScalar()
    }
    return SourceRange(position, reader.position)
  }
}
