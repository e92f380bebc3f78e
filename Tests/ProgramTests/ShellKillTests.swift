import Foundation
import Glibc
import Testing

/// The shell itself, killed at any moment: every statement whose answer was seen is there for the next
/// one.
@Suite(.timeLimit(.minutes(3))) struct ShellKillTests {
  private let folder: TemporaryFolder
  private var environment: [String: String] { ["XDG_STATE_HOME": folder.path] }

  init() throws { folder = try TemporaryFolder() }

  /// What is resumed of the statements `let n = 1`, `let n = 2`…: the last number.
  private func resumed() throws -> Int {
    let run = try Program.run(["--resume", "-c", "print n"], environment: environment)
    if run.standardError == "whh: there is no session to resume\n" { return 0 }
    return try #require(
      Int(run.standardOutput.trimmingCharacters(in: .newlines)), "\(run.standardError)")
  }

  private func journals() throws -> [String] {
    let path = folder.path + "/whh/journals"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  @Test func nothingTheShellAcknowledgesDiesWithIt() throws {
    var kept = 0
    for round in 1...50 {
      let shell = try PseudoTerminal(["--resume"], environment: environment)
      // Every fourth dies while it starts or takes over.
      if round % 4 != 0 {
        try shell.expect("whh> ")
        for _ in 0..<Int.random(in: 0...6) {
          #expect(try shell.answer("let n = \(kept + 1)").contains("n"))
          kept += 1
        }
        shell.type("let n = \(kept + 1)\r")
      }
      Thread.sleep(forTimeInterval: .random(in: 0...0.03))
      kill(shell.process, SIGKILL)
      #expect(try shell.end() == 128 + SIGKILL)
      let found = try resumed()
      #expect(found == kept || found == kept + 1, "round \(round)")
      kept = found
    }
    #expect(kept > 50)
    // Old journals are gone once the new one has all.
    #expect(try journals().count <= 12)
  }

  /// Leaves a session that was cut off after two statements that hold and one that is undone.
  private func cutOff() throws {
    let shell = try PseudoTerminal(environment: environment)
    try shell.expect("whh> ")
    for line in ["let n = 7", "let m = 8", "let k = 9", "undo"] { _ = try shell.answer(line) }
    kill(shell.process, SIGKILL)
    _ = try shell.end()
  }

  @Test(arguments: ["", "y", "Y", " yes "])
  func whoSaysYesGoesOn(said: String) throws {
    try cutOff()
    let shell = try PseudoTerminal(environment: environment)
    let question = try shell.expect("[Y/n] ")
    #expect(
      question.contains(
        try Regex(
          "A session of 3 statements \\(1 undone\\) was cut off [0-9]+ s ago, after 'let m = 8'\\.\r\n"
        )))
    #expect(question.hasSuffix("\r\nResume it? "))
    shell.type(said + "\r")
    try shell.expect("whh> ")
    #expect(try shell.answer("print n + m") == "15\r\n")
    #expect(try shell.answer("redo").contains("k"))
    #expect(try shell.answer("print k") == "9\r\n")
    #expect(try journals().count == 1)
  }

  @Test func whoEvadesTheQuestionIsAskedAgain() throws {
    try cutOff()
    for key in ["\u{3}", "\u{4}"] {
      let shell = try PseudoTerminal(environment: environment)
      try shell.expect("[Y/n] ")
      shell.type(key)
      try shell.expect("whh> ")
      shell.type("\u{4}")
      #expect(try shell.end() == 0)
    }
    #expect(try resumed() == 7)
  }

  @Test func aBatchRunReadsTheJournalAndLeavesIt() throws {
    try cutOff()
    let before = try journals()
    #expect(try resumed() == 7)
    #expect(try resumed() == 7)
    _ = try Program.run(["-c", "let n = 1"], environment: environment)
    #expect(try journals() == before)
  }

  @Test func twoShellsKeepTwoJournals() throws {
    let (one, other) = try (
      PseudoTerminal(environment: environment), PseudoTerminal(environment: environment)
    )
    for (shell, number) in [(one, 1), (other, 2)] {
      try shell.expect("whh> ")
      _ = try shell.answer("let n = \(number)")
    }
    #expect(try journals().count == 2)
    for shell in [one, other] {
      kill(shell.process, SIGKILL)
      _ = try shell.end()
      _ = try resumed()
    }
    #expect(try journals().count == 2)
  }

  @Test(arguments: [["HOME": "/dev/null", "XDG_STATE_HOME": ""], ["XDG_STATE_HOME": ""]])
  func withoutAHomeAllGoesOnAfterOneWarning(environment: [String: String]) throws {
    let shell = try PseudoTerminal(environment: environment)
    try shell.expect("whh> ")
    let first = try shell.answer("let n = 1")
    #expect(first.contains("whh: the journal cannot be written: "))
    #expect(try shell.answer("print n + 1") == "2\r\n")
    shell.type("\u{4}")
    #expect(try shell.end() == 0)
  }

  /// A statement that cannot be carried out again takes nothing with it.
  @Test func whatCannotBeResumedIsOneUndoAway() throws {
    let file = folder.path + "/w.npy"
    _ = try Program.run(["-c", "init Whh xavier 8; export Whh \(file)"])
    let content = try Data(contentsOf: URL(fileURLWithPath: file))
    do {
      let shell = try PseudoTerminal(environment: environment)
      try shell.expect("whh> ")
      for line in ["let n = 7", "import Whh \"\(file)\"", "let n = 8"] {
        _ = try shell.answer(line)
      }
      kill(shell.process, SIGKILL)
      _ = try shell.end()
    }
    try FileManager.default.removeItem(atPath: file)
    let shell = try PseudoTerminal(["--resume"], environment: environment)
    let start = try shell.expect("whh> ")
    #expect(start.contains("statement 2 ('import Whh"))
    #expect(try shell.answer("print n") == "7\r\n")
    #expect(try shell.answer("undo").contains("fails now: there is no file"))
    try content.write(to: URL(fileURLWithPath: file))
    _ = try shell.answer("undo")
    #expect(try shell.answer("print n") == "8\r\n")
  }
}
