// The leaves of expressions, and what is glued to them.

extension Parser {
  /// Reads a leaf with its indices, and the blanks behind it.
  mutating func postfix() throws(Diagnostic) -> Expression {
    let start = scanner.position
    var expression = try primary()
    while scanner.sees("[") {
      let indices = try elements(until: "]")
      expression = try made(.index(expression, indices), at: range(from: start))
    }
    space()
    return expression
  }

  private mutating func primary() throws(Diagnostic) -> Expression {
    let start = scanner.position
    wish(.operand)
    if scanner.startsName { return try named() }
    if let name = takeSign() { return try named(name) }
    if startsNumber { return try number() }
    switch scanner.byte() {
    case UInt8(ascii: "\""):
      let string = try string()
      return try made(.text(string.value), at: string.range)
    case UInt8(ascii: "["):
      let elements = try elements(until: "]", mayBeEmpty: true, mayTrail: true)
      return try made(.list(elements), at: range(from: start))
    case UInt8(ascii: "("): return try group()
    default: throw unexpected(wanting: "a value")
    }
  }

  /// Whether a digit stands here, or a point before one.
  private var startsNumber: Bool {
    scanner.byte(scanner.sees(".") ? 1 : 0).map(Scanner.isDigit) == true
  }

  /// Reads `( … )`; the brackets belong to the range, so that its text can be read again.
  private mutating func group() throws(Diagnostic) -> Expression {
    let start = scanner.position
    let inner = try nested { (parser: inout Parser) throws(Diagnostic) in
      let inner = try parser.expression()
      guard parser.scanner.take(")") else { throw parser.unexpected(wanting: "')'") }
      return inner
    }
    return Expression(inner.node, at: range(from: start))
  }

  /// Reads a sign that is no letter and means a name, as √ does.
  private mutating func takeSign() -> Located<String>? {
    guard let next = scanner.byte(), next >= 0x80 else { return nil }
    let start = scanner.position
    for (sign, name) in grammar.spellings.names where scanner.take(sign) {
      return Located(name, at: range(from: start))
    }
    return nil
  }

  private mutating func named() throws(Diagnostic) -> Expression {
    guard let name = scanner.takeName() else { throw unexpected(wanting: "a name") }
    return try named(grammar.spellings.name(name))
  }

  /// Reads a truth value, a call or a path, of which the first name has been read.
  private mutating func named(_ name: Located<String>) throws(Diagnostic) -> Expression {
    let start = name.range.lowerBound
    if name.value == "true" || name.value == "false" {
      return try made(.boolean(name.value == "true"), at: name.range)
    }
    if Self.reservedWords.contains(name.value) {
      scanner.position = start
      throw unexpected(wanting: "a value")
    }
    if scanner.sees("(") {
      let arguments = try elements(until: ")", mayBeEmpty: true)
      return try made(.call(function: name, arguments), at: range(from: start))
    }
    var names = [name]
    while scanner.sees("."), !scanner.sees("..") {
      scanner.position += 1
      wish(.member(names.map(\.value)))
      guard let member = scanner.takeName() else { throw unexpected(wanting: "a name") }
      names.append(grammar.spellings.member(member))
    }
    return try made(.path(names), at: range(from: start))
  }

  /// Reads expressions between commas, with the brackets around them.
  private mutating func elements(
    until closer: String, mayBeEmpty: Bool = false, mayTrail: Bool = false
  ) throws(Diagnostic) -> [Expression] {
    try nested { (parser: inout Parser) throws(Diagnostic) in
      var elements: [Expression] = []
      if mayBeEmpty, parser.scanner.take(closer) { return elements }
      repeat {
        elements.append(try parser.expression())
      } while parser.take(",") && !(mayTrail && parser.scanner.sees(closer))
      guard parser.scanner.take(closer) else {
        throw parser.unexpected(wanting: "',' or '\(closer)'")
      }
      return elements
    }
  }
}
