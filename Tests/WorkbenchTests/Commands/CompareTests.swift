import Language
import LinearAlgebra
import Networks
import Stability
import Testing
import Workbench

/// Many inits side by side.
@Suite struct CompareTests {
  static let settings = [
    "", "set activation relu", "set dtype float64; model leaky leak=0.3", "model lstm", "model gru",
    "init Whh zeros 24; init Wxh normal 3; init bh normal std=0.2; input noise",
    "model rnn 24 inputs=3; input noise std=2",
  ]

  @Test(arguments: settings)
  func everyNumberIsThatOfTheLongWay(setting: String) throws {
    let shell = Shell()
    shell.run(setting)
    #expect(shell.run("compare xavier normal(gain=3) size=24 T=40 seeds=3").isEmpty)
    let comparison = try #require(shell.workspace.comparison)
    #expect(comparison.rows.map(\.label) == ["xavier", "normal(gain=3)"])
    for (row, drawing) in zip(comparison.rows, ["xavier 24", "normal 24 gain=3"]) {
      for (seed, trial) in zip(1...3, row.trials) {
        let long = Shell()
        // The biases and a Wxh that is there stay; only one that is missing comes from each seed.
        long.run("\(setting); seed \(seed)")
        if long.workspace.weights[.input] == nil, setting.contains("noise") {
          long.run("init Wxh xavier 24 3")
        }
        #expect(long.run("init Whh \(drawing); unroll 40; stats").isEmpty)
        let result = try #require(long.workspace.result)
        #expect(trial.finalVariance == result.states.variance.last)
        #expect(trial.verdict.gradients == result.verdict?.gradients)
        #expect(trial.verdict.cause == result.verdict?.cause)
        #expect(trial.gradientGrowthPerStep == result.gradients?.settledGrowthPerStep)
      }
    }
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    let line = "compare xavier orthogonal uniform(low=-1,high=1) size=40 T=30 seeds=4"
    let one = try Shell(threads: 1).result(line)
    for threads in [2, 3, 16] { #expect(try Shell(threads: threads).result(line) == one) }
  }

  @Test func theWorkspaceStaysAsItWas() throws {
    let shell = Shell()
    shell.run("init Whh xavier 16; unroll 10; stats")
    let (before, stats) = (shell.workspace, shell.text())
    shell.run("compare he orthogonal seeds=2 T=5")
    #expect(shell.workspace.draws == before.draws)
    #expect(
      shell.workspace.weights[.recurrent]?.matrix == before.weights[.recurrent]?.matrix)
    shell.run("stats")
    #expect(shell.text() == stats)
    // The size was the present one.
    #expect(try shell.value("compare.size") == .integer(16))
  }

  @Test func theTableFitsThePage() {
    let shell = Shell()
    shell.run(
      "compare xavier_uniform_ orthogonal identity constant(value=0.001) normal(gain=3) size=32")
    let lines = shell.text().split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    // One panel: every scheme is named once.
    #expect(lines.count { $0.hasPrefix("orthogonal") } == 1)
    for word in ["gain=3", "contraction", "8/8", "interquartile"] {
      #expect(shell.text().contains(word))
    }
  }

  @Test func theBestIsNamedWithItsReason() throws {
    let shell = Shell()
    shell.run("compare normal(gain=3) orthogonal constant(value=0) size=64 seeds=3")
    #expect(try shell.value("compare.best") == .text("orthogonal"))
    #expect(try shell.value("compare.orthogonal.stable_share") == .number(1))
    #expect(reason(shell).contains("more than with any other scheme"))
    shell.run("compare orthogonal identity size=64 seeds=3")
    #expect(reason(shell).contains("nearest to 1"))
    shell.run("compare constant(value=0) normal(std=0.001) size=64 seeds=3")
    #expect(
      reason(shell).contains("No scheme keeps gradients stable here. Nearest to it is normal"))
  }

  private func reason(_ shell: Shell) -> String { shell.workspace.comparison?.reason ?? "" }

  @Test func ofEqualsTheFirstIsBest() throws {
    let shell = Shell()
    shell.run("compare zeros constant(value=0) size=8 seeds=2")
    #expect(try shell.value("compare.best") == .text("zeros"))
  }

  @Test func mediansAndRangesAreThoseOfTheSeeds() throws {
    let result = try Shell().result("compare xavier normal(gain=2) size=24 T=30 seeds=5")
    guard case .list(let rows)? = result["rows"] else {
      Issue.record("no rows")
      return
    }
    for row in rows {
      guard case .record(let fields) = row else { continue }
      let values = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.value) })
      for key in [
        "spectral_radius", "spectral_norm", "gradient_growth_per_step", "variance", "saturation",
      ] {
        guard case .numbers(let numbers)? = values[key + "_by_seed"] else {
          Issue.record("no numbers of \(key)")
          continue
        }
        let quartiles = Quartiles(of: numbers)
        #expect(numbers.count == 5)
        #expect(values[key] == .number(quartiles.median))
        #expect(values[key + "_range"] == .number(quartiles.upper - quartiles.lower))
      }
      #expect(values["gradients_by_seed"]?.shownCount == 5)
    }
  }

  @Test func anInterruptStopsIt() {
    let clock = ContinuousClock()
    let request = clock.now + .milliseconds(200)
    let shell = Shell(threads: 2, interruption: Interruption { clock.now >= request })
    #expect(
      shell.run("compare xavier orthogonal size=512 seeds=200").map(\.code) == [.interrupted])
    #expect(clock.now - request < .milliseconds(100))
    #expect(shell.workspace.comparison == nil)
  }
}

extension Datum {
  fileprivate var shownCount: Int? {
    if case .list(let items) = self { return items.count }
    return nil
  }
}
