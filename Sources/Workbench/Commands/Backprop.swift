import Language
import LinearAlgebra
import Stability

extension Command {
  static let backprop = Command(
    "backprop", "Carry a gradient back through the states of the last unroll.",
    discussion: """
      A random cotangent of norm 1 at h_T, in each element of the batch, is taken back to every h_t. \
      Norms are log10, relative to the last step, and carried with an exponent of their own, so that \
      they neither under- nor overflow; the step at which float32 would have is counted back from T.
      """,
    source: "Werbos 1990",
    examples: ["init Whh xavier 512; unroll 100; backprop"]
  ) { evaluation in
    _ = try evaluation.workspace.runResult(at: evaluation.statementRange)
    let next = try evaluation.workspace.withGradients(evaluation.resources)
    return Outcome(next, report(next))
  }

  private static func report(_ workspace: Workspace) -> Report {
    guard let result = workspace.result, let gradients = result.gradients else { return Report() }
    return Report(
      result: QuantityGroup.gradients.fields(of: workspace),
      blocks: [.heading("gradient of a random unit cotangent, \(gradients.steps) steps back")]
        + GradientsSection(gradients).blocks)
  }
}

/// What a person reads about the gradients of a run: a few steps in a table, then the growth.
struct GradientsSection {
  let blocks: [Block]

  /// `prediction` stands beside what was measured, where there is one.
  init(_ gradients: GradientStatistics, _ prediction: CoursePrediction? = nil) {
    let rows = sampledSteps(from: 1, to: gradients.steps).map { back in
      [
        Datum.integer(back), .integer(gradients.steps - back),
        .number(gradients.log10Norm[gradients.steps - back]),
      ]
    }
    let table = Table(
      columns: [
        Table.Column("steps back"), Table.Column("at step"), Table.Column("log10 norm"),
      ],
      rows: rows)
    blocks =
      [
        .table(table),
        .facts(
          [
            Fact(
              "growth per step", .number(gradients.growthPerStep), note: "of the gradient's norm"),
            prediction.map {
              Fact("mean field", .number($0.gradientFactor), note: "√χ where the run ends, n → ∞")
            },
          ].compactMap(\.self)),
      ] + Self.cautions(gradients).map { .caution($0) }
  }

  private static func cautions(_ gradients: GradientStatistics) -> [String] {
    let under = gradients.underflowStep(.float32).map {
      "In float32 the gradient would underflow \(stepsBack($0)) from the end."
    }
    let over = gradients.overflowStep(.float32).map {
      "In float32 the gradient would overflow \(stepsBack($0)) from the end."
    }
    let zero = gradients.zeroStep.map {
      "The gradient is exactly zero \(stepsBack($0)) from the end, and before: "
        + (gradients.isZeroByFlatness ? "every slope φ′ there is zero." : "Whh takes it to zero.")
    }
    let nan =
      gradients.log10Norm.contains(where: \.isNaN)
      ? "Where the states are not finite, the gradient is not a number." : nil
    return [under, over, zero, nan].compactMap(\.self)
  }

  private static func stepsBack(_ count: Int) -> String {
    count == 1 ? "1 step back" : "\(count) steps back"
  }
}
