// Statements: the verb, its form, and blocks of statements.

extension Parser {
  /// Reads the statement that begins here.
  mutating func statement() throws(Diagnostic) -> Statement {
    let outer = beginFrame()
    defer { endFrame(outer) }
    wish(.statement)
    if scanner.sees("}") {
      throw Diagnostic(.unexpectedText, "no '{' is open that this '}' closes", at: scanner.culprit)
    }
    if let verb = grammar.implicitVerb, beginsExpression { return try bareExpression(verb) }
    let verb = try verb()
    frame(verb)
    let (form, keyword) = try form(of: verb)
    frame(verb, keyword)
    let arguments = try arguments(of: verb.value, form)
    let ranges = [keyword?.range].compactMap(\.self) + arguments.map(\.range)
    return Statement(
      verb: verb, keyword: keyword, arguments: arguments,
      range: ranges.reduce(verb.range) { $0.union($1) })
  }

  /// Reads `{ … }`, the brace being here.
  mutating func block() throws(Diagnostic) -> Argument {
    let start = scanner.position
    let statements = try nested { (parser: inout Parser) throws(Diagnostic) in
      var statements: [Statement] = []
      parser.scanner.skipLines(andSemicolons: true)
      while !parser.scanner.take("}") {
        if parser.scanner.isAtEnd {
          parser.wish(.statement)
          throw parser.unfinished()
        }
        statements += try parser.statementOfBlock()
        parser.scanner.skipLines(andSemicolons: true)
      }
      return statements
    }
    return Argument(content: .block(statements), range: range(from: start))
  }
}

// MARK: - Verbs

extension Parser {
  private mutating func verb() throws(Diagnostic) -> Located<String> {
    let start = scanner.position
    let isMark = scanner.take("?")
    if !isMark { scanner.position = scanner.run().upperBound }
    let range = range(from: start)
    let name = isMark ? "help" : scanner.text(range)
    guard grammar.signatures[name] != nil else { throw unknownVerb(at: range) }
    return Located(name, at: range)
  }

  private func unknownVerb(at range: SourceRange) -> Diagnostic {
    if let name = assignedName(at: range.lowerBound) {
      return Diagnostic(
        .unknownCommand, "there is no command \(quoted(name.range))", at: name.range,
        hint: "'let \(name.value) = …' names a value")
    }
    let close = suggestion(for: scanner.text(range), among: grammar.verbs)
    return Diagnostic(
      .unknownCommand, "there is no command \(quoted(range))", at: range,
      hint: close.map { "did you mean '\($0)'?" } ?? "'help' lists the commands")
  }

  /// The name in a text like `g = 2`, which is no statement.
  private func assignedName(at start: Int) -> Located<String>? {
    var reader = scanner
    reader.position = start
    let name = reader.takeName()
    reader.skipBlanks()
    return reader.sees("=") && !reader.sees("==") ? name : nil
  }

  /// The form of a verb, chosen by the words after it, which are then read; the most words win.
  private mutating func form(
    of verb: Located<String>
  ) throws(Diagnostic) -> (Signature, Located<String>?) {
    let forms = grammar.signatures[verb.value] ?? []
    var chosen: [(Signature, Located<String>)] = []
    for form in forms {
      guard let word = form.keyword, let place = place(of: word) else { continue }
      chosen.append((form, Located(word, at: place)))
    }
    if let longest = chosen.max(by: { $0.1.range.count < $1.1.range.count }) {
      scanner.position = longest.1.range.upperBound
      return longest
    }
    if let form = forms.first(where: { $0.keyword == nil }) { return (form, nil) }
    var reader = scanner
    reader.skipBlanks()
    throw unknownForm(of: verb, forms.compactMap(\.keyword), at: reader.run())
  }

  /// Where a keyword stands, if it is what comes next: its words with any blanks between them.
  private mutating func place(of keyword: String) -> SourceRange? {
    var reader = scanner
    reader.skipBlanks()
    let start = reader.position
    for (index, word) in keyword.split(separator: " ").enumerated() {
      reader.skipBlanks()
      wish(.keyword(keyword, word: index), at: reader)
      let run = reader.run()
      guard grammar.spellings.member(Located(reader.text(run), at: run)).value == word else {
        return nil
      }
      reader.position = run.upperBound
    }
    return SourceRange(start, reader.position)
  }

  private func unknownForm(
    of verb: Located<String>, _ keywords: [String], at range: SourceRange
  ) -> Diagnostic {
    let list = "'\(verb.value)' takes " + keywords.map { "'\($0)'" }.joined(separator: ", ")
    guard range.count > 0, !scanner.text(range).hasPrefix("#") else {
      return Diagnostic(
        .missingArgument, "'\(verb.value)' wants to know what", at: verb.range, hint: list)
    }
    let close = suggestion(for: scanner.text(range), among: keywords)
    return Diagnostic(
      .unknownChoice, "'\(verb.value)' does not know \(quoted(range))", at: range,
      hint: close.map { "did you mean '\($0)'? \(list)" } ?? list)
  }
}

// MARK: - Bare expressions

extension Parser {
  /// Whether the statement here can only be an expression.
  ///
  /// It is one if its first run is no verb, and it begins with no name, with a name to which something
  /// is glued (`Whh[1,2]`), with a word of expressions, or with a name before an operator.
  private var beginsExpression: Bool {
    if scanner.sees("?") || assignedName(at: scanner.position) != nil { return false }
    if grammar.signatures[scanner.text(scanner.run())] != nil { return false }
    var reader = scanner
    guard let name = reader.takeName(), reader.endsWord else { return true }
    if Self.reservedWords.contains(name.value) { return true }
    reader.skipBlanks()
    return grammar.signatures[name.value] == nil
      && Self.operatorStarts.contains { reader.sees($0) }
  }

  private static let operatorStarts =
    Operator.allCases.filter { $0 != .and && $0 != .or }.flatMap(\.spellings)
    + Operator.nearSpellings + [".."]

  private mutating func bareExpression(_ verb: String) throws(Diagnostic) -> Statement {
    let start = scanner.position
    let expression = try sentence()
    return Statement(
      verb: Located(verb, at: SourceRange(start, start)),
      arguments: [Argument(content: .expression(expression), range: expression.range)],
      range: expression.range)
  }
}
