import Language
import LinearAlgebra
import Networks
import Testing
import Workbench

/// Seeds, settings, and what they leave behind.
@Suite struct SettingsTests {
  @Test func resetGoesBackToTheSeedTheSessionWasStartedWith() {
    let shell = Shell(seed: 9)
    shell.run(
      "seed 3; set activation relu; set dtype float64; input noise; let g = 2; "
        + "init Whh xavier 8; reset")
    #expect(shell.workspace.seed == 9)
    #expect(shell.workspace.weights.isEmpty)
    #expect(shell.workspace.draws.isEmpty)
    #expect(shell.workspace.variables.isEmpty)
    #expect(shell.workspace.activation.name == "tanh")
    #expect(shell.workspace.precision == .float32)
    shell.run("init Whh xavier 8")
    let fresh = Shell(seed: 9)
    fresh.run("init Whh xavier 8")
    let matrix = shell.workspace.weights[.recurrent]?.matrix
    #expect(matrix != nil)
    #expect(matrix == fresh.workspace.weights[.recurrent]?.matrix)
  }

  // Above 2^53 doubles skip whole numbers: 2^53 + 1 reads as 2^53, which is refused for that reason.
  @Test(arguments: ["9007199254740993", "2^53", "1e17", "2^64", "1e300", "-1", "0.5", "inf", "nan"])
  func aSeedThatADoubleCannotCountIsRefused(seed: String) {
    let shell = Shell()
    #expect(shell.run("seed \(seed)").map(\.code) == [.outOfRange])
    #expect(shell.run("init Whh xavier 4 seed=\(seed)").map(\.code) == [.outOfRange])
    #expect(shell.workspace.seed == 1)
    #expect(shell.workspace.weights.isEmpty)
  }

  @Test(arguments: [("0", 0), ("7", 7), ("9007199254740991", (1 << 53) - 1)])
  func everySmallerSeedIsTaken(seed: String, value: UInt64) {
    let shell = Shell()
    #expect(shell.run("seed \(seed)").isEmpty)
    #expect(shell.workspace.seed == value)
  }

  @Test func aChangeOfPrecisionRoundsAndDropsResults() throws {
    let shell = Shell()
    shell.run("set dtype float64; init Whh xavier 8; unroll 5")
    let exact = try #require(shell.workspace.weights[.recurrent]?.matrix)
    shell.run("set dtype float32")
    #expect(shell.workspace.weights[.recurrent]?.matrix == exact.rounded(to: .float32))
    let failure = try #require(shell.run("backprop").first)
    #expect(failure.code == .staleResult)
    #expect(failure.message == "there are no states any more: the dtype has changed")
    shell.run("unroll 5; set dtype float32")
    #expect(shell.workspace.result != nil)
  }

  @Test func weightsBeyondThePrecisionAreKeptWithACaution() {
    let shell = Shell()
    #expect(shell.run("init Whh normal 8 std=1e39").isEmpty)
    #expect(shell.text().contains("Whh has entries that are not finite numbers"))
    #expect(shell.run("spectrum").map(\.code) == [.notFinite])
    shell.run("set dtype float64; init Whh normal 8 std=1e39")
    #expect(!shell.text().contains("not finite"))
  }
}
