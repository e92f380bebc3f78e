import Language
import Testing

@Suite struct ArgumentTests {
  @Test(arguments: [
    ("input text ../x.npy", "input/text '../x.npy'"),
    ("input text ~/t.txt", "input/text '~/t.txt'"),
    ("input text np-rnn", "input/text 'np-rnn'"),
    ("input text \"a b.txt\"", "input/text 'a b.txt'"),
    ("input text a=b.txt", "input/text 'a=b.txt'"),
    ("export Whh a{1", "export 'Whh' 'a{1'"),
    ("stats Whh==2", "stats 'Whh==2'"),
  ])
  func aWordIsARawRun(text: String, expected: String) throws {
    #expect(try statements(text + "\n").first?.shown == expected)
  }

  @Test(arguments: [
    "init Whh normal 512 std=sqrt(1/fan_in)",
    "init Whh normal std=sqrt(1/fan_in) 512",
    "init std=sqrt(1/fan_in) Whh normal 512",
    "init Whh std=sqrt(1 / fan_in) normal 512",
  ])
  func labelsStandAnywhere(text: String) throws {
    let arguments = try #require(try statements(text).first?.arguments)
    #expect(arguments.filter { $0.label == nil }.map(\.shown) == ["'Whh'", "'normal'", "512"])
    #expect(arguments.filter { $0.label != nil }.map(\.shown) == ["std=(sqrt (/ 1 fan_in))"])
  }

  @Test(arguments: [
    ("unroll 100 h0=zeros batch=7", "unroll 100 h0='zeros' batch=7"),
    ("unroll h0=np-rnn", "unroll h0='np-rnn'"),
    ("unroll 100 batch=(1 + 2)", "unroll 100 batch=(+ 1 2)"),
    ("unroll -1", "unroll (- 1)"), ("unroll batch==2", "unroll (== batch 2)"),
    ("unroll 10/2", "unroll (/ 10 2)"),
    ("init Whh uniform 512 low=-0.5 high=0.5", "init 'Whh' 'uniform' 512 low=(- 0.5) high=0.5"),
    ("init Whh he 3 -4", "init 'Whh' 'he' 3 (- 4)"),
    ("stats --brief Whh --all", "stats --brief 'Whh' --all"),
  ])
  func theSlotChoosesTheReading(text: String, expected: String) throws {
    #expect(try reading(text) == [expected])
  }

  @Test func anArgumentKnowsItsPlace() throws {
    let text = "init Whh normal gain=(1 + g) # far"
    let parser = Parser(text, grammar: sessionGrammar)
    let argument = try #require(try statements(text).first?.arguments.last)
    #expect(parser.text(of: argument.range) == "gain=(1 + g)")
    #expect(argument.label.map { parser.text(of: $0.range) } == "gain")
    guard case .expression(let value) = argument.content else {
      Issue.record("no expression")
      return
    }
    #expect(parser.text(of: value.range) == "(1 + g)")
  }

  @Test func missingArgumentsAreLeftToTheCommand() throws {
    #expect(
      try reading("init; init Whh; unroll; for; for g") == [
        "init", "init 'Whh'", "unroll", "for", "for 'g'",
      ])
  }
}
