import Language
import Testing
import Workbench

/// A sign and its ASCII spelling are the same statement.
@Suite struct SymbolTests {
  /// Statements in both spellings, for every sign.
  private static let pairs: [(String, String)] = [
    ("init Whh normal 8 σ=0.1", "init Whh normal 8 std=0.1"), ("Whh.σ * 2", "Whh.std * 2"),
    ("input noise σ=2", "input noise std=2"), ("init Whh normal 8 μ=1", "init Whh normal 8 mean=1"),
    ("compare normal(σ=1, μ=0)", "compare normal(std=1, mean=0)"),
    ("print Whh.µ", "print Whh.mean"), ("set Whh ρ=0.9", "set Whh radius=0.9"),
    ("expect Whh.f.ρ < 1", "expect Whh.f.radius < 1"),
    ("solve gain for λ=0", "solve gain for lyapunov=0"), ("theory.λ", "theory.lyapunov"),
    ("solve gain for χ=1", "solve gain for chi=1"),
    ("theory.ξ + theory.χ", "theory.xi + theory.chi"),
    ("set φ relu", "set activation relu"), ("states.ϕ", "states.activation"),
    ("horizon ε=0.01", "horizon eps=0.01"), ("print π^2", "print pi^2"),
    ("let x = -∞", "let x = -inf"),
    ("√(2)", "sqrt(2)"),
    ("init Whh normal 8 std=√(1/fan_in)", "init Whh normal 8 std=sqrt(1/fan_in)"),
    ("2 × 3 · 4 ÷ 5 − 6", "2 * 3 * 4 / 5 - 6"), ("print −2", "print -2"),
    ("expect 1 ≤ 2 and 2 ≥ 1 and 1 ≠ 2", "expect 1 <= 2 and 2 >= 1 and 1 != 2"),
    ("expect Whh.ρ ≈ 1 within 3%", "expect Whh.radius ~ 1 within 3%"),
    ("let π = 3", "let pi = 3"),
  ]

  @Test(arguments: pairs)
  func bothSpellingsAreOneStatement(sign: String, ascii: String) throws {
    let (one, other) = (try Self.reading(sign), try Self.reading(ascii))
    #expect(one == other)
  }

  @Test(arguments: Symbol.all.map(\.sign))
  func everySignIsInAPair(sign: String) {
    #expect(Self.pairs.contains { $0.0.contains(sign) && !$0.1.contains(sign) })
  }

  @Test(arguments: Symbol.all.map { ($0.name, $0.sign) })
  func everySignIsExplained(name: String, sign: String) {
    let shell = Shell()
    shell.run("help symbols")
    #expect(shell.text().contains("\\\(name), "))
    #expect(shell.text().contains(sign))
  }

  @Test func everyOtherSpellingOfAnOperatorIsASign() {
    let signs = Symbol.all.filter { $0.use == .operator }
    let known = Operator.allCases.flatMap { $0.spellings } + Operator.nearSpellings
    for spelling in known where !spelling.utf8.allSatisfy({ $0 < 0x80 }) {
      #expect(signs.contains { $0.sign == spelling })
    }
    #expect(signs.allSatisfy { known.contains($0.sign) && known.contains($0.spelling) })
  }

  @Test func aGreekLetterIsANameOfOnesOwn() throws {
    let shell = Shell()
    #expect(shell.run("let σ = 3; let λ = 2; let std = 5").isEmpty)
    #expect(try shell.value("σ^λ + std") == .number(14))
    #expect(shell.run("let π = 3").first?.code == .badName)
  }

  @Test func aLabelWithoutThatMeaningIsRefusedAsItStands() {
    let failure = Shell().run("compare xavier σ=1").first
    #expect(failure?.code == .unknownLabel && failure?.message.contains("'σ='") == true)
  }

  /// The statement with all places taken out, as text.
  private static func reading(_ text: String) throws -> String {
    var parser = Parser(text, grammar: Catalogue.standard.grammar)
    let statement = try #require(try parser.next())
    #expect(try parser.next() == nil)
    return "\(statement)".replacing(/SourceRange\(lowerBound: \d+, upperBound: \d+\)/, with: "")
  }
}
