import Glibc
import TerminalTesting
import Testing

/// A sitting at the prompt, as it is seen on a screen of 80 columns and 24 rows.
@Suite(.timeLimit(.minutes(3))) struct SittingTests {
  private let up = "\u{1B}[A", left = "\u{1B}[D", controlC = "\u{3}", controlR = "\u{12}"

  /// With colours, so that suggestions are shown.
  private func prompt(columns: Int = 80, _ arguments: [String] = []) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      arguments, environment: ["NO_COLOR": "", "LESS": ""], columns: columns)
    try terminal.expect(row: "whh>")
    return terminal
  }

  @Test("9: a scheme is completed, and what was carried out is called back")
  func theMainJob() throws {
    let terminal = try prompt()
    terminal.type("init Whh xav\t")
    try terminal.expect("xavier") { $0.text.contains { $0.hasPrefix("whh> init Whh xavier") } }
    terminal.type(" 512\r")
    try terminal.expect("draw 1 of Whh")
    try terminal.expect("whh> ")
    try terminal.run("unroll 100")
    #expect(try terminal.run("stats Whh").contains("Henrici"))
    terminal.type(up + up)
    try terminal.expect("unroll 100") { $0.text[$0.cursor.row].hasPrefix("whh> unroll 100") }
    terminal.type("\r")
    try terminal.expect("growth per step")
  }

  @Test("20: a search with suggestions on")
  func searching() throws {
    let terminal = try prompt()
    try terminal.run("let first = 1")
    try terminal.run("let second = 2")
    terminal.type("le" + controlR + "fir")
    try terminal.expect("the search") { $0.text.contains("(search) 'fir'") }
    terminal.type("\r")
    try terminal.expect("the line") {
      $0.text.contains("whh> let first = 1") && $0.text[$0.cursor.row] == "whh>"
    }
    #expect(try terminal.run("print first + second") == "3\r\n")
  }

  @Test("22: a block of three lines is called back and edited")
  func aBlock() throws {
    let terminal = try prompt()
    terminal.type("for g in [1, 2] {\r")
    try terminal.expect("an indented line") { $0.text[$0.cursor.row].hasPrefix("...>") }
    terminal.type("print g\r}\r")
    try terminal.expect(row: "whh>")
    terminal.type(up)
    try terminal.expect("the block") { $0.text[$0.cursor.row].hasPrefix("...> }") }
    terminal.type(up + "\u{5}" + " + 40\r")
    try terminal.expect("42") { $0.text.contains("42") && $0.text.contains("41") }
  }

  @Test("23: a transcript that is pasted keeps what was typed")
  func aTranscript() throws {
    let terminal = try prompt()
    let transcript =
      "whh> let a = 20\na is 20\nwhh> for k in [1] {\n...>   let b = a + 1\n...> }\nwhh> print a + b\n41"
    terminal.type("\u{1B}[200~" + transcript.replacing("\n", with: "\r") + "\u{1B}[201~")
    try terminal.expect("the inputs") { picture in
      picture.text.contains("...> print a + b") && !picture.text.contains { $0.contains("is 20") }
    }
    terminal.type("\r")
    try terminal.expect("41") { $0.text.contains("41") }
  }

  @Test("29: Ctrl-C in the middle of a long draw")
  func interrupting() throws {
    let terminal = try prompt()
    terminal.type("init Whh orthogonal 8192\r")
    // The line has ended, so that Ctrl-C is a signal.
    try terminal.expect("8192\r\n")
    terminal.type(controlC)
    try terminal.expect("interrupted")
    try terminal.expect("whh> ")
    #expect(try terminal.run("print 1 + 1") == "2\r\n")
  }

  @Test("30: another width and back")
  func resizing() throws {
    let terminal = try prompt()
    let text = "print 1+2+3+4+5+6+7+8+9+10+11+12+13+14+15"
    terminal.type(text)
    try terminal.expect(row: "whh> " + text)
    terminal.resize(columns: 40)
    try terminal.expect("two rows") { picture in
      picture.text.contains("whh> " + text.prefix(35))
        && picture.text[picture.cursor.row] == text.dropFirst(35)
    }
    terminal.resize(columns: 80)
    try terminal.expect(row: "whh> " + text)
    #expect(terminal.picture.text.count { $0.contains("print 1+2") } == 1)
  }
}
