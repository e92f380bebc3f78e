import Glibc
import Testing

/// A session at the prompt that was cut off is there for the next one.
@Suite(.serialized) struct ResumptionTests {
  private let state: TemporaryFolder

  init() throws { state = try TemporaryFolder() }

  private var environment: [String: String] { ["XDG_STATE_HOME": state.path] }

  /// A session of two statements, the second undone, that is killed.
  private func cutOff() throws {
    let terminal = try PseudoTerminal(environment: environment)
    _ = try terminal.expect("whh> ")
    terminal.type("init Whh xavier 8\r")
    _ = try terminal.expect("draw 1 of Whh")
    terminal.type("init Whh xavier 9\r")
    _ = try terminal.expect("draw 2 of Whh")
    terminal.type("undo\r")
    _ = try terminal.expect("undone: 2")
    kill(terminal.process, SIGKILL)
    _ = try terminal.end()
  }

  @Test func theNextStartOffersToResume() throws {
    try cutOff()
    let terminal = try PseudoTerminal(environment: environment)
    _ = try terminal.expect("Resume it? [Y/n] ")
    terminal.type("\r")
    _ = try terminal.expect("resumed: 2 statements")
    terminal.type("Whh.rows\r")
    _ = try terminal.expect("\n8\r\n")
    terminal.type("redo\r")
    _ = try terminal.expect("redone: 3")
    terminal.type("quit\r")
    #expect(try terminal.end() == 0)
    // It has ended as it should, and nothing is offered any more; but it can be asked for.
    let next = try PseudoTerminal(environment: environment)
    #expect(try !next.expect("whh> ").contains("Resume it?"))
    next.type("quit\r")
    #expect(try next.end() == 0)
    let ended = try Program.run(["--resume", "-c", "Whh.rows"], environment: environment)
    #expect(ended.standardOutput == "9\n")
    #expect(ended.standardError == "whh: no session was cut off; this is the last one that ended\n")
  }

  @Test func whereThereIsNoneItSaysSo() throws {
    let none = try Program.run(["--resume", "-c", "log"], environment: environment)
    #expect(none.status == 1 && none.standardError == "whh: there is no session to resume\n")
  }

  @Test(arguments: [SIGINT, SIGHUP, SIGTERM])
  func whatIsInterruptedStaysToBeResumed(signal: Int32) throws {
    let first = try PseudoTerminal(environment: environment)
    for statement in ["init Whh normal 64", "unroll 30000", "let precious = 1"] {
      try first.run(statement)
    }
    kill(first.process, SIGKILL)
    _ = try first.end()
    let second = try PseudoTerminal(["--resume"], environment: environment)
    // It is told of when it has taken a while.
    _ = try second.expect("steps")
    kill(second.process, signal)
    if signal == SIGINT {
      _ = try second.expect("stays there to be resumed")
      second.type("quit\r")
    }
    _ = try second.end()
    let run = try Program.run(["--resume", "-c", "log"], environment: environment)
    #expect(run.standardOutput.contains("precious"), "\(run.standardError)")
  }

  @Test func whoSaysNoIsNotAskedAgain() throws {
    try cutOff()
    for answer in ["n\r", nil] {
      let terminal = try PseudoTerminal(environment: environment)
      if let answer {
        _ = try terminal.expect("Resume it? [Y/n] ")
        terminal.type(answer)
      }
      #expect(try !terminal.expect("whh> ").contains("Resume it?"))
      terminal.type("quit\r")
      #expect(try terminal.end() == 0)
    }
  }

  @Test func aBatchRunResumesAndLeavesTheJournalAsItIs() throws {
    try cutOff()
    for _ in 1...2 {
      let run = try Program.run(
        ["--resume", "-c", "Whh.rows; init Whh ring 5"], environment: environment)
      #expect(run.status == 0)
      #expect(run.standardOutput.hasPrefix("8\n"))
    }
  }

  @Test func aScriptBeforeThePromptIsKeptFromItsFirstStatementOn() throws {
    let terminal = try PseudoTerminal(
      ["-i", "-c", "seed 5; init Whh xavier 8; set Whh[1,2] 0.25; lyapunov 1000000"],
      environment: environment)
    // The third statement has been answered, so it is kept; the fourth runs for a minute.
    _ = try terminal.expect("whh> lyapunov")
    kill(terminal.process, SIGKILL)
    _ = try terminal.end()
    let run = try Program.run(
      ["--resume", "-c", "log; Whh[1,2]"], environment: environment)
    #expect(run.status == 0, "\(run.standardError)")
    #expect(run.standardOutput.contains("seed 5"))
    #expect(run.standardOutput.hasSuffix("0.2500\n"))
  }
}
