import LinearAlgebra
import Networks
import Testing
import Workbench

@Suite struct BiasTests {
  /// −1/ln σ(b) with many digits from mpmath.
  static let memories = [
    (0.0, 1.4426950408889634), (1, 3.1922192845297391), (2, 7.878481603729235),
    (3, 20.581488136522088), (5, 148.91259949062311), (40, 2.3538526683702153e17),
  ]

  @Test(arguments: memories)
  func theForgetBiasSetsTheMemory(_ bias: Double, _ memory: Double) throws {
    let shell = Shell()
    shell.run("model lstm 8")
    let result = try shell.result("bias forget \(bias)")
    #expect(result["matrix"] == .text("bh.f"))
    #expect(result["total"] == .number(bias))
    for key in ["shortest_memory", "longest_memory"] {
      let told = try #require(number(result[key]))
      #expect((told / memory - 1).magnitude < 1e-13)
    }
    #expect(try shell.value("bh.f[8]") == .number(bias))
  }

  @Test(arguments: [
    ("lstm", "input", "i"), ("lstm", "i", "i"), ("lstm", "forget", "f"), ("lstm", "f", "f"),
    ("lstm", "candidate", "g"), ("lstm", "cell", "g"), ("lstm", "g", "g"), ("lstm", "output", "o"),
    ("lstm", "o", "o"), ("gru", "reset", "r"), ("gru", "r", "r"), ("gru", "update", "z"),
    ("gru", "z", "z"), ("gru", "candidate", "n"), ("gru", "cell", "n"), ("gru", "n", "n"),
  ])
  func gatesAreNamedByLetterOrWord(_ cell: String, _ word: String, _ letter: String) throws {
    let shell = Shell()
    shell.run("model \(cell) 4")
    let result = try shell.result("bias \(word) -0.5")
    #expect(result["matrix"] == .text("bh.\(letter)"))
    #expect(try shell.value("bh.\(letter).mean") == .number(-0.5))
    // Only the gate that keeps the state has a memory.
    #expect((result["longest_memory"] != .null) == (letter == "f" || letter == "z"))
  }

  @Test func aSecondBiasIsAddedAndTold() throws {
    let shell = Shell()
    shell.run("model lstm 8; bias forget 1; init bx constant value=1")
    let result = try shell.result("bias forget 1")
    #expect(result["total"] == .number(2))
    let told = try #require(number(result["longest_memory"]))
    #expect((told / 7.878481603729235 - 1).magnitude < 1e-13)
    #expect(
      shell.text(width: 200).contains("the two biases add up: on average to 2.000, not 1.000"))
    shell.run("init bx zeros; bias forget 1")
    #expect(!shell.text(width: 200).contains("add up"))
  }

  @Test(arguments: [("lstm", "f", "i"), ("gru", "z", nil)])
  func chronoDrawsMemoriesUpToTheLongest(_ cell: String, _ keeping: String, _ writing: String?)
    throws
  {
    let shell = Shell()
    shell.run("set dtype float64; model \(cell) 4000")
    let result = try shell.result("bias chrono 100")
    let biases = try #require(shell.workspace.weights[name(keeping)]?.matrix.elements)
    let lengths = biases.map(Elementary.exp)
    // e^b is uniform in [1, 99]: the mean and the mean square of 4000 have these standard errors.
    let span = 98.0
    #expect(lengths.allSatisfy { (1...99).contains($0) })
    #expect((mean(lengths) - 50).magnitude < 4 * span / (12 * 4000.0).squareRoot())
    let squares = lengths.map { ($0 - 50) * ($0 - 50) }
    #expect(
      (mean(squares) - span * span / 12).magnitude < 4 * span * span / (180 * 4000.0).squareRoot())
    // A gate with bias ln u forgets in −1/ln(u/(1 + u)) steps.
    let longest = try #require(number(result["longest_memory"]))
    #expect(longest < 99.51 && longest > 99)
    if let writing {
      #expect(shell.workspace.weights[name(writing)]?.matrix.elements == biases.map { -$0 })
    }
    #expect(shell.workspace.weights.count == (writing == nil ? 1 : 2))
  }

  @Test(arguments: [2.0, 3, 10, 1000])
  func theLawOfChronoIsThatOfItsDraws(_ longest: Double) {
    let chrono = Chrono(longest: longest)
    let count = 40_000
    let biases = chrono.biases(count, from: RandomStream(seed: 1, name: "bh.f", draw: 0))
    let deviation = chrono.law.deviation
    let error = deviation / Double(count).squareRoot()
    #expect((mean(biases) - chrono.law.mean).magnitude <= 4 * error)
    let squares = biases.map { ($0 - chrono.law.mean) * ($0 - chrono.law.mean) }
    let fourth = mean(squares.map { $0 * $0 })
    let spread = (max(0, fourth - deviation * deviation * deviation * deviation) / Double(count))
      .squareRoot()
    #expect((mean(squares) - deviation * deviation).magnitude <= 4 * spread)
    #expect(chrono.writingLaw.mean == -chrono.law.mean)
  }

  @Test func aDrawOfChronoIsCountedAndCanBeRepeated() throws {
    let shell = Shell()
    shell.run("model lstm 64; bias chrono 50")
    let first = try shell.value("bh.f.mean")
    shell.run("bias chrono 50")
    #expect(try shell.value("bh.f.mean") != first)
    #expect(try shell.value("bh.i.draw") == .integer(2))
    shell.run("seed 1; bias chrono 50")
    #expect(try shell.value("bh.f.mean") == first)
  }

  private func name(_ gate: String) -> MatrixName {
    MatrixName(rawValue: "bh.\(gate)") ?? .hiddenBias
  }

  private func number(_ datum: Datum?) -> Double? {
    if case .number(let number) = datum { return number }
    return nil
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
