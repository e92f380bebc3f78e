import Language
import Testing

@Suite struct StatementTests {
  @Test(arguments: [
    ("init Whh xavier 512", ["init 'Whh' 'xavier' 512"]),
    ("init Whh xavier 512; unroll 100; stats", ["init 'Whh' 'xavier' 512", "unroll 100", "stats"]),
    ("unroll 1\n\n ;; \tunroll 2;", ["unroll 1", "unroll 2"]),
    ("unroll 1\r\nunroll 2\r\n", ["unroll 1", "unroll 2"]),
    ("unroll 1\runroll 2", ["unroll 1", "unroll 2"]),
    ("\u{FEFF}unroll 1", ["unroll 1"]),
    ("# nothing\n  # here", []),
    ("", []),
    ("unroll 1 # unroll 2; unroll 3\nunroll 4", ["unroll 1", "unroll 4"]),
    ("export Whh a#b.npy", ["export 'Whh' 'a#b.npy'"]),
    ("stats #states", ["stats"]),
  ])
  func statementsEndAtSemicolonsAndLines(text: String, expected: [String]) throws {
    #expect(try reading(text) == expected)
  }

  @Test(arguments: [
    ("input text min-char.txt", "input/text 'min-char.txt'"),
    ("input noise std=2", "input/noise std=2"),
    ("input none", "input/none"),
    ("set activation tanh", "set/activation 'tanh'"),
    ("set Whh [[0, 1], [-1, 0]]", "set 'Whh' [[0 1] [(- 1) 0]]"),
    ("set Whh [[0, 1],\n  # the second row\n  [-1, 0],\n]", "set 'Whh' [[0 1] [(- 1) 0]]"),
  ])
  func theWordAfterTheVerbChoosesTheForm(text: String, expected: String) throws {
    #expect(try reading(text) == [expected])
  }

  @Test(arguments: [
    ("init all as keras.LSTM", "init/all as 'keras.LSTM'"),
    ("init  all \t as  keras.LSTM 512 seed=3", "init/all as 'keras.LSTM' 512 seed=3"),
    ("init all as", "init/all as"), ("init all xavier", "init 'all' 'xavier'"),
    ("init all assent", "init 'all' 'assent'"), ("init all", "init 'all'"),
    ("init \"all\" as", "init 'all' 'as'"),
  ])
  func aFormMayBeChosenBySeveralWords(text: String, expected: String) throws {
    #expect(try reading(text) == [expected])
  }

  @Test func theFormWithTheMostWordsThatFitIsMeant() throws {
    let keywords = ["all", "all as", "all as one"]
    let grammar = Grammar(
      ["draw": keywords.map { Signature(keyword: $0, positional: [.word]) }], implicitVerb: nil)
    let texts = ["draw all x", "draw all as x", "draw all  as one x", "draw all ones"]
    let chosen = try texts.map { try statements($0, grammar).first?.keyword?.value }
    #expect(chosen == ["all", "all as", "all as one", "all"])
    let unknown = complaint("draw al as", grammar)
    #expect(unknown?.code == .unknownChoice)
    #expect(unknown?.range == SourceRange(5, 7))
  }

  @Test func theRangeOfAKeywordIsThatOfItsWords() throws {
    let statement = try #require(try statements("init  all  as torch.RNN").first)
    #expect(statement.keyword == Located("all as", at: SourceRange(6, 13)))
  }

  @Test(arguments: [
    ("let g = 1.2", "let 'g' 1.2"), ("let g=1.2", "let 'g' 1.2"), ("let g= 1.2", "let 'g' 1.2"),
    ("let σ = 3", "let 'σ' 3"), ("let x = a - b", "let 'x' (- a b)"),
    ("let f = a.b[1] # why", "let 'f' (at a.b 1)"),
    ("let inner = 1", "let 'inner' 1"), ("let", "let"), ("let g =", "let 'g'"),
  ])
  func letTakesASentence(text: String, expected: String) throws {
    #expect(try reading(text) == [expected])
  }

  @Test(arguments: [
    "for g in [0.5, 1] { init Whh normal 512 gain=g; unroll 100 }",
    "for g in [0.5, 1]{init Whh normal 512 gain=g;unroll 100}",
    "for g in [0.5, 1] {\n  init Whh normal 512 gain=g # draw\n  unroll 100\n}",
    "for g in [0.5,\r\n 1] {\r\n\r\n  init Whh normal 512 gain=g\r\n;unroll 100;\r\n}\r\n",
  ])
  func aBlockMayRunOverLines(text: String) throws {
    let body = "{init 'Whh' 'normal' 512 gain=g; unroll 100}"
    #expect(try reading(text) == ["for 'g' [0.5 1] \(body)"])
  }

  @Test func blocksNest() throws {
    let text = "for a in 1..2 { for b in [a, 3] { print a*b } ; quit }"
    #expect(
      try reading(text) == ["for 'a' (.. 1 2) {for 'b' [a 3] {print (* a b)}; quit}"])
  }

  @Test func rangesInABlockAreThoseOfTheSource() throws {
    let text = "unroll 1\nfor g in [1] {\n  init Whh he 8\n}"
    var parser = Parser(text, grammar: sessionGrammar)
    _ = try parser.next()
    let loop = try #require(try parser.next())
    guard case .block(let body) = loop.arguments.last?.content else {
      Issue.record("no block")
      return
    }
    #expect(parser.text(of: body[0].range) == "init Whh he 8")
    #expect(parser.text(of: loop.range) == String(text.dropFirst("unroll 1\n".count)))
    #expect(parser.text(of: body[0].verb.range) == "init")
  }

  @Test(arguments: [
    ("?", "help"), ("?init", "help 'init'"), ("? init", "help 'init'"),
    ("help E101", "help 'E101'"),
  ])
  func aQuestionMarkIsHelp(text: String, expected: String) throws {
    #expect(try reading(text) == [expected])
  }

  @Test(arguments: [
    ("1 + 2", "print (+ 1 2)"), ("(1)", "print 1"), ("-2^2", "print (- (^ 2 2))"),
    ("Whh.std", "print Whh.std"), ("Whh[1,2]", "print (at Whh 1 2)"), ("sqrt(2)", "print (sqrt 2)"),
    ("\"text\"", "print \"text\""), ("[1]", "print [1]"), (".5", "print 0.5"),
    ("g + 1", "print (+ g 1)"), ("g*2", "print (* g 2)"), ("g == 1", "print (== g 1)"),
    ("not true", "print (not true)"),
  ])
  func aBareExpressionIsTheImplicitVerb(text: String, expected: String) throws {
    #expect(try reading(text) == [expected])
  }

  @Test func theImplicitVerbHasNoTextOfItsOwn() throws {
    let statement = try #require(try statements("  1 + 2 # sum").first)
    #expect(statement.verb == Located("print", at: SourceRange(2, 2)))
    #expect(statement.range == SourceRange(2, 7))
  }

  @Test func withoutAnImplicitVerbABareExpressionIsNoCommand() {
    let grammar = Grammar(sessionGrammar.signatures, implicitVerb: nil)
    #expect(complaint("1 + 2", grammar)?.code == .unknownCommand)
  }

  @Test func anErrorDoesNotStopEarlierStatements() throws {
    var parser = Parser("unroll 1; unroll 2\nunroll )", grammar: sessionGrammar)
    #expect(try parser.next()?.shown == "unroll 1")
    #expect(try parser.next()?.shown == "unroll 2")
    #expect(throws: Diagnostic.self) { try parser.next() }
    #expect(throws: Diagnostic.self) { try parser.next() }
  }

  @Test func pathsAreWhatAStatementReads() throws {
    let text =
      "for g in [a, b.c] { expect states.variance[t] ~ max(g, Whh[1,2]) within d%; stats x }"
    let statement = try #require(try statements(text).first)
    let paths = statement.paths.map { $0.value.joined(separator: ".") }
    #expect(paths == ["a", "b.c", "states.variance", "t", "g", "Whh", "d"])
    let parser = Parser(text, grammar: sessionGrammar)
    #expect(statement.paths.map { parser.text(of: $0.range) } == paths)
  }
}
