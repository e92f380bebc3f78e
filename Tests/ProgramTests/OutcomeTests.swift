import Glibc
import Testing

/// However statements come in, the status and the complaints are the same.
@Suite(.timeLimit(.minutes(2))) struct OutcomeTests {
  @Test(
    arguments: WayIn.allCases,
    [
      ("print 1", 0), ("", 0), ("print 1; quit; print q", 0), ("print q", 1), ("int Whh", 1),
      ("print (1", 1), ("expect 1 > 2", 3), ("expect 1 < 2", 0), ("expect q > 2", 1),
      ("for i in [1, 2] { expect i < 2 }", 3),
    ] as [(String, Int32)])
  func theStatusSaysHowItEnded(way: WayIn, script: (text: String, status: Int32)) throws {
    let run = try way.run(script.text, in: TemporaryFolder())
    #expect(run.status == script.status)
    #expect(run.standardError.isEmpty == (script.status == 0))
  }

  @Test(
    arguments: WayIn.allCases,
    [
      ["--bogus"], ["--threads", "0"], ["--threads", "two"], ["--seed=-1"], ["--seed", "1.5"],
      ["--color", "pink"],
    ])
  func wrongUseRunsNothing(way: WayIn, options: [String]) throws {
    let run = try way.run("print 1", options: options, in: TemporaryFolder())
    #expect(run.status == 2)
    #expect(run.standardOutput == "")
    #expect(run.standardError.contains("Usage: whh"))
  }

  @Test(arguments: WayIn.allCases)
  func anInterruptEndsTheWork(way: WayIn) throws {
    let script = "init Whh xavier 512; print 7\nfor i in 1..100000 { unroll 20000 }\nprint 8\n"
    let folder = try TemporaryFolder()
    let run = try withExtendedLifetime(folder) {
      let conversation = try way.start(script, in: folder)
      try conversation.expect("\n7\n")
      conversation.signal(SIGINT)
      return try conversation.end()
    }
    #expect(run.status == 130)
    #expect(!run.standardOutput.contains("8\n"))
    #expect(run.standardError.contains("error[E802]: interrupted") || run.standardError == "")
  }

  @Test func anInterruptEndsTheWaitForMore() throws {
    let conversation = try Conversation()
    conversation.say("print 7\nfor i in [1] {\n")
    try conversation.expect("7\n")
    conversation.signal(SIGINT)
    let run = try conversation.end()
    #expect(run.status == 130)
    #expect(run.standardOutput == "")
    #expect(run.standardError == "")
  }

  /// Whenever the signal comes, between two statements too.
  @Test func anInterruptThatLeavesWorkUndoneIsNoSuccess() throws {
    for _ in 1...20 {
      let conversation = try Conversation(["-c", "print 7", "-c", "print 8", "-c", "print 9"])
      try conversation.expect("7\n")
      conversation.signal(SIGINT)
      let run = try conversation.end()
      #expect(run.status == 130 || run.standardOutput.hasSuffix("9\n"), "status \(run.status)")
    }
  }

  @Test(arguments: WayIn.allCases)
  func theFirstErrorStopsIt(way: WayIn) throws {
    let run = try way.run("print 7\nexpect 1 > 2; print 8\nprint 9", in: TemporaryFolder())
    #expect(shown(run) == "7\n")
    #expect(run.status == 3)
  }

  @Test(arguments: WayIn.allCases)
  func keepGoingRunsTheRestAndReportsTheFirstFailure(way: WayIn) throws {
    let script = "print 7\nexpect 1 > 2; print 8\nprint )\nprint q\nprint 9"
    let run = try way.run(script, options: ["--keep-going"], in: TemporaryFolder())
    #expect(shown(run) == "7\n8\n9\n")
    #expect(run.status == 3)
    #expect(run.standardError.matches(of: /error\[E/).count == 3)
  }

  @Test(arguments: WayIn.allCases)
  func aComplaintNamesItsPlace(way: WayIn) throws {
    let folder = try TemporaryFolder()
    let run = try way.run("print 1\n# ä\n  print \"ö\"; init Whh xaiver 8", in: folder)
    let lines = run.standardError.split(separator: "\n")
    try #require(lines.count == 4)
    #expect(lines[0] == "\(way.name(in: folder)):3:23: error[E202]: there is no scheme 'xaiver'")
    #expect(lines[1] == "    print \"ö\"; init Whh xaiver 8")
    #expect(lines[2] == "  " + String(repeating: " ", count: 22) + "^^^^^^")
    #expect(lines[3].contains("'xavier'"))
    #expect(shown(run) == "1\nö\n")
  }

  @Test(arguments: WayIn.allCases)
  func aComplaintInABlockNamesItsPlace(way: WayIn) throws {
    let folder = try TemporaryFolder()
    let run = try way.run("print 1\nfor i in [1] {\n  print i; print q\n}\n", in: folder)
    #expect(run.standardError.hasPrefix("\(way.name(in: folder)):3:18: error[E205]: "))
  }

  @Test func everyOptionOfStatementsIsASourceOfItsOwn() throws {
    let run = try Program.run(["-c", "let a = 7", "-c", "print a + 1", "-c", "print 1; print q"])
    #expect(run.standardOutput == "a = 7\n8\n1\n")
    #expect(run.standardError.hasPrefix("-c:1:16: error"))
  }

  @Test(arguments: [
    ("--version", #"^whh \d+\.\d+\.\d+\n$"#), ("--help", "USAGE: whh"), ("-h", "USAGE"),
  ])
  func askedForWordsAreNoFailure(option: String, pattern: String) throws {
    let run = try Program.run([option])
    let pattern = try Regex(pattern)
    #expect(run.status == 0)
    #expect(run.standardError == "")
    #expect(run.standardOutput.contains(pattern))
  }

  /// What the statements answered, without the echo that `-i` adds.
  private func shown(_ run: Program.Run) -> String {
    run.standardOutput.split(separator: "\n").filter { !$0.hasPrefix("whh> ") }
      .map { $0 + "\n" }.joined()
  }
}
