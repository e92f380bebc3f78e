// Words with something said of them in brackets: `normal(gain=3, std=1)`.

extension Parser {
  /// Reads a word and, glued to it, what stands in its brackets.
  mutating func call(_ labels: [String: Slot]) throws(Diagnostic) -> Argument {
    let start = scanner.position
    let word = try calledWord()
    var arguments: [Argument] = []
    if scanner.sees("(") {
      arguments = try nested { (parser: inout Parser) throws(Diagnostic) in
        try parser.settings(of: word, labels)
      }
    }
    guard scanner.endsWord else { throw unexpected(wanting: "a blank") }
    return Argument(content: .call(word, arguments), range: range(from: start))
  }

  /// The run up to a blank or the bracket.
  private mutating func calledWord() throws(Diagnostic) -> Located<String> {
    let run = scanner.run()
    let bytes = scanner.bytes[run.lowerBound..<run.upperBound]
    let end = bytes.firstIndex(of: UInt8(ascii: "(")) ?? run.upperBound
    let range = SourceRange(run.lowerBound, end)
    guard range.count > 0, bytes[..<end].allSatisfy({ $0 >= 0x20 }) else {
      throw unexpected(wanting: "a word")
    }
    scanner.position = end
    return Located(scanner.text(range), at: range)
  }

  /// Reads settings between commas, up to the closing bracket, which is taken.
  private mutating func settings(
    of word: Located<String>, _ labels: [String: Slot]
  ) throws(Diagnostic) -> [Argument] {
    var settings: [Argument] = []
    while !scanner.take(")") {
      wish(.setting(of: word.value, given: settings.compactMap(\.label?.value)))
      let setting = try setting(of: word, labels)
      try refuseRepeated(setting, in: settings)
      settings.append(setting)
      guard take(",") || scanner.sees(")") else { throw unexpected(wanting: "',' or ')'") }
    }
    return settings
  }

  private mutating func setting(
    of word: Located<String>, _ labels: [String: Slot]
  ) throws(Diagnostic) -> Argument {
    guard let name = scanner.takeName() else { throw unexpected(wanting: "a label such as gain=") }
    let label = grammar.spellings.label(name, among: labels)
    guard let slot = labels[label.value] else {
      let close = suggestion(for: label.value, among: labels.keys.sorted())
      throw Diagnostic(
        .unknownLabel, "'\(word.value)' takes no \(quoted(label.range, suffix: "="))",
        at: label.range,
        hint: close.map { "did you mean '\($0)='?" } ?? "'help \(word.value)' shows what it takes")
    }
    space()
    guard take("=") else { throw unexpected(wanting: "'='") }
    wish(.settingValue(of: word.value, label: label.value))
    let content = try content(of: slot)
    let range = range(from: label.range.lowerBound)
    space()
    return Argument(label: label, content: content, range: range)
  }

  /// A value inside brackets: a name or a string for a word, else an expression.
  private mutating func content(of slot: Slot) throws(Diagnostic) -> Content {
    guard slot == .word else { return .expression(try expression()) }
    if scanner.sees("\"") { return .word(try string().value) }
    guard let name = scanner.takeName() else { throw unexpected(wanting: "a word") }
    return .word(name.value)
  }
}
