// Expressions, from the loosest operator to the tightest.

extension Parser {
  /// The words that are no names; elsewhere than in expressions they mean nothing.
  static let reservedWords: Set = ["or", "and", "not", "true", "false"]

  /// Reads an expression without blanks outside its brackets, to the end of the argument.
  mutating func compact() throws(Diagnostic) -> Expression {
    let expression = try spaced(.none) { (parser: inout Parser) throws(Diagnostic) in
      try parser.expression()
    }
    guard scanner.endsWord || scanner.sees("{") else { throw unexpected(wanting: nil) }
    return expression
  }

  /// Reads an expression in which blanks are free, to the end of the statement or a block.
  mutating func sentence() throws(Diagnostic) -> Expression {
    let expression = try spaced(.blanks) { (parser: inout Parser) throws(Diagnostic) in
      try parser.expression()
    }
    let isAfterBlank = scanner.position > expression.range.upperBound
    guard scanner.endsStatement || scanner.sees("{") || isAfterBlank && scanner.sees("#") else {
      throw unexpected(wanting: nil)
    }
    return expression
  }

  mutating func expression() throws(Diagnostic) -> Expression {
    try chain([.or]) { (parser: inout Parser) throws(Diagnostic) in
      try parser.chain([.and]) { (parser: inout Parser) throws(Diagnostic) in
        try parser.negation()
      }
    }
  }

  private mutating func negation() throws(Diagnostic) -> Expression {
    let start = scanner.position
    guard take("not") else { return try comparison() }
    let operand = try deeper(at: start) { (parser: inout Parser) throws(Diagnostic) in
      try parser.negation()
    }
    return try made(.not(operand), at: range(from: start, to: operand))
  }

  private static let comparisons: [Operator] = [
    .lessOrEqual, .greaterOrEqual, .less, .greater, .equal, .notEqual,
  ]

  private mutating func comparison() throws(Diagnostic) -> Expression {
    let left = try span()
    let result: Expression
    if let comparison = takeOperator(Self.comparisons) {
      let right = try span()
      result = try made(.binary(comparison, left, right), at: left.range.union(right.range))
    } else if takeAny(Operator.nearSpellings) {
      result = try near(left)
    } else {
      return left
    }
    var reader = scanner
    let others = Self.comparisons.flatMap(\.spellings) + Operator.nearSpellings
    if let next = others.first(where: { reader.take($0) }) {
      throw Diagnostic(
        .unexpectedText, "comparisons cannot be chained with '\(next)'",
        at: SourceRange(scanner.position, reader.position), hint: "write 'a < b and b < c'")
    }
    return result
  }

  /// Reads the rest of `left ~ right within tolerance`.
  private mutating func near(_ left: Expression) throws(Diagnostic) -> Expression {
    let right = try span()
    wish(.word("within"))
    guard take("within") else {
      throw unexpected(wanting: "'within'", hint: "it is written 'a ~ b within 1%'")
    }
    let tolerance = try sum()
    let end = scanner.position
    let isPercent = take("%")
    let range = left.range.union(tolerance.range)
    return try made(
      .near(left, right, tolerance: tolerance, isPercent: isPercent),
      at: isPercent ? range.union(SourceRange(end, end + 1)) : range)
  }

  private mutating func span() throws(Diagnostic) -> Expression {
    let from = try sum()
    guard take("..") else { return from }
    if scanner.sees(".") { throw unexpected(wanting: nil, hint: "a range is written 1..100") }
    let to = try sum()
    wish(.word("by"))
    let step = take("by") ? try sum() : nil
    let end = step ?? to
    return try made(.range(from: from, to: to, by: step), at: from.range.union(end.range))
  }

  private mutating func sum() throws(Diagnostic) -> Expression {
    try chain([.add, .subtract]) { (parser: inout Parser) throws(Diagnostic) in
      try parser.chain([.multiply, .divide]) { (parser: inout Parser) throws(Diagnostic) in
        try parser.signed()
      }
    }
  }

  private mutating func signed() throws(Diagnostic) -> Expression {
    let start = scanner.position
    guard takeAny(Operator.subtract.spellings) else { return try power() }
    let operand = try deeper(at: start) { (parser: inout Parser) throws(Diagnostic) in
      try parser.signed()
    }
    return try made(.negate(operand), at: range(from: start, to: operand))
  }

  private mutating func power() throws(Diagnostic) -> Expression {
    let base = try postfix()
    let mark = scanner.position
    guard let power = takeOperator([.power]) else { return base }
    let exponent = try deeper(at: mark) { (parser: inout Parser) throws(Diagnostic) in
      try parser.signed()
    }
    return try made(.binary(power, base, exponent), at: base.range.union(exponent.range))
  }
}
