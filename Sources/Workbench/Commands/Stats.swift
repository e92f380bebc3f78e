import Language
import LinearAlgebra
import Stability

extension Command {
  static let stats = Command(
    "stats", "Matrices, states, gradients and a verdict with its cause, in one report.",
    discussion: """
      The verdict compares the gradient's growth per step, over the settled half of the run, with \
      two thresholds: below 0.9550 (a hundredth in 100 steps) gradients vanish, above 1.047 (a \
      hundredfold) they explode. Causes: contraction, the weights shrink every step; saturation, at \
      least 60 % of the units sit where φ is flat and ρ · max φ′ ≥ 1; chaos, gradients explode \
      although φ bounds the state; overflow, the state leaves the range of its precision, or would. \
      The evidence is printed with the verdict.

      Beside each number of a drawn matrix stands what its law predicts for this size, with the \
      spread over draws, and z, the distance between the two in spreads. Beyond 4 the draw is a \
      surprise.
      """,
    source: "Girko 1984; Rider and Sinclair 2014; Johnstone 2001; Edelman 1988",
    examples: ["init Whh xavier 512; unroll 100; stats", "init Whh orthogonal 128; stats Whh"],
    Parameter<Located<String>>.word(
      "what", "one part of the report",
      among: MatrixName.allCases.map(\.rawValue) + ["states", "gradients"]
    ).optional()
  ) { evaluation, what in
    let workspace = evaluation.workspace
    guard let what else { return try full(workspace, evaluation) }
    switch what.value {
    case QuantityGroup.states.name:
      _ = try workspace.runResult(at: what.range)
      let next = try workspace.withPrediction(evaluation.interruption)
      return Outcome(next, statesReport(next))
    case QuantityGroup.gradients.name:
      _ = try workspace.runResult(at: what.range)
      let next = try workspace.withPrediction(evaluation.interruption)
        .withGradients(evaluation.resources)
      return Outcome(next, gradientsReport(next))
    default:
      let name = try matrixName(what)
      _ = try workspace.weights(name, at: what.range)
      var next = workspace
      for part in workspace.parts(of: name) {
        next = try next.withSpectrum(of: part, evaluation.resources)
      }
      return Outcome(next, MatricesSection(next, only: name).report)
    }
  }

  private static func full(_ workspace: Workspace, _ evaluation: Evaluation) throws -> Outcome {
    guard !workspace.weights.isEmpty else {
      throw Diagnostic(
        .noNetwork, "there is nothing to tell about yet", at: evaluation.statementRange,
        hint: "start with init Whh xavier 512, then unroll 100")
    }
    var next = workspace
    for (name, _) in workspace.present where !name.isBias {
      next = try next.withSpectrum(of: name, evaluation.resources)
    }
    next = try next.withVerdict(evaluation.resources).withPrediction(evaluation.interruption)
    if TransientSection.isNeeded(next) {
      next = try next.with(.growth, of: .recurrent, evaluation.resources)
    }
    let matrices = MatricesSection(next, only: nil).report
    let parts = [
      matrices,
      next.result.map { _ in statesReport(next) },
      next.result?.gradients.map { _ in gradientsReport(next) },
      VerdictSection(next).report,
      TransientSection(next).report,
    ].compactMap(\.self)
    return Outcome(
      next,
      Report(
        result: matrices.result + record(next), blocks: parts.flatMap(\.blocks)))
  }

  /// What the last run adds to the data; what there is not is null.
  private static func record(_ workspace: Workspace) -> [Field] {
    let hasRun = workspace.result != nil
    return [
      Field(
        key: "states",
        value: hasRun ? .record(QuantityGroup.states.fields(of: workspace)) : .null),
      Field(
        key: "gradients",
        value: hasRun ? .record(QuantityGroup.gradients.fields(of: workspace)) : .null),
      Field(
        key: "verdict",
        value: hasRun ? .record(QuantityGroup.verdict.fields(of: workspace)) : .null),
    ]
  }

  private static func statesReport(_ workspace: Workspace) -> Report {
    guard let result = workspace.result else { return Report() }
    return Report(
      result: [
        Field(key: "states", value: .record(QuantityGroup.states.fields(of: workspace)))
      ],
      blocks: [.heading("states")] + StatesSection(result, result.prediction ?? nil).blocks)
  }

  private static func gradientsReport(_ workspace: Workspace) -> Report {
    guard let result = workspace.result, let gradients = result.gradients else { return Report() }
    return Report(
      result: [
        Field(key: "gradients", value: .record(QuantityGroup.gradients.fields(of: workspace)))
      ],
      blocks: [.heading("gradients")] + GradientsSection(gradients, result.prediction ?? nil).blocks
    )
  }
}
