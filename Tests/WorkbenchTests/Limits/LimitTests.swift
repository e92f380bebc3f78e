import Language
import Testing
import Workbench

/// Every limit lets pass what is just within it, and refuses what is just beyond.
@Suite struct LimitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// Statements that are within every limit.
    let before: String
    let within, beyond: String

    var testDescription: String { beyond }

    init(_ name: String, _ within: String, _ beyond: String, after before: String = "") {
      (self.name, self.within, self.beyond, self.before) = (name, within, beyond, before)
    }
  }

  static let small = "limits side=4 steps=50 passes=20; init Whh xavier 3"

  static let cases = [
    Case("values", "let a = 1..1000000", "let a = 1..1000001"),
    Case("values", "let a = [1..999999, 7]", "let a = [1..999999, 7, 8]"),
    Case("values", "let b = [a, a]", "let b = [a, a, 1]", after: "let a = 1..500000"),
    Case("values", "print max(a, a)", "print max(a, a, 1)", after: "let a = 1..500000"),
    Case("values", "let b = [a, a]", "let b = [a, a, []]", after: "let a = 1..500000"),
    Case(
      "passes", "for a in 1..1000 { for b in 1..1000 {} }",
      "for a in 1..101 { for b in 1..9901 {} }"),
    Case("passes", "for a in 1..20 {}", "for a in 1..21 {}", after: small),
    Case(
      "passes", "for a in 1..5 { for b in 1..2 {}; for c in [1, 2] {} }",
      "for a in 1..5 { for b in 1..2 {}; for c in [1, 2, 3] {} }", after: small),
    // Where the inner list is known only inside, passes are counted as they are made.
    Case(
      "passes", "for a in 2..6 { for b in 1..a {} }", "for a in 2..7 { for b in 1..a {} }",
      after: small),
    Case(
      "passes", "for a in 1..5 { let k = 4; for b in 1..k {} }",
      "for a in 1..5 { let k = 5; for b in 1..k {} }", after: small),
    Case("side", "init Whh xavier 4", "init Whh xavier 5", after: small),
    Case("side", "init Wxh xavier 3 4", "init Wxh xavier 3 5", after: small),
    Case("side", "init all xavier 4", "init all xavier 5", after: small),
    Case("side", "init all as torch.RNN 4", "init all as torch.RNN 5", after: small),
    Case("side", "model rnn 4", "model lstm 5", after: small),
    Case("side", "model rnn inputs=4", "model rnn outputs=5", after: small),
    Case(
      "side", "compare xavier size=4 T=3 seeds=1", "compare xavier size=5 T=3 seeds=1", after: small
    ),
    Case(
      "side", "set Wxh [[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]]", "set Wxh [[1, 2, 3, 4, 5]]",
      after: small),
    // The limit is that of the block of a gate, not that of all of them together.
    Case(
      "side", "init all as torch.LSTM 4", "init all as torch.LSTM 5", after: small + "; model lstm"),
    Case("side", "model rnn 16384", "model rnn 16385"),
    Case("steps", "unroll 50", "unroll 51", after: small),
    Case("steps", "jacobian 50", "jacobian 51", after: small),
    // Half as many steps again are burn-in.
    Case("steps", "lyapunov 33", "lyapunov 34", after: small),
    Case("steps", "lyapunov", "lyapunov 51", after: small),
    Case(
      "steps", "compare xavier size=3 T=50 seeds=1", "compare xavier size=3 T=51 seeds=1",
      after: small),
    Case("steps", "check gradients T=50", "check gradients T=51", after: small),
    Case("steps", "horizon", "unroll 51", after: small),
  ]

  @Test(arguments: cases)
  func theLimitIsExact(_ bound: Case) throws {
    let shell = Shell()
    #expect(shell.run(bound.before).isEmpty)
    #expect(Shell.fresh(bound.before).run(bound.within).isEmpty)
    let failure = try #require(shell.run(bound.beyond).first)
    #expect(failure.code == .overLimit)
    #expect(failure.message.contains("more than the limit '\(bound.name)' allows: "), "\(failure)")
    #expect(failure.hint != nil)
  }

  @Test func aResetInsideDoesNotForgetThePasses() {
    var limits = Limits()
    limits.passes = 20
    let loops = { (count: Int) in "for a in 1..5 { for b in 1..(\(count)+0*a) { reset }; reset }" }
    #expect(Shell(Resources(limits: limits)).run(loops(4)).isEmpty)
    #expect(Shell(Resources(limits: limits)).run(loops(5)).map(\.code) == [.overLimit])
  }

  @Test func theStepsOfAFreshSessionAreAHundredMillion() {
    // No memory is left for either, so that neither is begun.
    let shell = Shell(memory: 1e5)
    #expect(shell.run("init Whh xavier 3; unroll 1e8").map(\.code) == [.tooMuchMemory])
    #expect(shell.run("unroll 100000001").map(\.code) == [.overLimit])
  }

  @Test func aListNestsAsDeepAsBrackets() throws {
    let nested = { (count: Int) in "let a = [1]; for i in 2..\(count) { let a = [a] }" }
    #expect(Shell().run(nested(Parser.maximumDepth)).isEmpty)
    let failure = try #require(Shell().run(nested(Parser.maximumDepth + 1)).first)
    #expect(failure.code == .tooDeep)
    #expect(failure.message.contains("'nesting' allows: 64"))
  }

  @Test func aTextInAListCountsByItsLength() {
    let texts = { (count: Int) in
      "let t = \"\(String(repeating: "x", count: 8 * 999))\"; let a = [t, t, t, t, t, t, t, t, t, t]; "
        + "let b = [a, a, a, a, a, a, a, a, a, a]; let c = ["
        + String(repeating: "b, ", count: count) + "]"
    }
    #expect(Shell().run(texts(10)).isEmpty)
    #expect(Shell().run(texts(11)).map(\.code) == [.overLimit])
  }

  @Test func whatIsImportedMayNotBeTooLargeEither() throws {
    let folder = try Folder()
    let shell = Shell()
    #expect(
      shell.run(
        "init Whh xavier 4; export Whh \(folder.path)/4.npy; init Whh xavier 5; export Whh "
          + "\(folder.path)/5.npy; clear; limits side=4"
      ).isEmpty)
    #expect(shell.run("import Whh \(folder.path)/4.npy").isEmpty)
    #expect(shell.run("clear Whh; import Whh \(folder.path)/5.npy").map(\.code) == [.overLimit])
  }

  @Test func theVocabularyOfATextIsNoWayRoundTheSide() throws {
    let folder = try Folder()
    let text = try folder.file("abc.txt", Array("abcde".utf8))
    for drawing in ["init Wxh xavier", "init all xavier", "init all as torch.RNN"] {
      let shell = Shell.fresh("limits side=4; init Whh xavier 3; input text \(text)")
      #expect(shell.run(drawing).map(\.code) == [.overLimit], "\(drawing)")
    }
  }

  @Test func aHeaderOfAnArrayHasItsLimit() throws {
    let folder = try ScratchFolder()
    for (length, isRead) in [(10_000, true), (10_001, false)] {
      let dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)}"
      let header =
        Array(dictionary.utf8) + [UInt8](repeating: 0x20, count: length - dictionary.utf8.count)
      try folder.write(
        [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + header
          + [UInt8](repeating: 0, count: 8), "made.npy")
      let failures = Shell().run("import bh \(folder.path("made.npy"))")
      #expect(failures.isEmpty == isRead)
      #expect(failures.allSatisfy { $0.message.contains("the limit 'header' allows: 10000") })
    }
  }
}

extension Shell {
  /// A session that has carried out some statements.
  static func fresh(_ statements: String) -> Shell {
    let shell = Shell()
    #expect(shell.run(statements).isEmpty, "\(statements)")
    return shell
  }
}
