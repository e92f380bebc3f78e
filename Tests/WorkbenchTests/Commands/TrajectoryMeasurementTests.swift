import Language
import Testing
import Workbench

/// lyapunov, jacobian and horizon as a person and a program meet them.
@Suite struct TrajectoryMeasurementTests {
  private static let network = "init Whh xavier 24 gain=3"

  @Test func theKeysOfLyapunov() throws {
    let shell = Shell()
    shell.run(Self.network)
    let result = try shell.result("lyapunov 300")
    for key in [
      "exponents", "largest", "standard_error", "mean_exponent", "kaplan_yorke_dimension",
      "entropy", "steps", "unit", "interval", "condition", "check",
    ] {
      #expect(result[key] != nil, "\(key)")
    }
    #expect(result["unit"] == .text("nats/step"))
    #expect(result["steps"] == .integer(300))
    guard case .numbers(let exponents)? = result["exponents"] else {
      Issue.record("there are no exponents")
      return
    }
    #expect(exponents.count == 24)
    #expect(exponents == exponents.sorted(by: >))
    #expect(result["largest"] == .number(exponents[0]))
    #expect(try shell.value("lyapunov.largest") == .number(exponents[0]))
    #expect(try shell.value("lyapunov.exponents[2]") == .number(exponents[1]))
    #expect(try shell.value("lyapunov.check.agrees") == .boolean(true))
  }

  @Test func theKeysOfJacobian() throws {
    let shell = Shell()
    shell.run(Self.network)
    let result = try shell.result("jacobian 20")
    for key in [
      "steps", "rms", "largest", "log10_rms", "log10_largest", "growth_per_step",
      "log10_singular_values",
    ] {
      #expect(result[key] != nil, "\(key)")
    }
    #expect(result["steps"] == .integer(20))
    #expect(shell.run("expect abs(log10(jacobian.rms) - jacobian.log10_rms) < 1e-9").isEmpty)
  }

  @Test func theKeysOfHorizon() throws {
    let shell = Shell()
    shell.run("init Whh xavier 24 gain=0.5")
    let result = try shell.result("horizon eps=0.01")
    #expect(result["steps"] != nil && result["predicted_steps"] != nil)
    guard case .record(let overflow)? = result["overflow"] else {
      Issue.record("there is no overflow")
      return
    }
    #expect(overflow.map(\.key) == ["float32", "float64", "bfloat16"])
    #expect(
      overflow[0].value
        == .record([
          Field(key: "predicted", value: .null), Field(key: "observed", value: .null),
        ]))
    #expect(shell.run("expect horizon.steps > 2 and horizon.steps < 12").isEmpty)
    #expect(shell.run("expect horizon.underflow.float32.observed > 50").isEmpty)
  }

  @Test func jacobianTakesTheLengthAndLayersOfTheLastRun() throws {
    let shell = Shell()
    shell.run("set dtype float64; init Whh xavier 12; unroll 7 h0=zeros")
    // At rest in zero the Jacobian is Whh itself; so it is not with the usual h_0.
    let resting = try shell.result("jacobian")
    let started = try shell.result("jacobian 7")
    #expect(resting["steps"] == .integer(7) && started["steps"] == .integer(7))
    #expect(resting["log10_rms"] != started["log10_rms"])
    shell.run("set activation linear; unroll 7")
    let tied = try shell.result("jacobian")
    #expect(try shell.result("jacobian 7")["log10_rms"] == tied["log10_rms"])
    shell.run("unroll 7 untied")
    #expect(try shell.result("jacobian")["log10_rms"] != tied["log10_rms"])
  }

  @Test(arguments: [
    "init Whh xavier", "set activation relu", "seed 4", "set dtype float64", "clear", "reset",
    "init bh normal 24 std=1",
  ])
  func whatChangesTheNetworkTakesTheMeasurementsAway(change: String) throws {
    let shell = Shell()
    shell.run(Self.network + "; lyapunov 20; jacobian 5")
    #expect(shell.run("print lyapunov.largest + jacobian.rms").isEmpty)
    shell.run(change)
    let failure = try #require(shell.run("print lyapunov.largest").first)
    let isStale = change != "clear" && change != "reset"
    #expect(failure.code == (isStale ? .staleResult : .noStates))
  }

  @Test func noSignIsShownWhereTheBarIncludesZero() throws {
    // An orthogonal linear network is neutral; what is left is the rounding to float32.
    let shell = Shell()
    shell.run("set dtype float64; set activation linear; init Whh orthogonal 16; lyapunov 100")
    #expect(shell.text().contains("|λ| < "))
    #expect(shell.text().contains("Neutral"))
    #expect(!shell.text().contains("table"))
    let result = try shell.result("lyapunov 100 k=2")
    #expect(result["sign"] == .null)
    #expect(result["exponents"] != nil)
  }

  @Test(arguments: [
    (network, "lyapunov 400", "Chaotic: a small change doubles every"),
    ("init Whh xavier 24 gain=0.5", "lyapunov 400", "Stable: a small change halves every"),
    ("init Whh zeros 4", "lyapunov 10", "Every small change dies out"),
    ("set activation linear; init Whh uniform 24", "lyapunov 50", "can explode"),
    (network, "lyapunov 3", "Too few steps"),
    ("init Whh zeros 4", "jacobian 3", "The product is zero"),
    ("init Whh uniform 24; set activation linear", "jacobian 30", "times larger"),
    ("set activation linear; init Whh uniform 24", "horizon", "grown a millionfold"),
    ("model lstm 6; init Whh xavier", "jacobian 5", "h_0 to h_T alone"),
    (network, "lyapunov 50 k=1", "needs a larger k"),
    // Slopes of 10^(−10^24), and tangents that leave the range in a single step.
    ("init Whh xavier 8 gain=1e25", "lyapunov 20", "Every small change dies out"),
    ("init Whh xavier 8 gain=1e25", "jacobian 5", "The product is zero"),
    (
      "set activation relu; model lstm; init Whh xavier 6 gain=1e12", "scale Whh 1e-12",
      "spectral norm σ_max of Whh.o"
    ),
  ])
  func theReportSaysWhatItMeans(before: String, statement: String, says: String) {
    let shell = Shell()
    #expect(shell.run(before).isEmpty)
    #expect(shell.run(statement).isEmpty)
    #expect(shell.text(width: 200).contains(says), "\(shell.text(width: 200))")
  }

  @Test func withoutStepsItStopsWhenItIsSure() throws {
    let shell = Shell()
    shell.run("init Whh xavier 32 gain=0.6")
    let result = try shell.result("lyapunov k=2")
    #expect(result["ending"] == .text("bar reached"))
    #expect(shell.run("expect lyapunov.bar <= 0.01").isEmpty)
  }

  @Test func anInputIsFollowedAndMayBeTooShort() throws {
    let shell = Shell()
    let folder = try Folder()
    shell.run("init Whh xavier 8; init Wxh xavier 4; input noise; unroll 30")
    shell.run("let rows = 30; init Why xavier 30; export Why \(folder.path)/x.npy; clear Why")
    shell.run("init Wxh xavier 8; input npy \(folder.path)/x.npy")
    #expect(shell.run("lyapunov 20").isEmpty)
    let failure = try #require(shell.run("lyapunov 21").first)
    #expect(failure.code == .outOfRange)
    #expect(failure.message.contains("30 steps"))
    #expect(shell.run("lyapunov; jacobian 30; horizon").isEmpty)
    #expect(shell.run("jacobian 31").first?.code == .outOfRange)
  }
}
