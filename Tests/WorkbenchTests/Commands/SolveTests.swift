import Language
import Networks
import Testing
import Workbench

/// Inverse design: what is solved for is what comes out.
@Suite struct SolveTests {
  @Test func theRadiusIsWhatWasAskedFor() throws {
    let shell = Shell()
    shell.run("set dtype float64; init Whh uniform 64 low=-1 high=1")
    let before = try shell.value("Whh.gain")
    let found = try shell.result("solve gain for radius=0.9")
    #expect(try shell.value("Whh.gain") == before)
    #expect(found["knob"] == .text("gain") && found["reached"] == .boolean(true))
    shell.run("solve gain for radius=0.9 --apply")
    #expect(try shell.value("Whh.radius ~ 0.9 within 1e-9") == .boolean(true))
  }

  @Test func theCriticalGainOfTanhIsOne() throws {
    let shell = Shell()
    shell.run("init Whh normal 64 gain=3")
    let found = try shell.result("solve gain for chi=0.81")
    // Without input the state rests at zero, where χ = g²; the law's gain is 3, the draw's is not quite.
    guard case .number(let factor)? = found["factor"] else {
      Issue.record("there is no factor")
      return
    }
    #expect((factor - 0.3).magnitude < 1e-8)
  }

  @Test func aSettledNetworkLosesItsStabilityWhereItsRadiusIsOne() throws {
    let shell = Shell()
    shell.run("set dtype float64; init Whh xavier 64")
    let found = try shell.result("solve gain for lyapunov=-0.1")
    guard case .number(let factor)? = found["factor"],
      case .number(let achieved)? = found["achieved"]
    else {
      Issue.record("there is no factor")
      return
    }
    // Around rest λ1 = ln ρ, of which a run sees all but its transient.
    #expect((achieved + 0.1).magnitude <= 1e-3)
    #expect(try shell.value("log(\(factor) * Whh.radius) ~ -0.1 within 0.01") == .boolean(true))
  }

  @Test func aHorizonThatIsAppliedIsConfirmed() throws {
    let shell = Shell()
    shell.run(
      "init Whh xavier 128; init Wxh identity 128; input noise; solve gain for horizon=50 --apply")
    #expect(try shell.value("Whh.gain > 1.2") == .boolean(true))
    shell.run("horizon")
    #expect(try shell.value("horizon.steps ~ 50 within 5%") == .boolean(true))
  }

  @Test(arguments: [
    ("init Whh zeros 8; solve gain for radius=1", ErrorCode.outOfRange),
    ("set Whh [[0, 1], [0, 0]]; solve gain for radius=1", .outOfRange),
    ("init Whh xavier 8; solve gain for radius=-1", .outOfRange),
    ("init Whh xavier 8; solve gain for horizon=2.5", .outOfRange),
    ("init Whh xavier 8; solve gain for", .missingArgument),
    ("init Whh xavier 8; solve gain for radius=1 chi=1", .conflictingLabels),
    ("init Whh xavier 8; solve size for radius=1", .unknownChoice),
    ("model lstm 8; init Whh xavier; solve gain for chi=1", .unknownQuantity),
    ("solve gain for radius=1", .noNetwork),
  ])
  func aWrongLineSaysWhy(line: String, code: ErrorCode) throws {
    #expect(try #require(Shell().run(line).last).code == code)
  }
}
