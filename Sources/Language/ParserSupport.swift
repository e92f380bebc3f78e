// What the rules of the grammar share: blanks, nesting, operator chains and complaints.

extension Parser {
  typealias Rule<Result> = (inout Parser) throws(Diagnostic) -> Result

  /// Steps over what may stand between the tokens of an expression here.
  mutating func space() {
    switch spacing {
    case .none: break
    case .blanks: scanner.skipBlanks()
    case .lines: scanner.skipLines(andSemicolons: false)
    }
  }

  /// Steps over a token of an expression, and the blanks behind it, if it is here.
  mutating func take(_ symbol: String) -> Bool {
    guard scanner.take(symbol) else { return false }
    space()
    return true
  }

  /// Steps over the first of the operators that is here.
  mutating func takeOperator(_ operators: [Operator]) -> Operator? {
    for candidate in operators where take(candidate.rawValue) { return candidate }
    // No other spelling begins with a byte of ASCII.
    guard let next = scanner.byte(), next >= 0x80 else { return nil }
    return operators.first { candidate in candidate.otherSpellings.contains { take($0) } }
  }

  /// Steps over the first of some symbols that is here.
  mutating func takeAny(_ symbols: [String]) -> Bool { symbols.contains { take($0) } }

  /// Reads operands between operators of one strength, which bind to the left.
  mutating func chain(
    _ operators: [Operator], of operand: Rule<Expression>
  ) throws(Diagnostic) -> Expression {
    var left = try operand(&self)
    while let symbol = takeOperator(operators) {
      let right = try operand(&self)
      left = try made(.binary(symbol, left, right), at: left.range.union(right.range))
    }
    return left
  }
}

// MARK: - Nesting

extension Parser {
  /// Reads with other blanks.
  mutating func spaced<Result>(
    _ inner: Spacing, _ rule: Rule<Result>
  ) throws(Diagnostic) -> Result {
    let outer = spacing
    spacing = inner
    let result = try rule(&self)
    spacing = outer
    return result
  }

  /// Reads one level deeper, if that is not too deep.
  mutating func deeper<Result>(
    at start: Int, _ rule: Rule<Result>
  ) throws(Diagnostic) -> Result {
    guard depth < Self.maximumDepth else {
      throw Diagnostic(
        .tooDeep, "this nests deeper than the limit 'nesting' allows: \(Self.maximumDepth)",
        at: SourceRange(start, start + 1), hint: "name a part of it with 'let'")
    }
    depth += 1
    let result = try rule(&self)
    depth -= 1
    return result
  }

  /// Reads what stands in brackets, the opening one being here; the rule takes the closing one.
  mutating func nested<Result>(_ rule: Rule<Result>) throws(Diagnostic) -> Result {
    let start = scanner.position
    openers.append(SourceRange(start, start + 1))
    let result = try deeper(at: start) { (parser: inout Parser) throws(Diagnostic) in
      try parser.spaced(.lines) { (parser: inout Parser) throws(Diagnostic) in
        parser.scanner.position += 1
        parser.space()
        return try rule(&parser)
      }
    }
    openers.removeLast()
    return result
  }

  /// A node of the tree, if the tree is not too high.
  func made(_ node: Expression.Node, at range: SourceRange) throws(Diagnostic) -> Expression {
    let expression = Expression(node, at: range)
    guard expression.height <= Self.maximumHeight else {
      throw Diagnostic(
        .tooDeep,
        "more operations hang on each other than the limit 'operations' allows: "
          + "\(Self.maximumHeight)",
        at: range,
        hint: "name a part of it with 'let'")
    }
    return expression
  }
}

// MARK: - Places and complaints

extension Parser {
  /// From `start` to the next byte to read.
  func range(from start: Int) -> SourceRange { SourceRange(start, scanner.position) }

  func range(from start: Int, to last: Expression) -> SourceRange {
    SourceRange(start, last.range.upperBound)
  }

  /// The text of a range in quotes, shortened if it is long.
  func quoted(_ range: SourceRange, suffix: String = "") -> String {
    let text = scanner.text(range)
    let isLong = text.utf8.count > 60
    return "'\(isLong ? text.prefix(40) + "…" : text[...])\(suffix)'"
  }

  /// The complaint that the bracket or brace opened last is not closed.
  func unfinished() -> Diagnostic {
    let opener = openers.last ?? range(from: scanner.position)
    let closers = ["(": ")", "[": "]", "{": "}"]
    let closer = closers[scanner.text(opener)] ?? "}"
    return Diagnostic(
      .unfinished, "\(quoted(opener)) is not closed", at: opener, hint: "a '\(closer)' closes it",
      isIncomplete: true)
  }

  /// What those who come from other languages may have meant, by what they wrote.
  private static let translations = [
    "=": "'==' compares", "&&": "it is written 'and'", "||": "it is written 'or'",
    "!": "it is written 'not'", "'": "a string stands in double quotes",
    "*": "'^' raises to a power", "%": "a per cent sign stands only after 'within'",
    "#": "a comment begins after a blank",
  ]

  /// The complaint that the text here does not go on as it should.
  func unexpected(wanting wanted: String?, hint: String? = nil) -> Diagnostic {
    if scanner.isAtEnd, spacing == .lines { return unfinished() }
    let isAtLineEnd = scanner.byte().map(Scanner.isNewline) ?? true
    let culprit = isAtLineEnd ? range(from: scanner.position) : scanner.culprit
    let found = isAtLineEnd ? "the end of the line" : quoted(culprit)
    let message = wanted.map { "expected \($0), found \(found)" } ?? "\(found) cannot stand here"
    let translation = Self.translations.first { scanner.sees($0.key) }?.value
    return Diagnostic(.unexpectedText, message, at: culprit, hint: hint ?? translation)
  }
}
