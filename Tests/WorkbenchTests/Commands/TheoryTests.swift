import Language
import LinearAlgebra
import Networks
import Testing
import Workbench

/// What `theory` starts from: laws, not draws, and the input as it reaches a unit.
@Suite struct TheoryTests {
  private func number(_ expression: String, _ shell: Shell) throws -> Double {
    switch try shell.value(expression) {
    case .number(let number): return number
    case .integer(let integer): return Double(integer)
    case let other: throw Unexpected(datum: other)
    }
  }

  private struct Unexpected: Error { let datum: Datum }

  @Test func theLawCountsNotTheDraw() throws {
    let shell = Shell()
    shell.run("init Whh xavier 16 gain=2")
    // The draw's own gain misses 2 by some per cent.
    #expect(try number("theory.gain", shell) == 2)
    #expect(try number("theory.q", shell).isClose(to: 2.121473568203154))
    #expect(try number("theory.lyapunov", shell).isClose(to: 0.15472422983137324))
    #expect(try number("theory.mean_exponent", shell).isClose(to: -1.1490225444890245))
    #expect(try shell.value("theory.regime") == .text("chaotic"))
    #expect(try shell.value("theory.laws.Whh.declared") == .boolean(true))
  }

  @Test func aTypedOrImportedMatrixHasSampleMoments() throws {
    let folder = try Folder()
    let shell = Shell()
    shell.run("set dtype float64; init Whh xavier 16; export Whh \(folder.path)/w.npy")
    shell.run("import Whh \(folder.path)/w.npy")
    #expect(try shell.value("theory.laws.Whh.declared") == .boolean(false))
    #expect(try number("theory.gain", shell).isClose(to: try number("Whh.gain", shell)))
    #expect(try number("theory.outlier", shell).isClose(to: try number("16 * Whh.mean", shell)))
    _ = try shell.result("theory")
    #expect(shell.text().contains("caution: Whh: sample moments"))
  }

  @Test func anEditedMatrixHasSampleMoments() throws {
    let shell = Shell()
    shell.run("set dtype float64; init Whh orthogonal 16; scale Whh 1.5")
    #expect(try shell.value("theory.laws.Whh.declared") == .boolean(false))
    #expect(try number("theory.gain", shell).isClose(to: try number("Whh.gain", shell)))
    // Scaled, it is still orthogonal: without the −½.
    let exponent = "theory.mean_exponent - (log(theory.gain) - 0.5)"
    shell.run("set activation linear")
    #expect(try number(exponent, shell).isClose(to: 0.5))
    shell.run("symmetrise Whh")
    #expect(try number(exponent, shell).isClose(to: 0))
    _ = try shell.result("theory")
    #expect(shell.text().contains("the entries depend on each other"))
  }

  @Test func noiseAddsTheVarianceOfEveryInput() throws {
    let shell = Shell()
    shell.run("init Whh xavier 32; init Wxh normal 32 3 std=0.5; input noise std=2")
    #expect(try number("theory.input_variance", shell).isClose(to: 4 * 3 * 0.25))
    shell.run("init Wxh xavier 32 1; input noise")
    #expect(try number("theory.hidden_variance", shell).isClose(to: 0.463850891102545))
    #expect(try number("theory.gradient_factor", shell).isClose(to: 0.6315686871146595))
    #expect(try number("theory.undriven.gradient_factor", shell) == 1)
    #expect(try number("theory.horizon", shell) == 16)
  }

  @Test func aOneHotTextAddsOneColumn() throws {
    let folder = try Folder()
    let text = try folder.file("text.txt", Array((32..<97).map { UInt8($0) }))
    let shell = Shell()
    shell.run("input text \(text); init Whh xavier 32; init Wxh xavier 32 65")
    #expect(try number("theory.input_variance", shell).isClose(to: 1.0 / 65))
    #expect(try number("theory.hidden_variance", shell).isClose(to: 0.0831943011780754))
    #expect(try number("theory.chi", shell).isClose(to: 0.8508553242896879))
  }

  @Test func aRecordingCountsByItsMeanSquare() throws {
    let folder = try Folder()
    let shell = Shell()
    shell.run("set dtype float64; init Wxh normal 5 3 std=1; export Wxh \(folder.path)/x.npy")
    let square = try number("3 * (Wxh.mean^2 + Wxh.std^2)", shell)
    shell.run(
      "reset; init Whh xavier 32; input npy \(folder.path)/x.npy; init Wxh normal 32 3 std=0.5")
    #expect(try number("theory.input_variance", shell).isClose(to: 0.25 * square))
  }

  @Test func biasesWidenThePreactivations() throws {
    let shell = Shell()
    shell.run("init Whh normal 64 std=(1.3/64)^0.5; init bh normal 64 std=0.05^0.5")
    #expect(try number("theory.q", shell).isClose(to: 0.3153164774852888))
    #expect(try number("theory.xi", shell).isClose(to: 7.834069268458929))
    #expect(try number("theory.critical_gain^2", shell).isClose(to: 1.7609546396067515))
  }

  @Test func numbersAreThoseOfTheNetworkAsItIs() throws {
    let shell = Shell()
    shell.run("init Whh xavier 16 gain=2; theory; init Whh xavier 16 gain=3")
    #expect(try number("theory.q", shell).isClose(to: 6.305391478778813))
    shell.run("set activation relu")
    #expect(try shell.value("theory.q") == .number(.infinity))
    #expect(try shell.value("theory.xi") == .null)
    _ = try shell.result("theory")
    #expect(shell.text().contains("no finite variance is stable"))
    shell.run("set activation tanh; let g = 1")
    let body = "init Whh xavier 8 gain=g; expect abs(theory.gain - g) < 1e-15 * g"
    #expect(shell.run("for g in [1, 2] { \(body) }").isEmpty)
  }

  @Test func theMeanOfTheEntriesIsToldApart() throws {
    let shell = Shell()
    let result = try shell.result("init Whh uniform 512; theory")
    #expect(result["outlier"] == .number(256))
    #expect(result["regime"] == .text("ordered"))
    #expect(shell.text().contains("n·m = 256.0, outside the"))
    #expect(shell.text().contains("flat"))
  }

  @Test func orthogonalMatricesLoseNoVolume() throws {
    let shell = Shell()
    shell.run("init Whh orthogonal 16 gain=1.5; init Wxh xavier 16 1; input noise")
    let orthogonal = try number("theory.mean_exponent", shell)
    let factor = try number("theory.gradient_factor", shell)
    shell.run("init Whh xavier 16 gain=1.5")
    #expect(try number("theory.mean_exponent", shell).isClose(to: orthogonal - 0.5))
    #expect(try number("theory.gradient_factor", shell).isClose(to: factor))
  }

  @Test(arguments: ["lstm", "gru", "leaky", "antisymmetric"])
  func aModelWithoutTheorySaysSo(model: String) throws {
    let shell = Shell()
    let result = try shell.result("model \(model) 8; init Whh xavier; theory")
    #expect(result.values.allSatisfy { $0 == .null } && result.keys.contains("chi"))
    #expect(shell.text().contains("can only be measured"))
    #expect(try shell.value("theory.chi") == .null)
  }

  @Test func withoutANetworkThereIsNoTheory() {
    let shell = Shell()
    #expect(shell.run("theory").map(\.code) == [.noNetwork])
    #expect(shell.run("print theory.q").map(\.code) == [.noNetwork])
    shell.run("init Whh xavier 8")
    #expect(shell.run("print theory").map(\.code) == [.wrongType])
    #expect(shell.run("print theory.qq").map(\.code) == [.unknownQuantity])
  }

  @Test func everyNumberOfTheReportCanBeRead() throws {
    let shell = Shell()
    let result = try shell.result(
      "init Whh xavier 16; init Wxh xavier 16 2; input noise std=0.5; theory")
    for (key, value) in result { #expect(try shell.value("theory.\(key)") == value, "\(key)") }
  }
}

extension Double {
  fileprivate func isClose(to other: Double) -> Bool {
    (self - other).magnitude <= 1e-9 * max(1, other.magnitude)
  }
}

/// What theory says of a run stands beside what was measured.
@Suite struct CoursePredictionTests {
  @Test func theVarianceOfADrivenRunIsPredictedStepByStep() throws {
    let shell = Shell()
    shell.run("init Whh xavier 512; init Wxh identity 512; input noise; unroll 60 batch=4; stats")
    #expect(shell.text().contains("mean field"))
    // With 4 · 512 units the spread of a variance is some 4 %.
    for step in [1, 2, 5, 60] {
      #expect(
        try shell.value("states.variance[\(step)] ~ states.predicted_variance[\(step)] within 12%")
          == .boolean(true))
    }
    #expect(
      try shell.value("gradients.predicted_growth_per_step ~ 0.631569 within 1e-5")
        == .boolean(true))
    #expect(
      try shell.value(
        "verdict.evidence.growth_per_step ~ gradients.predicted_growth_per_step within 3%")
        == .boolean(true))
  }

  @Test(arguments: [
    "init Whh ring 16; unroll 5; stats", "set Whh [[1, 0], [0, 1]]; unroll 5; stats",
    "model lstm 8; init Whh xavier; unroll 5; stats",
  ])
  func whereTheoryHasNothingToSayNothingIsSaid(script: String) throws {
    let shell = Shell()
    #expect(shell.run(script).isEmpty)
    #expect(!shell.text().contains("mean field"))
    #expect(try shell.value("states.predicted_variance") == .null)
  }
}
