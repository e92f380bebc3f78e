import Foundation
import Testing

/// `whh replay` as a person or a script uses it.
@Suite struct ReplayTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let run = try Program.run(
      ["--seed", "7"], input: "# a title\ninit Whh xavier 16 # wide\nunroll 20\nsave one.whh\n",
      in: folder.path)
    #expect(run.status == 0, "\(run.standardError)")
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: folder.path + "/" + name, atomically: true, encoding: .utf8)
  }

  @Test func everyFileIsCheckedAndSummedUp() throws {
    let one = try text("one.whh")
    try write(one.replacing("std=0.2", with: "std=0.3"), to: "two.whh")
    try write("unroll 5\n", to: "three.whh")
    let run = try Program.run(
      ["replay", "--check", "two.whh", "one.whh", "three.whh", "none.whh"], in: folder.path)
    #expect(run.status == 3)
    #expect(
      run.standardOutput == """
        one.whh: 2 statements, 16 answers, all agree
        4 sessions: 1 agree, 1 differ, 2 could not be carried out

        """)
    #expect(run.standardError.contains("error[E803]: two.whh:5: std is 0.2"))
    #expect(run.standardError.contains("line 1, 'unroll 5': there is no Whh yet"))
    #expect(try Program.run(["replay", "--check", "one.whh"], in: folder.path).status == 0)
    #expect(try Program.run(["replay", "three.whh"], in: folder.path).status == 1)
    #expect(try Program.run(["replay"], in: folder.path).status == 2)
  }

  @Test func whatIsRecordedOnTwoThreadsChecksOnOne() throws {
    let run = try Program.run(
      ["replay", "--check", "--threads", "1", "one.whh"], in: folder.path)
    #expect(run.status == 0)
  }

  @Test func updatingKeepsProse() throws {
    let one = try text("one.whh")
    try write(one.replacing("std=0.2", with: "std=0.3"), to: "two.whh")
    let run = try Program.run(["replay", "--update", "two.whh"], in: folder.path)
    #expect(run.status == 0 && run.standardOutput.contains("two.whh is recorded anew."))
    #expect(run.standardOutput.contains("line 5: std is 0.2"))
    #expect(try text("two.whh") == one)
    #expect(one.contains("# a title\n") && one.contains("init Whh xavier 16  # wide\n"))
  }

  @Test func changesFromOutside() throws {
    let run = try Program.run(
      ["replay", "--with", "seed=8", "--with", "1:init Whh orthogonal 16", "one.whh"],
      in: folder.path)
    #expect(run.status == 0, "\(run.standardError)")
    #expect(run.standardOutput.contains("whh> init Whh orthogonal 16\n"))
    #expect(run.standardOutput.contains("what is different"))
    let json = try Program.run(
      ["replay", "--json", "--with", "seed=8", "one.whh"], in: folder.path)
    let lines = json.standardOutput.split(separator: "\n")
    // One object a statement, then that of the replay.
    #expect(lines.count == 3)
    #expect(
      lines.last?.contains("\"changes\":[{\"number\":1,\"statement\":\"init Whh xavier 16\"")
        == true)
  }

  @Test func theHeadersSeedHoldsWhereTheFileIsRunAsAScript() throws {
    let seed = try Program.run(["one.whh", "-c", "Whh.seed"], in: folder.path)
    #expect(seed.standardOutput.hasSuffix("7\n"))
    let chosen = try Program.run(
      ["--seed", "3", "one.whh", "-c", "Whh.seed"], in: folder.path)
    #expect(chosen.standardOutput.hasSuffix("3\n"))
    let late = try Program.run(["one.whh", "one.whh", "--seed", "1"], in: folder.path)
    #expect(late.status == 0)
    try write("# whh session 1, whh 0.1.0, stream 9, seed 1\nseed 2\n", to: "new.whh")
    let refused = try Program.run(["new.whh"], in: folder.path)
    #expect(refused.status == 1)
    #expect(refused.standardError.contains("error[E709]"))
  }

  @Test func stepWaitsForEnterAndAnEditorOpens() throws {
    let terminal = try PseudoTerminal(environment: ["EDITOR": "sed -i s/16/12/"])
    let path = folder.path + "/one.whh"
    _ = try terminal.expect("whh> ")
    terminal.type("replay \(path) step\r")
    _ = try terminal.expect("Enter goes on, q ends: ")
    terminal.type("\r")
    let first = try terminal.expect("Enter goes on, q ends: ")
    #expect(first.contains("init Whh xavier 16") && !first.contains("unroll"))
    terminal.type("q\r")
    _ = try terminal.expect("stopped.")
    terminal.type("load \(path)\r")
    _ = try terminal.expect("shows")
    terminal.type("edit 1\r")
    _ = try terminal.expect("again.")
    terminal.type("Whh.rows\r")
    _ = try terminal.expect("12")
    terminal.type("quit\r")
    #expect(try terminal.end() == 0)
    let alone = try Program.run(["replay", "--step", "one.whh"], in: folder.path)
    #expect(alone.status == 1)
  }
}

/// The sessions of the project hold what they recorded.
@Suite struct SavedSessionTests {
  private static var sessions: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: Program.project + "/sessions")
    return (names ?? []).filter { $0.hasSuffix(".whh") }.sorted()
  }

  @Test(arguments: sessions)
  func aSavedSessionChecks(name: String) throws {
    let run = try Program.run(["replay", "--check", "sessions/" + name])
    #expect(run.status == 0, "\(run.standardError)")
    #expect(!run.standardOutput.contains("nothing is recorded"))
    let text = try String(contentsOfFile: "\(Program.project)/sessions/\(name)", encoding: .utf8)
    #expect(text.contains("note \""), "it asks nothing")
  }

  #if arch(x86_64)
    /// OpenBLAS as on a machine without vector instructions: LAPACK's results differ in their last bits.
    @Test func theyCheckOnOtherProcessors() throws {
      let run = try Program.run(
        ["replay", "--check"] + Self.sessions.map { "sessions/" + $0 },
        environment: ["OPENBLAS_CORETYPE": "Prescott"])
      #expect(run.status == 0, "\(run.standardError)")
    }
  #endif

  @Test func theirPageListsThem() throws {
    let page = try String(contentsOfFile: Program.project + "/sessions/README.md", encoding: .utf8)
    #expect(Self.sessions.count >= 8)
    for name in Self.sessions { #expect(page.contains("](\(name)) |"), "\(name)") }
  }
}
