import Foundation
import Language
import Networks
import Testing
import Workbench

/// `init` with the schemes that have more to say than a law.
@Suite struct DrawingTests {
  @Test(arguments: initializers.map { name(of: $0.init()) })
  func everySchemeDrawsWhh(scheme: String) throws {
    let shell = Shell()
    let result = try shell.result("init Whh \(scheme) 20")
    #expect(result["scheme"] == .text(scheme))
    #expect(result["rows"] == .integer(20) && result["columns"] == .integer(20))
    #expect(shell.text().contains(scheme))
  }

  @Test(arguments: [
    "kaiming_uniform", "KaimingUniform", "glorot_normal", "GLOROT_NORMAL", "np_rnn", "RandomNormal",
    "zerodiagonal", "trunc_normal_", "He_Normal",
  ])
  func aSchemeIsKnownByOtherSpellings(spelling: String) throws {
    #expect(try Shell().result("init Whh \(spelling) 9")["scheme"] == .text(spelling))
    #expect(try Shell().result("help \(spelling)")["scheme"] != nil)
  }

  @Test func aFactorIsToldAndAppliedAgain() throws {
    let shell = Shell()
    let drawn = try shell.result("init Whh reservoir 24 radius=0.9 density=0.4")
    guard case .number(let factor)? = drawn["factor"] else {
      Issue.record("there is no factor")
      return
    }
    #expect(shell.text().contains("factor"))
    #expect(try shell.value("Whh.factor") == .number(factor))
    let matrix = try #require(shell.workspace.weights[.recurrent]).matrix
    let again = "seed 1; init Whh reservoir 24 radius=0.9 density=0.4 factor=\(factor)"
    #expect(try shell.result(again)["factor"] == .number(factor))
    #expect(shell.workspace.weights[.recurrent]?.matrix == matrix)
    guard case .number(let radius) = try shell.value("Whh.radius") else { return }
    // Entries are rounded to float32.
    #expect((radius - 0.9).magnitude < 1e-5)
  }

  @Test func noFactorIsToldWhereThereIsNone() throws {
    let shell = Shell()
    #expect(try shell.result("init Whh xavier 8")["factor"] == nil)
    #expect(try shell.value("Whh.factor") == .null)
  }

  @Test func aLawWithoutMomentsSaysSo() throws {
    let shell = Shell()
    _ = try shell.result("init Whh heavy-tailed 16")
    #expect(shell.text().contains("the law has none"))
    #expect(shell.text().contains("infinite in the law"))
  }

  @Test func helpTellsTheLawOfEachSpelling() throws {
    let shell = Shell()
    let page = try shell.result("help he")
    #expect(page["law"] == .text("N(0, 2/fan_in)"))
    let text = shell.text(width: 100)
    #expect(text.contains("kaiming_uniform_") && text.contains("U(±√(3 · 2/fan_in))"))
    #expect(text.contains("N cut at ±2 sd, of variance 2/fan_in") && text.contains("Keras, JAX"))
  }
}

private func name<Scheme: Initializer>(of _: Scheme) -> String { Scheme.card.name }
