import Language
import Networks
import Testing
import Workbench

/// Models with and without gates, as a user meets them.
@Suite struct ModelTests {
  @Test(arguments: cells.map { $0.init().name })
  func everyModelRunsToAVerdict(model: String) throws {
    let shell = Shell()
    let failures = shell.run(
      "model \(model) 32 inputs=5; init all xavier; input noise; unroll 40 batch=3; backprop; stats"
    )
    #expect(failures.isEmpty)
    #expect(try shell.value("states.cell") == .text(model))
    #expect(shell.workspace.verdict != nil)
    #expect(!shell.text().contains("nan"))
  }

  @Test func aGateIsAMatrixOfItsOwn() throws {
    let shell = Shell()
    shell.run("model lstm 24; init Whh xavier; init Whh.f orthogonal gain=0.5")
    #expect(try shell.value("Whh.f.radius ~ 0.5 within 1e-6") == .boolean(true))
    #expect(try shell.value("Whh.i.scheme") == .text("xavier"))
    #expect(try shell.value("Whh.f[2,3]") == shell.value("Whh[26,3]"))
    #expect(try shell.value("Whh.rows") == .integer(96))
  }

  @Test func statsOfWhhAreThoseOfItsGates() throws {
    let shell = Shell()
    shell.run("model gru 16; init Whh xavier; stats Whh")
    for gate in ["Whh.r", "Whh.z", "Whh.n"] { #expect(shell.text().contains(gate)) }
    #expect(shell.text().contains("spectral radius"))
  }

  @Test func gatesDrawFromStreamsOfTheirOwn() throws {
    let (one, other) = (Shell(), Shell())
    one.run("model lstm 8; init Whh xavier")
    other.run("model lstm 8; init Whh.o xavier; init Whh.f xavier")
    #expect(try one.value("Whh.f[1,1]") == other.value("Whh.f[1,1]"))
    #expect(try one.value("Whh.f[1,1]") != one.value("Whh.o[1,1]"))
  }

  @Test func aRunNeedsEveryGateOfWhh() throws {
    let shell = Shell()
    shell.run("model gru 8; init Whh.r xavier")
    #expect(shell.run("unroll 3").first?.code == .noNetwork)
    shell.run("init Whh.z xavier; init Whh.n xavier")
    #expect(shell.run("unroll 3").isEmpty)
  }

  @Test(arguments: [
    ("init Whh.f xavier 8", ErrorCode.unknownMatrix),
    ("model lstm 8; init Whh.q xavier", .unknownMatrix),
    ("model lstm 8; init Whh xavier 9", .sizesDisagree),
    ("model lstm 8; init Why.f xavier", .unknownMatrix),
    ("model lstm 8; init Whh xavier; print Whh.radius", .notSquare),
    ("model gru 8; init Whh xavier; spectrum", .notSquare), ("model leaky 8 leak=2", .outOfRange),
    ("model transformer 8", .unknownChoice),
    ("model lstm 0", .outOfRange), ("model lstm 8; set Whh [[1, 2], [3, 4]]", .sizesDisagree),
    ("import Whh.f x.npy", .unknownMatrix), ("set Whh [[1]]; unroll 3 untied", .noNetwork),
  ])
  func aWrongLineLeavesEverythingAsItWas(line: String, code: ErrorCode) throws {
    let shell = Shell()
    let failure = try #require(shell.run(line).first)
    #expect(failure.code == code)
  }

  @Test func changingTheModelKeepsWhatFits() throws {
    let shell = Shell()
    shell.run("init Whh xavier 16; init bh normal; model leaky leak=0.3")
    #expect(try shell.value("Whh.rows") == .integer(16))
    shell.run("model lstm")
    #expect(shell.workspace.weights.isEmpty)
    #expect(try shell.result("init Whh xavier")["matrices"] != nil)
    #expect(try shell.value("Whh.i.rows") == .integer(16))
    shell.run("model rnn 4")
    #expect(try shell.result("init Whh xavier")["rows"] == .integer(4))
  }

  @Test func allOfWhhGoesOutAndComesBack() throws {
    let folder = try Folder()
    let shell = Shell()
    shell.run("model lstm 6; init Whh xavier; export Whh \(folder.path)/w.npy; unroll 5")
    let growth = try shell.value("states.growth_per_step")
    shell.run("clear; import Whh \(folder.path)/w.npy; unroll 5")
    #expect(try shell.value("states.growth_per_step") == growth)
  }

  @Test func aLeakyNetworkIsJudgedByItsLinearStep() throws {
    let shell = Shell()
    shell.run("model leaky 200 leak=0.1; init Whh orthogonal gain=0.9; unroll 100; stats")
    // |0.9 + 0.1 · 0.9 λ| for λ on the unit circle is largest at λ = 1 and 0.99 there; the largest of
    // 200 eigenvalues is some 2π/200 away.
    #expect(try shell.value("verdict.evidence.linear_factor ~ 0.99 within 0.001") == .boolean(true))
    #expect(try shell.value("verdict.gradients") == .text("stable"))
  }

  @Test func anOpenForgetGateRemembersAndAShutOneDoesNot() throws {
    let shell = Shell()
    shell.run(
      "model lstm 64; init Whh normal gain=0.1; init bh zeros; init bh.f constant value=6; unroll 100; stats"
    )
    #expect(try shell.value("verdict.gradients") == .text("stable"))
    #expect(try shell.value("verdict.evidence.memory_gate_mean > 0.99") == .boolean(true))
    shell.run("init bh.f constant value=-6; unroll 100; stats")
    #expect(shell.text().replacing("\n  ", with: " ").contains("the gate f keeps"))
    #expect(try shell.value("verdict.cause") == .text("contraction"))
  }

  @Test func shutGatesAreSaturation() throws {
    let shell = Shell()
    shell.run(
      "model gru 32; init Whh zeros; init bh zeros; init bh.z constant value=-40; unroll 30; stats")
    #expect(try shell.value("verdict.cause") == .text("contraction"))
    shell.run("init bh.n constant value=40; init bh.r constant value=40; unroll 30; stats")
    #expect(try shell.value("verdict.cause") == .text("saturation"))
  }

  @Test func anotherMatrixEachStepIsNoRecurrentNetwork() throws {
    let shell = Shell()
    shell.run("set activation linear; set dtype float64; init Whh xavier 256; unroll 100")
    let tied = try shell.value("states.growth_per_step")
    shell.run("unroll 100 untied")
    // ‖h_100‖² of independent layers has the logarithm 100 (ln χ²_256/256 on average) = −0.39 ± 0.88,
    // so that the growth is within four deviations of 0.998.
    #expect(try shell.value("states.growth_per_step ~ 0.998 within 0.018") == .boolean(true))
    #expect(try shell.value("states.growth_per_step") != tied)
    #expect(try shell.value("states.untied") == .boolean(true))
    let untied = try shell.value("states.variance[100]")
    shell.run("unroll 100 untied; backprop")
    #expect(try shell.value("states.variance[100]") == untied)
  }

  @Test func bfloat16IsEmulated() throws {
    let shell = Shell()
    shell.run("set dtype bfloat16; set Whh [[1.00390625]]; unroll 1 h0=zeros")
    // 1 + 2^−8 lies halfway between two numbers of eight bits and goes to the even one.
    #expect(try shell.value("Whh[1,1]") == .number(1))
    shell.run("set activation linear; init Whh uniform 512; unroll 30")
    let step = try #require(try shell.value("states.first_nonfinite_step").asWhole)
    #expect(16...18 ~= step)
  }
}

extension Datum {
  fileprivate var asWhole: Int? {
    guard case .integer(let integer) = self else { return nil }
    return integer
  }
}
