import Language
import LinearAlgebra
import Networks
import Testing
import Workbench

/// Changes of a matrix that is there.
@Suite struct SurgeryTests {
  /// A statement, and what it makes of the entry in a row and column of a matrix of 10 × 10.
  struct Case: Sendable, CustomTestStringConvertible {
    let statement: String
    let entry: @Sendable (Matrix, Int, Int) -> Double

    var testDescription: String { statement }
  }

  static let cases = [
    Case(statement: "scale Whh 1.1") { 1.1 * $0[$1, $2] },
    Case(statement: "scale Whh -2") { -2 * $0[$1, $2] },
    Case(statement: "center") { $0[$1, $2] - $0.mean },
    Case(statement: "symmetrise") { ($0[$1, $2] + $0[$2, $1]) / 2 },
    Case(statement: "antisymmetrise Whh") { ($0[$1, $2] - $0[$2, $1]) / 2 },
    Case(statement: "dale") { $0[$1, $2].magnitude * ($2 < 8 ? 1 : -1) },
    Case(statement: "dale Whh share=0.25") { $0[$1, $2].magnitude * ($2 < 3 ? 1 : -1) },
    Case(statement: "add identity") { $0[$1, $2] + ($1 == $2 ? 1 : 0) },
    Case(statement: "add identity -0.5 to=Whh") { $0[$1, $2] - ($1 == $2 ? 0.5 : 0) },
    Case(statement: "zero-diagonal") { $1 == $2 ? 0 : $0[$1, $2] },
    Case(statement: "set Whh[2, 3] 1/4") { $1 == 1 && $2 == 2 ? 0.25 : $0[$1, $2] },
    Case(statement: "mask Whh 1") { $0[$1, $2] },
  ]

  private func recurrent(_ shell: Shell) throws -> Matrix {
    try #require(shell.workspace.weights[.recurrent]?.matrix)
  }

  @Test(arguments: cases)
  func everyEntryBecomesWhatIsSaid(_ surgery: Case) throws {
    let shell = Shell()
    shell.run("set dtype float64; init Whh normal 10 mean=0.2")
    let before = try recurrent(shell)
    #expect(shell.run(surgery.statement).isEmpty)
    #expect(
      try recurrent(shell) == Matrix(10, 10) { surgery.entry(before, $0, $1) })
  }

  @Test(arguments: cases)
  func theNumbersAreThoseOfBothMatrices(_ surgery: Case) throws {
    let shell = Shell()
    shell.run("init Whh normal 10 mean=0.2")
    let before = try recurrent(shell)
    let result = try shell.result(surgery.statement)
    let after = try recurrent(shell)
    for (key, matrix) in [("before", before), ("after", after)] {
      let numbers = try #require(result["matrices"]?["Whh"]?[key])
      #expect(
        numbers["spectral_radius"] == .number(try matrix.spectralRadius(.never).value))
      #expect(numbers["spectral_norm"] == .number(try matrix.spectralNorm(.never).value))
    }
    guard case .number? = result["after"]?["rms_growth_per_step"],
      case .number? = result["after"]?["lyapunov"]
    else {
      Issue.record("no growth: \(result)")
      return
    }
  }

  @Test func aChangedMatrixNoLongerHasItsLaw() throws {
    let shell = Shell()
    shell.run("init Whh xavier 10; scale Whh 1.5; set Whh[1,2] 3; set Whh[1,3] 3")
    for quantity in ["scheme", "law", "expected_std", "seed", "draw"] {
      #expect(try shell.value("Whh.\(quantity)") == .null)
    }
    shell.run("show")
    #expect(
      shell.text(width: 120).contains("xavier, N(0, 1/fan_in); scaled by 1.5, 2 entries set"))
    shell.run("for k in 1..20 { scale Whh 1.1 }; show")
    #expect(shell.text(width: 120).contains("22 edits, the last: scaled by 1.1"))
    #expect(shell.run("unroll 5 untied").map(\.code) == [.noNetwork])
  }

  @Test func whatRestedOnTheMatrixIsDropped() {
    let shell = Shell()
    shell.run("init Whh xavier 10; unroll 5; scale Whh 2")
    #expect(shell.workspace.result == nil)
    #expect(shell.workspace.staleness == "Whh has changed")
    shell.run("init Why xavier 3; unroll 5; scale Why 2")
    #expect(shell.workspace.result != nil)
  }

  // MARK: Masks

  @Test(arguments: [0.1, 0.5, 0.9])
  func aMaskKeepsItsShare(share: Double) throws {
    let shell = Shell()
    shell.run("init Whh constant 200 value=1; mask Whh \(share)")
    let matrix = try recurrent(shell)
    let kept = Double(matrix.elements.count { $0 == 1 })
    #expect(matrix.elements.allSatisfy { $0 == 0 || $0 == 1 })
    let spread = (40_000 * share * (1 - share)).squareRoot()
    #expect((kept - 40_000 * share).magnitude < 4 * spread)
    #expect(shell.text().contains("\(Int(kept)) of 40000 entries are kept"))
  }

  @Test func masksAreCountedAndDisturbNothing() throws {
    func masks(_ script: String) throws -> Matrix {
      let shell = Shell()
      #expect(shell.run(script).isEmpty)
      return try recurrent(shell)
    }
    let ones = "init Whh constant 30 value=1"
    let first = try masks("\(ones); mask Whh 0.5")
    #expect(try masks("\(ones); mask Whh 0.5; \(ones); mask Whh 0.5") != first)
    #expect(try masks("\(ones); mask Whh 0.5; seed 1; \(ones); mask Whh 0.5") == first)
    #expect(try masks("seed 2; \(ones); mask Whh 0.5") != first)
    #expect(
      try masks("init Whh zeros 30; mask Whh 0.5; init Whh xavier")
        == masks("init Whh zeros 30; init Whh xavier"))
  }

  // MARK: The spectral radius

  @Test func aRadiusIsReachedAndItsFactorAppliesAgain() throws {
    let shell = Shell()
    shell.run("set dtype float64; init Whh xavier 40")
    let before = try recurrent(shell)
    let result = try shell.result("set Whh radius=0.95")
    #expect(try shell.value("Whh.radius ~ 0.95 within 1e-12") == .boolean(true))
    guard case .number(let factor)? = result["matrices"]?["Whh"]?["factor"] else {
      Issue.record("no factor")
      return
    }
    let scaled = try recurrent(shell)
    #expect(scaled == before.map { factor * $0 })
    // A factor that is off by rounding is believed, to the bit.
    let near = factor * (1 + 1e-9)
    shell.run("seed 1; init Whh xavier 40; set Whh radius=0.95 factor=\(near)")
    #expect(try recurrent(shell) == before.map { near * $0 })
    let failures = shell.run("set Whh radius=0.95 factor=0.5")
    #expect(failures.map(\.code) == [.outOfRange])
    #expect(shell.run("show; set Whh radius=0.9").isEmpty)
    #expect(
      shell.workspace.weights[.recurrent].map { "\($0.origin)" }?.contains("scaledToRadius") == true
    )
  }

  @Test func aNilpotentMatrixSaysWhyItHasNoFactor() throws {
    let shell = Shell()
    shell.run("set Whh [[0, 2, 1], [0, 0, 3], [0, 0, 0]]")
    let failure = try #require(shell.run("set Whh radius=0.95").first)
    #expect(failure.message.contains("nilpotent"))
    #expect(try recurrent(shell)[0, 1] == 2)
  }

  // MARK: Gates

  @Test func aMatrixWithGatesIsChangedGateByGate() throws {
    let shell = Shell()
    shell.run("set dtype float64; model lstm 12; init Whh normal mean=0.3; scale Whh.f 2")
    let result = try shell.result("center Whh")
    guard case .record(let parts)? = result["matrices"] else {
      Issue.record("no matrices")
      return
    }
    #expect(parts.map(\.key) == ["Whh.i", "Whh.f", "Whh.g", "Whh.o"])
    for part in parts {
      #expect(try shell.value("\(part.key).mean ~ 0 within 1e-15") == .boolean(true))
    }
    shell.run("set Whh radius=0.7")
    for part in parts {
      #expect(try shell.value("\(part.key).radius ~ 0.7 within 1e-12") == .boolean(true))
    }
    shell.run("set Whh.f[1,2] 9")
    #expect(try shell.value("Whh.f[1,2]") == .number(9))
  }

  // MARK: Borders

  @Test func aBorderThatIsCrossedIsTold() {
    let shell = Shell()
    shell.run("init Whh normal 100 gain=0.8; scale Whh 3")
    let up = shell.text(width: 500)
    #expect(up.contains("gradients can explode. That is necessary for it, not sufficient"))
    #expect(up.contains("which is chaos"))
    shell.run("scale Whh 0.2")
    let down = shell.text(width: 500)
    #expect(down.contains("ρ is no longer above 1"))
    #expect(down.contains("λ1 is below 0 now"))
    shell.run("scale Whh 0.9")
    #expect(!shell.text(width: 500).contains("now"))
  }

  @Test func aSignThatIsNotCertainIsNotShown() throws {
    let shell = Shell()
    shell.run("init Whh identity 64; set activation linear; scale Whh 1")
    #expect(shell.text().contains("Lyapunov exponent λ1"))
    let line = try #require(
      shell.text().split(separator: "\n").first { $0.hasPrefix("Lyapunov") })
    #expect(line.contains("0 ± "))
  }

  @Test(arguments: ["Wxh", "Why", "bh"])
  func otherMatricesTellTheirOwnNumbers(name: String) throws {
    let shell = Shell()
    shell.run("init Whh xavier 10; init Wxh xavier 3; init Why xavier 4; init bh normal")
    let result = try shell.result("scale \(name) 2")
    let numbers = try #require(result["matrices"]?[name])
    guard case .number(let before)? = numbers["before"]?["spectral_norm"],
      case .number(let after)? = numbers["after"]?["spectral_norm"]
    else {
      Issue.record("no norms")
      return
    }
    #expect((after / before - 2).magnitude < 1e-6)
    #expect(numbers["before"]?["spectral_radius"] == .null)
    #expect((result["after"] == .null) == (name == "Why"))
  }
}

extension Datum {
  fileprivate subscript(key: String) -> Datum? {
    guard case .record(let fields) = self else { return nil }
    return fields.first { $0.key == key }?.value
  }
}
