import Language
import LinearAlgebra
import Networks
import Stability

/// The numbers about a run, under the names that reports give them: `states.variance`,
/// `gradients.growth_per_step`, `verdict.cause`.
struct QuantityGroup: Sendable {
  /// One number or series; the index of a series' first element is the step it belongs to.
  struct Quantity: Sendable {
    let name: String
    var firstIndex = 1
    /// Whether it has a number for each step.
    var isSeries = false
    let value: @Sendable (RunReading) -> Datum
  }

  /// What a quantity is read from.
  struct RunReading {
    let result: RunResult
    let workspace: Workspace

    var gradients: GradientStatistics? { result.gradients }
    var verdict: Verdict? { workspace.verdict }
  }

  let name: String
  let quantities: [Quantity]

  var names: [String] { quantities.map(\.name) }

  /// The quantity of that name in the workspace's last run.
  func value(
    of name: Located<String>, in workspace: Workspace
  ) throws(Diagnostic) -> Evaluator.Looked {
    guard let quantity = quantities.first(where: { $0.name == name.value }) else {
      throw unknown(
        .unknownQuantity, "'\(self.name)' has no quantity '\(name.value)'", name.value,
        among: names, at: name.range)
    }
    let result = try workspace.runResult(at: name.range)
    let reading = RunReading(result: result, workspace: workspace)
    return Evaluator.Looked(datum: quantity.value(reading), firstIndex: quantity.firstIndex)
  }

  static let all = [states, gradients, verdict]

  /// The names of these, of the measurements along trajectories, and of theory.
  static let listed: [(name: String, names: [String])] =
    all.map { ($0.name, $0.names) } + MeasurementGroup.all.map { ($0.name, $0.names) }
    + [(Theory.name, Theory.keys)]

  static let states = QuantityGroup(
    name: "states",
    quantities: [
      Quantity(name: "steps") { .integer($0.result.run.steps) },
      Quantity(name: "batch") { .integer($0.result.run.batch) },
      Quantity(name: "cell") { .text($0.result.network.cell.name) },
      Quantity(name: "activation") { .text($0.result.network.activation.name) },
      Quantity(name: "untied") { .boolean($0.result.network.layers != nil) },
      Quantity(name: "input") { .text($0.result.input) },
      Quantity(name: "variance", isSeries: true) { .numbers($0.result.states.variance) },
      Quantity(name: "predicted_variance") { reading in
        (reading.result.prediction ?? nil).map { .numbers($0.variance) } ?? .null
      },
      Quantity(name: "mean_square", isSeries: true) { .numbers($0.result.states.meanSquare) },
      Quantity(name: "saturation", isSeries: true) { .numbers($0.result.states.saturation) },
      Quantity(name: "mean_slope", isSeries: true) { .numbers($0.result.states.meanSlope) },
      Quantity(name: "gates") { GatesSection.record($0.result.states) },
      Quantity(name: "growth_per_step") { .optional($0.result.states.growthPerStep) },
      Quantity(name: "first_underflow_step") { .optional($0.result.states.firstUnderflowStep) },
      Quantity(name: "first_nonfinite_step") { .optional($0.result.states.firstNonfiniteStep) },
    ])

  static let gradients = QuantityGroup(
    name: "gradients",
    quantities: [
      Quantity(name: "steps") { .integer($0.result.run.steps) },
      Quantity(name: "log10_norm", firstIndex: 0, isSeries: true) {
        .numbers($0.gradients?.log10Norm ?? [])
      },
      Quantity(name: "growth_per_step") { .optional($0.gradients?.growthPerStep) },
      Quantity(name: "predicted_growth_per_step") { reading in
        .optional((reading.result.prediction ?? nil)?.gradientFactor)
      },
      Quantity(name: "underflow_float32_step") {
        .optional($0.gradients?.underflowStep(.float32))
      },
      Quantity(name: "overflow_float32_step") { .optional($0.gradients?.overflowStep(.float32)) },
      Quantity(name: "zero_step") { .optional($0.gradients?.zeroStep) },
    ])

  static let verdict = QuantityGroup(
    name: "verdict",
    quantities: [
      Quantity(name: "gradients") { .optional($0.verdict?.gradients.rawValue) },
      Quantity(name: "cause") { .optional($0.verdict?.cause.rawValue) },
      Quantity(name: "evidence") { reading in
        reading.verdict.map { VerdictSection.record($0.evidence) } ?? .null
      },
      Quantity(name: "sentence") { .optional($0.verdict.map(VerdictSection.sentence)) },
    ])

  /// Every series there is: what can be exported as one.
  static let series: [Quantity] = all.flatMap { $0.quantities.filter(\.isSeries) }

  /// The quantities as the fields of a report.
  func fields(of workspace: Workspace) -> [Field] {
    guard let result = workspace.result else { return [] }
    let reading = RunReading(result: result, workspace: workspace)
    return quantities.map { Field(key: $0.name, value: $0.value(reading)) }
  }
}
