import Foundation
import Glibc
import Testing

/// The program on a real terminal.
@Suite(.timeLimit(.minutes(2))) struct PromptTests {
  private let controlC = "\u{3}", controlD = "\u{4}", controlR = "\u{12}", controlZ = "\u{1A}"

  private func prompt(_ environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(environment: environment)
    try terminal.expect("whh> ")
    return terminal
  }

  @Test func aStatementIsAnswered() throws {
    let terminal = try prompt()
    let report = try terminal.answer("init Whh xavier 64")
    #expect(report.contains("64 × 64  xavier, N(0, 1/fan_in)"))
    #expect(try terminal.answer("print 1 + 1") == "2\r\n")
  }

  @Test func controlDLeavesTheTerminalAsItWas() throws {
    let before = try PseudoTerminal.freshSettings()
    let terminal = try prompt()
    #expect(terminal.settings.c_lflag & tcflag_t(ICANON) == 0)
    terminal.type(controlD)
    #expect(try terminal.end() == 0)
    #expect(same(terminal.settings, before))
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func terminationLeavesTheTerminalAsItWas(signal: Int32) throws {
    let before = try PseudoTerminal.freshSettings()
    let terminal = try prompt()
    terminal.type("half a line")
    try terminal.expect("line")
    kill(terminal.process, signal)
    #expect(try terminal.end() == 128 + signal)
    #expect(same(terminal.settings, before))
  }

  @Test func controlCKeepsTheSession() throws {
    let terminal = try prompt()
    _ = try terminal.answer("let g = 7")
    terminal.type("let g = 8\(controlC)")
    try terminal.expect("^C\r\nwhh> ")
    #expect(try terminal.answer("print g") == "7\r\n")
  }

  @Test func controlCInASearchRunsNothing() throws {
    let terminal = try prompt()
    _ = try terminal.answer("let g = 7")
    _ = try terminal.answer("let g = 8")
    terminal.type(controlR + "7")
    try terminal.expect("(search) '7'")
    terminal.type(controlC)
    try terminal.expect("^C\r\n")
    try terminal.expect("whh> ")
    #expect(try terminal.answer("print g") == "8\r\n")
  }

  @Test func controlCStopsWorkAndChangesNothing() throws {
    let terminal = try prompt()
    _ = try terminal.answer("init Whh xavier 512")
    terminal.type("print 7; unroll 100000\r")
    try terminal.expect("7\r\n")
    terminal.type(controlC)
    try terminal.expect("interrupted")
    try terminal.expect("whh> ")
    #expect(try terminal.answer("stats states").contains("unroll"))
    terminal.type(controlD)
    #expect(try terminal.end() == 0)
  }

  @Test func controlZWithoutAShellGoesOn() throws {
    let terminal = try prompt()
    terminal.type("print 1\(controlZ)")
    try terminal.expect("whh> ")
    #expect(try terminal.answer("+ 1") == "2\r\n")
  }

  @Test func resizingKeepsTheLine() throws {
    let terminal = try prompt()
    terminal.type("print 1")
    try terminal.expect("print 1")
    terminal.resize(columns: 20)
    try terminal.expect("whh> print 1")
    #expect(try terminal.answer(" + 1") == "2\r\n")
  }

  @Test func unknownKeysLeaveNothing() throws {
    let terminal = try prompt()
    #expect(try terminal.answer("print\u{1B}[15~ 1\u{1B}[1;2A + \u{1B}[[A1") == "2\r\n")
  }

  @Test func historyOutlivesAKilledSession() throws {
    let folder = try TemporaryFolder()
    let environment = ["WHH_HISTORY": folder.path + "/history", "LC_ALL": "C"]
    do {
      let terminal = try prompt(environment)
      _ = try terminal.answer("let σ = 7")
      kill(terminal.process, SIGKILL)
      #expect(try terminal.end() == 128 + SIGKILL)
    }
    let terminal = try prompt(environment)
    terminal.type("\u{1B}[A\r")
    try terminal.expect("let σ = 7\r\n")
    try terminal.expect("whh> ")
    #expect(try terminal.answer("print σ") == "7\r\n")
    #expect(try folder.read("history") == "let σ = 7\nlet σ = 7\nprint σ\n")
  }

  @Test func aBlockIsOneEntry() throws {
    let folder = try TemporaryFolder()
    let terminal = try prompt(["WHH_HISTORY": folder.path + "/history"])
    terminal.type("for g in [1, 2] {\r")
    try terminal.expect("...> ")
    terminal.type("print g\r")
    try terminal.expect("...> ")
    #expect(try terminal.answer("}") == "1\r\n2\r\n")
    terminal.type("\u{1B}[A\r")
    try terminal.expect("1\r\n2\r\n")
    #expect(try folder.read("history").hasPrefix("for g in [1, 2] {\\n  print g\\n}\n"))
  }

  private func same(_ one: termios, _ other: termios) -> Bool {
    one.c_iflag == other.c_iflag && one.c_oflag == other.c_oflag && one.c_cflag == other.c_cflag
      && one.c_lflag == other.c_lflag
  }
}
