// How texts stand in a journal: a record is a line, its fields are parted by tabs, and whatever would
// break that, or move the cursor of a person who looks at the file, is spelled out.

extension String {
  /// The text without tabs, newlines and the like, which are written as in Swift: `\t`, `\u{1b}`.
  ///
  /// O(length).
  var journalField: String {
    // Most texts are plain ASCII.
    guard utf8.contains(where: { !(0x20..<0x7F ~= $0) || $0 == UInt8(ascii: "\\") }) else {
      return self
    }
    var field: [UInt8] = []
    field.reserveCapacity(utf8.count + utf8.count / 8)
    for scalar in unicodeScalars {
      switch scalar {
      case "\\": field += #"\\"#.utf8
      case "\n": field += #"\n"#.utf8
      case "\r": field += #"\r"#.utf8
      case "\t": field += #"\t"#.utf8
      case _ where scalar.isUnsafeToShow: field += scalar.spelledOut.utf8
      default: field += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    return String(decoding: field, as: UTF8.self)
  }

  /// The text that was written as a field; nil where nothing is written like that.
  ///
  /// O(length).
  init?(journalField field: some StringProtocol) {
    guard field.utf8.contains(UInt8(ascii: "\\")) else {
      self.init(field)
      return
    }
    var text = String.UnicodeScalarView()
    var rest = field.unicodeScalars.makeIterator()
    while let scalar = rest.next() {
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      guard let meant = Self.scalar(afterBackslash: &rest) else { return nil }
      text.append(meant)
    }
    self.init(text)
  }

  /// Takes what follows a backslash; the scalar that it stands for.
  private static func scalar(
    afterBackslash rest: inout some IteratorProtocol<Unicode.Scalar>
  ) -> Unicode.Scalar? {
    switch rest.next() {
    case "\\": "\\"
    case "n": "\n"
    case "r": "\r"
    case "t": "\t"
    case "u": scalar(inBraces: &rest)
    default: nil
    }
  }

  private static func scalar(
    inBraces rest: inout some IteratorProtocol<Unicode.Scalar>
  ) -> Unicode.Scalar? {
    guard rest.next() == "{" else { return nil }
    var digits = ""
    while let scalar = rest.next(), digits.utf8.count <= 6 {
      guard scalar != "}" else {
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      }
      digits.unicodeScalars.append(scalar)
    }
    return nil
  }
}
