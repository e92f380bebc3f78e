import Testing

/// The program among other programs: pipes, full disks and signals.
@Suite(.timeLimit(.minutes(2))) struct StreamTests {
  @Test func aPipeGetsNoEscapes() throws {
    let run = try Program.run(
      ["-c", "init Whh xavier 8; unroll 10; stats"], environment: ["TERM": "xterm-256color"])
    #expect(run.status == 0)
    #expect(!run.standardOutput.contains("\u{1B}"))
  }

  @Test func colourMayBeAskedFor() throws {
    let run = try Program.run(["--color", "always", "-c", "init Whh xavier 8"])
    #expect(run.standardOutput.contains("\u{1B}["))
  }

  @Test(arguments: ["-c", "--json"]) func aReaderThatLeavesIsNoFailure(mode: String) throws {
    let arguments = mode == "-c" ? "" : mode
    let run = try Program.shell("\"$WHH\" \(arguments) -c '\(Self.muchOutput)' | head -n 1 >&2")
    #expect(run.status == 0)
    #expect(run.standardError.split(separator: "\n").count == 1)
  }

  @Test(
    arguments: [
      ([], "", true), ([], "1", false), (["--color", "never"], "", false),
      (["--color", "auto"], "1", false), (["--color", "always"], "1", true),
    ] as [([String], String, Bool)])
  func aTerminalGetsColourUnlessItIsUnwanted(
    options: [String], noColor: String, isColoured: Bool
  ) throws {
    let terminal = try PseudoTerminal(
      options + ["-c", "init Whh xavier 8"], environment: ["NO_COLOR": noColor], isRaw: true)
    #expect(try terminal.expect("fan_in").contains("\u{1B}[") == isColoured)
    #expect(try terminal.end() == 0)
  }

  @Test(arguments: [["--color", "never"], ["--json"], ["--json", "--color", "always"]])
  func whatIsReadByProgramsIsPlain(options: [String]) throws {
    let run = try Program.run(
      options + ["--keep-going", "-c", "init Whh xavier 8; stats; print q"])
    #expect(!(run.standardOutput + run.standardError).contains("\u{1B}"))
  }

  @Test(arguments: [[], ["--json"]]) func answersComeOneByOne(options: [String]) throws {
    let conversation = try Conversation(options + ["--keep-going"])
    for number in 1...3 {
      conversation.say("print \(number) + 40\n")
      try conversation.expect("4\(number)")
    }
    conversation.say("for i in [1, 2] {\nprint i + 70\n")
    conversation.say("}\nprint q\nprint 99")
    try conversation.expect("72")
    conversation.close()
    let run = try conversation.end()
    #expect(run.standardOutput.contains("99"))
    #expect(run.standardError.hasPrefix("stdin:7:7: error[E205]"))
    #expect(run.status == 1)
  }

  @Test func aReaderThatLeavesEndsItQuietly() throws {
    let run = try Program.shell("{ \"$WHH\" -c '\(Self.muchOutput)'; echo $? >&2; } | head -n 1")
    #expect(run.standardOutput == "1\n")
    #expect(run.standardError == "141\n")
  }

  @Test func aFullDiskIsSaid() throws {
    let run = try Program.shell("\"$WHH\" -c 'init Whh xavier 8' >/dev/full")
    #expect(run.status == 1)
    #expect(run.standardError.contains("No space left on device"))
  }

  @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)] as [(String, Int32)])
  func aSignalStopsWork(signal: String, status: Int32) throws {
    let run = try Program.shell(
      "timeout --preserve-status --signal \(signal) 0.5 \"$WHH\" -c '\(Self.longWork)'")
    #expect(run.status == status)
  }

  @Test func aSignalThatWasIgnoredStaysIgnored() throws {
    let run = try Program.shell(
      "trap '' HUP; \"$WHH\" -c '\(Self.shortWork)' & sleep 0.1; kill -HUP $!; wait $!")
    #expect(run.status == 0)
    #expect(run.standardOutput.hasSuffix("7\n"))
  }

  private static let muchOutput = "for i in 1..20000 { print 1 }"
  private static let longWork = "init Whh xavier 512; for i in 1..1000 { unroll 20000 }"
  private static let shortWork = "init Whh xavier 512; unroll 20000; print 7"
}
