import Testing
import Workbench

@Suite struct GhostTests {
  @Test(
    arguments: [
      ("un", "roll"), ("unr", "oll"), ("init Whh xav", "ier"), ("init W", "hh"),
      ("init Whh or", "thogonal"),
      ("init ", "Whh"), ("init Whh ", "xavier"), ("init Whh xavier ", "512"), ("unroll ", "100"),
      ("init Whh xavier 512", nil), ("init Whh xavier", nil), ("init Whh he", nil),
      ("init Whh xavier 512 ", nil), ("scale Whh ", "1.5"), ("set activation ", "relu"),
      ("let g ", "= "), ("for k ", "in "), ("solve gain ", "for "), ("init all ", "xavier"),
      ("unroll 10 ba", "tch="), ("unroll 10 h0=z", "eros"), ("print Whh.ra", "dius"),
      ("model lstm ", "64"), ("bias ", nil), ("import Whh ", nil), ("note ", nil), ("load ", nil),
      ("stats", nil), ("stats ", nil), ("i", nil), ("", nil), ("  u", nil), ("init Whh xyz", nil),
      ("note \"un", nil), ("stats # un", nil), ("stats; unr", "oll"),
      ("replay a with 2:\"init Whh ", "xavier"),
      ("replay a with 2:\"unr", "oll"), ("print g", nil),
      ("for k in 1..3 { unr", "oll"), ("UNR", nil), ("print 2 ", nil), ("unroll 100\n", nil),
    ] as [(String, String?)])
  func theRestIsThis(text: String, expected: String?) {
    #expect(Shell().session.suggestion(after: text) == expected)
  }

  @Test func aSizeThatIsKnownIsLeftOut() {
    let shell = Shell()
    #expect(shell.session.suggestion(after: "init Whh xavier ") == "512")
    shell.run("init Whh xavier 64")
    #expect(shell.session.suggestion(after: "init Whh xavier ") == nil)
  }

  @Test func aNameOfOnesOwnIsComplete() {
    let shell = Shell()
    shell.run("let st = 1")
    #expect(shell.session.suggestion(after: "print st") == nil)
  }

  @Test func itIsQuick() {
    let shell = Shell()
    shell.run(CompletionRow.network)
    let start = ContinuousClock.now
    for _ in 0..<20 { _ = shell.session.suggestion(after: "init Whh ") }
    #expect(start.duration(to: .now) / 20 < .milliseconds(50))
  }
}
