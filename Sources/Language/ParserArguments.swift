// Arguments: labels, flags, and the slots that choose how a text is read.

extension Parser {
  /// Reads the arguments of one statement, up to its end.
  mutating func arguments(
    of verb: String, _ form: Signature
  ) throws(Diagnostic) -> [Argument] {
    var slots = form.positional[...]
    var arguments: [Argument] = []
    var place = 0
    while hasArgument(after: arguments, place, of: form) {
      if let argument = try named(form, wanted: slots.first ?? form.rest, of: verb) {
        try refuseRepeated(argument, in: arguments)
        arguments.append(argument)
      } else if let slot = slots.popFirst() ?? form.rest {
        place += 1
        arguments += try fixed(slot) ? [] : [value(slot)]
      } else {
        throw extra(of: verb, form)
      }
    }
    return arguments
  }

  /// Steps over blanks and a comment, and says whether an argument begins behind them.
  private mutating func hasArgument(
    after read: [Argument], _ place: Int, of form: Signature
  ) -> Bool {
    scanner.skipBlanks()
    scanner.skipComment()
    if isAskedForArgument {
      frame(read)
      if let next = wanted(place, of: form) { wish(next) }
      wish(.named(places: place))
    }
    return !scanner.endsStatement
  }

  /// What is wanted without a label when so many places have been taken.
  private func wanted(_ place: Int, of form: Signature) -> Opening.Kind? {
    place < form.positional.count ? .positional(place) : form.rest.map { _ in .rest }
  }

  func refuseRepeated(
    _ argument: Argument, in arguments: [Argument]
  ) throws(Diagnostic) {
    guard let label = argument.label else { return }
    let isRepeated = arguments.contains {
      $0.label?.value == label.value && ($0.content == .flag) == (argument.content == .flag)
    }
    guard isRepeated else { return }
    throw Diagnostic(
      .repeatedLabel, "\(quoted(label.range)) is given twice", at: label.range,
      hint: "keep one of them")
  }

  private func extra(of verb: String, _ form: Signature) -> Diagnostic {
    let range = scanner.run(withBrackets: true)
    let text = scanner.text(range)
    let hint =
      if form.labels[text] != nil {
        "a label is written '\(text)=VALUE'"
      } else if let first = text.first, "+-*/^<>=~)".contains(first) {
        "a blank ends an expression here; brackets hold it together"
      } else {
        "'help \(verb)' shows what it takes"
      }
    return Diagnostic(
      .extraArgument, "\(quoted(range)) is one argument too many for '\(verb)'", at: range,
      hint: hint)
  }
}

// MARK: - Labels and flags

extension Parser {
  /// Reads an argument that says its name, or nothing if the text here is for the wanted slot.
  private mutating func named(
    _ form: Signature, wanted slot: Slot?, of verb: String
  ) throws(Diagnostic) -> Argument? {
    if let argument = try labelled(form, wanted: slot, of: verb) { return argument }
    return try flag(form, wanted: slot, of: verb)
  }

  /// Reads `label=value`, if it is here.
  private mutating func labelled(
    _ form: Signature, wanted slot: Slot?, of verb: String
  ) throws(Diagnostic) -> Argument? {
    var reader = scanner
    guard slot != .name, let name = reader.takeName(), !reader.sees("=="), reader.take("=")
    else { return nil }
    let label = grammar.spellings.label(name, among: form.labels)
    guard let labelSlot = form.labels[label.value] else {
      let isMistyped = suggestion(for: label.value, among: form.labels.keys.sorted()) != nil
      if slot.isOpenToLabels, !isMistyped { return nil }
      throw unknownLabel(label, form, of: verb)
    }
    scanner = reader
    wish(.labelled(label.value))
    if scanner.endsWord {
      throw Diagnostic(
        .missingArgument, "'\(label.value)=' has no value", at: range(from: label.range.lowerBound),
        hint: "the value follows the '=' without a blank")
    }
    var argument = try value(labelSlot)
    argument.label = label
    argument.range = label.range.union(argument.range)
    return argument
  }

  private func unknownLabel(
    _ label: Located<String>, _ form: Signature, of verb: String
  ) -> Diagnostic {
    let labels = form.labels.keys.sorted()
    return Diagnostic(
      .unknownLabel, "'\(verb)' takes no \(quoted(label.range, suffix: "="))", at: label.range,
      hint: hint(for: label.value, among: labels, written: { "\($0)=" }))
  }

  /// Reads `--name`, if it is here.
  private mutating func flag(
    _ form: Signature, wanted slot: Slot?, of verb: String
  ) throws(Diagnostic) -> Argument? {
    var reader = scanner
    guard reader.take("--"), reader.startsName else { return nil }
    let name = Located(scanner.text(reader.run()), at: reader.run())
    guard form.flags.contains(name.value) else {
      if slot == .sentence { return nil }
      throw unknownFlag(name, form, of: verb)
    }
    let range = SourceRange(scanner.position, name.range.upperBound)
    scanner.position = range.upperBound
    return Argument(label: name, content: .flag, range: range)
  }

  private func unknownFlag(
    _ name: Located<String>, _ form: Signature, of verb: String
  ) -> Diagnostic {
    let range = SourceRange(name.range.lowerBound - 2, name.range.upperBound)
    let bare = String(name.value.prefix { $0 != "=" })
    let isLabel = form.labels[bare] != nil
    return Diagnostic(
      .unknownLabel, "'\(verb)' takes no \(quoted(range))", at: range,
      hint: isLabel
        ? "a label is written '\(bare)=VALUE'"
        : hint(for: bare, among: form.flags, written: { "--\($0)" }))
  }

  private func hint(
    for word: String, among names: [String], written: (String) -> String
  ) -> String? {
    if names.isEmpty { return nil }
    let list = "it takes " + names.map(written).joined(separator: " ")
    let close = suggestion(for: word, among: names)
    return close.map { "did you mean '\(written($0))'? \(list)" } ?? list
  }
}

extension Slot? {
  /// Whether a text like `x=1` may be the slot's own when `x` is no label.
  fileprivate var isOpenToLabels: Bool { Self.open.contains(self) }

  private static let open: [Slot?] = [.word, .path, .phrase, .sentence, .statement]
}

// MARK: - Values

extension Parser {
  /// Reads the fixed word of a keyword slot, which has to be here; says whether the slot is one.
  private mutating func fixed(_ slot: Slot) throws(Diagnostic) -> Bool {
    guard case .keyword(let word) = slot else { return false }
    guard scanner.take(word) else { throw unexpected(wanting: "'\(word)'") }
    return true
  }

  private mutating func value(_ slot: Slot) throws(Diagnostic) -> Argument {
    switch slot {
    case .word: return try word()
    case .path: return try path()
    case .expression: return argument(try compact())
    case .sentence: return argument(try sentence())
    case .name, .keyword: return try name()
    case .call(let labels): return try call(labels)
    case .phrase: return try phrase()
    case .statement: return try nestedStatement()
    case .block:
      guard scanner.sees("{") else { throw unexpected(wanting: "'{'") }
      return try block()
    }
  }

  private func argument(_ expression: Expression) -> Argument {
    Argument(content: .expression(expression), range: expression.range)
  }

  private mutating func word() throws(Diagnostic) -> Argument {
    if scanner.sees("\"") {
      let string = try string()
      guard scanner.endsWord else { throw unexpected(wanting: "a blank") }
      return Argument(content: .word(string.value), range: string.range)
    }
    let range = scanner.run()
    guard scanner.bytes[range.lowerBound..<range.upperBound].allSatisfy({ $0 >= 0x20 }) else {
      throw Diagnostic(
        .unexpectedText, "there is a control character in \(quoted(range))", at: range,
        hint: "in double quotes it is written as \\u and four hexadecimal digits")
    }
    scanner.position = range.upperBound
    return Argument(content: .word(scanner.text(range)), range: range)
  }

  /// Reads a run whose strings may hold blanks; the text stays as it is.
  private mutating func phrase() throws(Diagnostic) -> Argument {
    let start = scanner.position
    while !scanner.endsWord {
      if scanner.sees("\"") { _ = try string() } else { scanner.stepScalar() }
    }
    let range = range(from: start)
    return Argument(content: .word(scanner.text(range)), range: range)
  }

  /// Reads a statement inside this one, which ends where that one does.
  private mutating func nestedStatement() throws(Diagnostic) -> Argument {
    let statement = try deeper(at: scanner.position) { (parser: inout Parser) throws(Diagnostic) in
      try parser.statement()
    }
    return Argument(content: .block([statement]), range: statement.range)
  }

  private mutating func path() throws(Diagnostic) -> Argument {
    let path = try word()
    guard case .word(let text) = path.content, text.utf8.contains(0) else { return path }
    throw Diagnostic(.badString, "a path cannot hold the character \\u0000", at: path.range)
  }

  private mutating func name() throws(Diagnostic) -> Argument {
    guard let name = scanner.takeName() else {
      let run = scanner.run()
      throw Diagnostic(
        .badName, "\(quoted(run)) is no name", at: run,
        hint: "a name begins with a letter and holds letters, digits and '_'")
    }
    guard !Self.reservedWords.contains(name.value) else {
      throw Diagnostic(
        .badName, "\(quoted(name.range)) is a word of expressions, not a name", at: name.range)
    }
    guard scanner.endsWord || scanner.sees("=") || scanner.sees("{") else {
      throw unexpected(wanting: "a blank")
    }
    let known = grammar.spellings.name(name)
    noteName(known.value)
    return Argument(content: .word(known.value), range: name.range)
  }
}
