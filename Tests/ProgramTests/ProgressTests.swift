import Testing

/// The line that says how far long work has come.
@Suite(.timeLimit(.minutes(2))) struct ProgressTests {
  private static let work = "init Whh xavier 64; compare xavier orthogonal size=256 seeds=20"

  @Test func aTerminalIsToldAndLeftClean() throws {
    let terminal = try PseudoTerminal(["-c", Self.work + "; print 7"], isRaw: true)
    try terminal.expect("of 40 runs, ")
    try terminal.expect(" s left")
    // The last of it is blanks, and what follows begins in the first column.
    let rest = try terminal.expect("100 steps of 256 units")
    #expect(rest.hasSuffix("  \r"))
    try terminal.expect("7\r\n")
    #expect(try terminal.end() == 0)
  }

  @Test func workThatIsSoonDoneIsNotTold() throws {
    let terminal = try PseudoTerminal(
      ["-c", "init Whh xavier 8; unroll 5; print 41 + 1"], isRaw: true)
    #expect(try !terminal.expect("42").contains("of 5 steps"))
    #expect(try terminal.end() == 0)
  }

  @Test func anInterruptTakesTheLineAway() throws {
    let terminal = try PseudoTerminal(["-c", "init Whh xavier 512; unroll 100000"], isRaw: true)
    try terminal.expect("of 100000 steps, ")
    terminal.type("\u{3}")
    #expect(try terminal.expect("-c:1:").hasSuffix(" \r"))
    #expect(try terminal.end() == 130)
  }

  @Test func jsonIsAloneOnItsTerminal() throws {
    let terminal = try PseudoTerminal(["--json", "-c", Self.work + "; print 7"], isRaw: true)
    #expect(try !terminal.expect("\"value\":7").contains("runs"))
    #expect(try terminal.end() == 0)
  }

  @Test func aPipeIsNotTold() throws {
    let run = try Program.run(["-c", Self.work])
    #expect(run.status == 0)
    #expect(run.standardError == "")
    #expect(!run.standardOutput.contains("\r"))
  }
}
