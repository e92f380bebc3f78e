import Foundation
import Testing

/// What goes beyond a limit costs next to nothing: it is refused before it is begun.
///
/// A refusal may take 100 ms of work and 50 MB on top of what the program has used until then.
@Suite(.serialized, .timeLimit(.minutes(5))) struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let limit: String
    let code: String
    let statement: String
    let before: String

    var testDescription: String { String(statement.prefix(60)) }

    init(
      _ limit: String, _ statement: String, after before: String = "", code: String = "E502"
    ) {
      (self.limit, self.code, self.statement, self.before) = (limit, code, statement, before)
    }
  }

  static let network = "init Whh xavier 16"
  static let million = 1_000_000

  static let cases = [
    Case("statement", "print [" + String(repeating: "1,", count: million / 2) + "1]", code: "E106"),
    Case("statement", "stats " + String(repeating: "x", count: million), code: "E106"),
    Case(
      "statement", "print \"" + String(repeating: "x", count: million) + "\"", code: "E106"),
    Case(
      "statement", "for a in 1..3 {" + String(repeating: "print 1;", count: 100_000) + "}",
      code: "E106"),
    Case("nesting", "print " + String(repeating: "(", count: million), code: "E105"),
    Case("nesting", "print " + String(repeating: "[", count: million), code: "E105"),
    Case("nesting", "print " + String(repeating: "-", count: million) + "1", code: "E105"),
    Case("nesting", String(repeating: "for a in [1] {", count: 100_000), code: "E105"),
    Case("operations", "print 1" + String(repeating: "+1", count: million), code: "E105"),
    Case("values", "let a = 1..1e12"),
    Case("passes", "for a in 1..1e300 { print a }"),
    Case("values", "print max(0..1 by 1e-9)"),
    Case("values", "let b = 1..1e15 by 1e-3"),
    Case("values", "let b = [a, a, a]", after: "let a = 1..400000"),
    Case("passes", "for a in 1..1000000 { for b in 1..1000000 { print 1 } }"),
    Case("passes", "for a in 1..1e4 { for b in 1..1e4 { for c in 1..1e4 { print 1 } } }"),
    Case("passes", "for a in 1..1001 { init Whh xavier 2; for b in 1..1000 { unroll 5 } }"),
    Case("side", "init Whh xavier 1000000"),
    Case("side", "init Whh orthogonal 16385"),
    Case("side", "init Wxh zeros 1e300 2"),
    Case("side", "init all xavier 1e15"),
    Case("side", "init all as torch.RNN 1e6"),
    Case("side", "model lstm 1e9"),
    Case("side", "compare xavier orthogonal size=1e6"),
    Case("steps", "unroll 1e12", after: network),
    Case("steps", "unroll 1e308", after: network),
    Case("steps", "unroll 100000001", after: network),
    Case("steps", "jacobian 1e9", after: network),
    Case("steps", "lyapunov 1e8", after: network),
    Case("steps", "compare xavier T=1e12"),
    Case("steps", "check gradients T=1e9", after: network),
    Case("memory", "init Whh orthogonal 16384", after: "limits memory=0.01", code: "E501"),
    Case("memory", "unroll 1e8 batch=1e6", after: network, code: "E501"),
    Case("memory", "unroll 10 batch=4294967295", after: "init Whh xavier 512", code: "E501"),
    Case("memory", "limits side=1e6; init Whh xavier 1e6", code: "E501"),
  ]

  @Test(arguments: cases)
  func aRefusalCostsNextToNothing(_ refusal: Case) throws {
    let talk = try Conversation(["--json", "--keep-going", "--threads", "1"])
    talk.say("\(refusal.before); print 7\n")
    try talk.expect(#""result":{"value":7}}"# + "\n")
    // A machine that does much else slows down the program's own work too: the best of three counts.
    var times: [Double] = []
    for _ in 1...3 where times.allSatisfy({ $0 >= 0.1 }) {
      let before = try talk.cost()
      talk.say(refusal.statement + "\n")
      try talk.expect(#""ok":false"#)
      let reply = try talk.expect("}}\n")
      let after = try talk.cost()
      #expect(reply.contains("\"code\":\"\(refusal.code)\""), "\(reply)")
      #expect(reply.contains("the limit '\(refusal.limit)' allows: "), "\(reply)")
      #expect(!reply.contains("\"hint\":null"), "\(reply)")
      #expect(after.peak - before.peak < 50_000_000, "\(after.peak - before.peak) bytes")
      times.append(after.time - before.time)
    }
    #expect(times.min() ?? 1 < 0.1, "\(times) s")
    talk.say("print 8\n")
    try talk.expect(#""result":{"value":8}}"#)
  }

  @Test(
    arguments: [
      ("file", "#", 1 << 24 + 1), ("lines", "\n", 100_001), ("lines", "print 1\n", 1_000_000),
    ] as [(String, String, Int)])
  func aFileThatIsTooLongIsNotRun(limit: String, piece: String, count: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write("print 1", to: "short.whh")
    try folder.write(String(repeating: piece, count: count), to: "long.whh")
    // The last script waits for more, so that there is a program to look at.
    let costs = try ["short", "long"].map { (name: String) -> Cost in
      let talk = try Conversation(
        ["--json", "--keep-going", "\(folder.path)/\(name).whh", "/dev/stdin"])
      let reply = try talk.expect("\n")
      #expect(reply.contains("more than the limit '\(limit)' allows: ") == (name == "long"))
      let cost = try talk.cost()
      talk.say("print 7")
      talk.close()
      #expect(try talk.end().standardOutput.contains(#""value":7"#))
      return cost
    }
    #expect(costs[1].time - costs[0].time < 0.1)
    #expect(costs[1].peak - costs[0].peak < 50_000_000)
  }

  @Test(arguments: ["1,", "x", "(", "print 1;", "\""])
  func aLineOfTenMegabytesIsReadAndRefused(piece: String) throws {
    let talk = try Conversation(["--json", "--keep-going"])
    talk.say("print 7\n")
    try talk.expect(#""value":7}}"# + "\n")
    let before = try talk.cost()
    talk.say(
      "for a in [1] { print [" + String(repeating: piece, count: 10_000_000 / piece.utf8.count)
        + "\nprint 8\n")
    let reply = try talk.expect(#""value":8}}"#)
    #expect(reply.matches(of: /"ok":false/).count == 1)
    let after = try talk.cost()
    // What it costs is the reading, and some copies of it.
    #expect(after.time - before.time < 1)
    #expect(after.peak - before.peak < 120_000_000)
  }

  @Test func theShareOfTheMemoryIsTheOneThatIsSet() throws {
    let allowed = try ["0.9", "0.5", "0.09"].map { (share: String) -> Double in
      let script = "limits memory=\(share) steps=1e12; init Whh xavier 16; unroll 1e12"
      let run = try Program.run(["-c", script])
      let match = try #require(run.standardError.firstMatch(of: /'memory' allows: ([0-9.]+) (.)B/))
      let factors: [Substring: Double] = ["k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
      return try #require(Double(match.1)) * #require(factors[match.2])
    }
    // What is free changes while the machine is in use.
    #expect(1.4...2.4 ~= allowed[0] / allowed[1])
    #expect(4...7.5 ~= allowed[1] / allowed[2])
  }

  @Test func aLineWithoutEndIsGivenUp() throws {
    let run = try Program.shell("yes 'print 1;' | tr -d '\\n' | \"$WHH\"")
    #expect(run.status == 1)
    #expect(run.standardOutput == "")
    #expect(
      run.standardError.hasPrefix("stdin:1: error[E502]: a line or block that does not end has "))
  }
}
