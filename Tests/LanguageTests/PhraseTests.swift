import Language
import Testing

@Suite struct PhraseTests {
  private func arguments(_ text: String) throws -> [Argument] {
    var parser = Parser(text, grammar: sessionGrammar)
    return try #require(try parser.next()).arguments
  }

  @Test(arguments: [
    ("replay a step", ["a", "step"]),
    (#"replay a with 2:"init Whh xavier 64""#, ["a", "with", #"2:"init Whh xavier 64""#]),
    (#"replay a with 1:"print \"}; #\"" 2:x"#, ["a", "with", #"1:"print \"}; #\"""#, "2:x"]),
    ("replay a --check seed=8", ["a"]),
  ])
  func aPhraseIsARunWithStringsInIt(text: String, words: [String]) throws {
    let found = try arguments(text).filter { $0.label == nil }.map(\.content)
    #expect(found == words.map { .word($0) })
  }

  @Test func aPhraseWithAnOpenStringIsUnfinished() {
    var parser = Parser(#"replay a with 1:"init"#, grammar: sessionGrammar)
    #expect(throws: Diagnostic.self) { try parser.next() }
  }

  @Test(arguments: [
    "init Whh xavier 64 gain=2", "for g in [1, 2] { print g }", "Whh.std + 1", "stats --all",
  ])
  func aStatementStandsInAnother(inner: String) throws {
    let text = "edit 3 \(inner)"
    let content = try arguments("\(text); quit").last?.content
    guard case .block(let statements)? = content, let statement = statements.first else {
      Issue.record("no statement")
      return
    }
    #expect(Source(text).text(of: statement.range) == inner)
    var parser = Parser("\(text); quit", grammar: sessionGrammar)
    _ = try parser.next()
    #expect(try parser.next()?.verb.value == "quit")
  }

  @Test func statementsInStatementsNestOnlySoDeep() {
    let text = String(repeating: "edit 1 ", count: 70) + "quit"
    var parser = Parser(text, grammar: sessionGrammar)
    #expect(throws: Diagnostic.self) { try parser.next() }
  }

  @Test func theGapBetweenStatementsHoldsTheProse() throws {
    let text = "# a\n\nquit  # b\n# c\n; quit # d"
    var parser = Parser(text, grammar: sessionGrammar)
    let source = Source(text)
    #expect(source.text(of: parser.gap()) == "# a\n\n")
    _ = try parser.next()
    #expect(source.text(of: parser.gap()).hasSuffix("# c\n; "))
  }
}
