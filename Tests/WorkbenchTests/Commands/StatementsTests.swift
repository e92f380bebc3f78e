import Language
import Networks
import Testing
import Workbench

/// How statements follow one another: loops, the end of a session, and going on after an error.
@Suite struct StatementsTests {
  @Test func quitInALoopEndsTheLoopAndTheSession() {
    let shell = Shell()
    let failures = shell.run("for k in 1..3 { print k; quit; print 8 }; print 9")
    #expect(failures.isEmpty)
    #expect(shell.replies.map(\.command) == ["print", "quit", "for"])
    #expect(shell.run("print 1").isEmpty)
    #expect(shell.replies.isEmpty)
  }

  @Test func aLoopTellsItsNameAndItsPasses() throws {
    let shell = Shell()
    let loop = "for k in [0.5, 1, 1.5] { print k }"
    #expect(
      try shell.result(loop) == ["name": .text("k"), "passes": .integer(3)])
    let reply = try #require(shell.replies.last)
    #expect(reply.input == loop)
    let record = StatementRecord(
      input: reply.input, command: reply.command, seconds: 0,
      outcome: .report(try reply.outcome.get()))
    #expect(
      JSONRenderer().render(record)
        == #"{"input":"for k in [0.5, 1, 1.5] { print k }","command":"for","ok":true,"#
        + #""seconds":0,"result":{"name":"k","passes":3}}"#)
    #expect(shell.workspace.variables.isEmpty)
  }

  @Test(arguments: [
    ("print (1\nprint 2", 1, ["2"]), ("let = 3; print 4", 1, ["4"]),
    ("print \"x\nprint 5; print 1 +; print 6", 2, ["5", "6"]),
    ("print 1; } print 2; print 3", 1, ["1", "3"]),
    ("for k in 1..2 { print }\nprint 7", 1, ["7"]),
    ("init Whh xavier 8 gain=\nprint 8\nstats Whh Wxh\nprint 9", 2, ["8", "9"]),
  ])
  func whatFollowsASyntaxErrorIsCarriedOut(text: String, failures: Int, printed: [String]) {
    let shell = Shell()
    #expect(shell.run(text, keepGoing: true).count == failures)
    let values = shell.replies.compactMap { reply -> String? in
      guard case .success(let report) = reply.outcome, case .number(let number)? = report.value
      else { return nil }
      return "\(Int(number))"
    }
    #expect(values == printed)
  }

  @Test func whatFollowsASyntaxErrorIsNotCarriedOutUnasked() {
    let shell = Shell()
    #expect(shell.run("let = 3; print 4").count == 1)
    #expect(shell.replies.count == 1)
  }

  @Test func aRangeThatRunsAwayIsEmptyOrRefused() throws {
    let shell = Shell()
    #expect(try shell.value("1..-1e19") == .numbers([]))
    #expect(try shell.value("1..-inf") == .numbers([]))
    for range in ["1..inf", "0..1 by 0"] {
      #expect(shell.run("print \(range)").map(\.code) == [.outOfRange], "\(range)")
    }
    for range in ["1..1e19", "0..1 by 1e-300"] {
      #expect(shell.run("print \(range)").map(\.code) == [.overLimit], "\(range)")
    }
    #expect(shell.run("for k in 1..-1e19 { print k }").isEmpty)
    #expect(shell.replies.count == 1)
  }

  @Test(arguments: [
    ("5 ~ inf within 1%", false), ("inf ~ 5 within 1%", false), ("inf ~ inf within 1%", true),
    ("-inf ~ inf within 1%", false), ("5 ~ inf within inf", false), ("nan ~ nan within 1%", false),
    ("0 ~ 0 within 0%", true), ("-100 ~ -101 within 1%", true),
  ])
  func nearnessAtTheEndsOfTheNumbers(expression: String, truth: Bool) throws {
    #expect(try Shell().value(expression) == .boolean(truth))
  }

  @Test func aConditionIsReadNoFurtherThanItDecides() throws {
    let shell = Shell()
    shell.run("init Whh identity 4")
    #expect(shell.run("expect Whh.radius > 0.5 or states.variance[1] > 0").isEmpty)
    let failure = try #require(
      shell.run("expect Whh.radius < 0.5 and states.variance[1] > 0").first)
    #expect(failure.code == .expectationFailed)
    #expect(failure.hint == "Whh.radius is 1.0000000")
    #expect(
      shell.run("expect Whh.radius > 0.5 and states.variance[1] > 0").map(\.code) == [.noStates])
  }
}

/// The pages of help on topics: each tells of everything it is about.
@Suite struct TopicTests {
  static let pages: [(topic: String, mentions: [String])] = [
    ("schemes", initializers.map { name(of: $0.init()) }),
    ("activations", activations.flatMap { [$0.name, $0.formula] }),
    (
      "quantities",
      [
        "Whh.spectral_radius", "also radius", "states.variance", "gradients.log10_norm",
        "verdict.cause",
      ]
    ),
    ("language", ["for g in [0.5, 1]", "0..1 by 0.1", "sqrt", "log10", "max"]),
    ("definitions", ["h_t = φ(Wxh x_t + Whh h_{t-1} + bh)", "|h| > 0.99", "g = σ√n"]),
    ("errors", ErrorCode.allCases.flatMap { [$0.rawValue] }),
  ]

  @Test(arguments: pages)
  func aTopicHasItsPage(topic: String, mentions: [String]) {
    let shell = Shell()
    #expect(shell.run("help \(topic)").isEmpty)
    let page = shell.text(width: 200)
    for word in mentions { #expect(page.contains(word), "\(word) is not in the page") }
    shell.run("help")
    #expect(shell.text().contains(topic))
  }

  private static func name<Scheme: Initializer>(of _: Scheme) -> String { Scheme.card.name }
}

extension Report {
  fileprivate var value: Datum? { result.first { $0.key == "value" }?.value }
}
