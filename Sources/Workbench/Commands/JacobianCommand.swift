import Language
import LinearAlgebra
import Networks
import Stability

extension Command {
  static let jacobian = Command(
    "jacobian", "The product of the Jacobians from h_0 to h_T, by its singular values.",
    discussion: """
      Their root mean square is the typical factor by which a gradient changes on its way back from T \
      to 0, the largest the worst. Without T the last unroll's is taken, with its h_0, input and \
      layers, first sequence. Sizes are carried with an exponent of their own, and small singular \
      values are as right as large ones. Of an LSTM the whole state counts, h and c; what h_0 does to \
      h_T stands beside. float64 whatever the dtype.
      """,
    source: "Stewart 1997",
    examples: [
      "init Whh xavier 64; jacobian 100", "init Whh orthogonal 32; unroll 20; jacobian",
    ],
    Parameter<Located<Int>>.count(
      "steps", "how many steps, T", within: .steps
    ).optional()
  ) { evaluation, steps in
    let (network, run) = try evaluation.jacobianRun(steps)
    let dynamics = evaluation.dynamics(of: network, steps: run.steps)
    guard
      let product = try JacobianProduct(
        dynamics, steps: run.steps, from: run.start, seed: run.seed, evaluation.interruption)
    else { throw evaluation.stateOverflow(hint: "take fewer steps: jacobian 10") }
    var next = evaluation.workspace
    next.measurements.jacobian = product
    return Outcome(
      next,
      Report(
        result: MeasurementGroup.jacobian.fields(next.measurements) ?? [],
        blocks: JacobianSection(product, of: network).blocks))
  }
}

extension Evaluation {
  /// The network and the run to follow: the one asked for, or the last.
  fileprivate func jacobianRun(
    _ steps: Located<Int>?
  ) throws(Diagnostic) -> (Network, Run) {
    let ready = try measurableNetwork(for: Run(steps: 1, seed: workspace.seed))
    let (network, run) = try followed(ready, steps)
    let range = steps?.range ?? statementRange
    try check(run.steps, hint: "jacobian \(inputSteps)", at: range)
    try resources.memory.check(
      JacobianProduct.memory(of: network) + resources.memory.lapackReserve,
      for: "Jacobians of \(network.stateSize) × \(network.stateSize)", at: range)
    return (network, run)
  }

  private func followed(
    _ network: Network, _ steps: Located<Int>?
  ) throws(Diagnostic) -> (Network, Run) {
    if let steps { return (network, Run(steps: steps.value, seed: workspace.seed)) }
    guard let result = workspace.result else {
      throw Diagnostic(
        .noStates, "there is no unroll whose length could be taken", at: statementRange,
        hint: "say how many steps: jacobian 100")
    }
    return (result.network, result.run)
  }
}

extension MeasurementGroup {
  static let jacobian = MeasurementGroup(
    "jacobian", \.jacobian,
    [
      ("steps", { .integer($0.steps) }),
      ("rms", { .number($0.rootMeanSquare.value) }),
      ("largest", { .number(Elementary.pow(10, $0.log10Largest)) }),
      ("log10_rms", { .number($0.rootMeanSquare.log10) }),
      ("log10_largest", { .number($0.log10Largest) }),
      ("growth_per_step", { .number($0.growthPerStep) }),
      ("largest_growth_per_step", { .number($0.largestGrowthPerStep) }),
      ("hidden_log10_rms", { .optional($0.hiddenRootMeanSquare?.log10) }),
      ("log10_singular_values", { .numbers($0.log10SingularValues) }),
      ("resolution", { .number($0.resolution) }),
      ("condition", { .number($0.largestCondition) }),
    ])
}

extension JacobianProduct {
  fileprivate var log10SingularValues: [Double] {
    logSingularValues.map { $0 / Elementary.log(10) }
  }
}

/// What a person reads about a product of Jacobians.
private struct JacobianSection {
  let blocks: [Block]

  init(_ product: JacobianProduct, of network: Network) {
    let heading = "∂h_T/∂h_0 over \(product.steps) steps of \(network.summary)"
    let table = Table(
      columns: [Table.Column("i"), Table.Column("log10 σ_i")],
      rows: sampledSteps(from: 1, to: product.stateSize).map {
        [.integer($0), .number(product.logSingularValues[$0 - 1] / Elementary.log(10))]
      })
    blocks =
      [.heading(heading), .table(Self.sizes(product)), .table(table)]
      + Self.sentences(product)
  }

  private static func sizes(_ product: JacobianProduct) -> Table {
    var rows: [[Datum]] = [
      [
        .text("typical (root mean square)"), .number(product.rootMeanSquare.log10),
        .number(product.growthPerStep),
      ],
      [
        .text("worst (largest)"), .number(product.log10Largest),
        .number(product.largestGrowthPerStep),
      ],
    ]
    if let hidden = product.hiddenRootMeanSquare {
      rows.append([.text("typical, h_0 to h_T alone"), .number(hidden.log10), .null])
    }
    return Table(
      columns: [
        Table.Column("singular value", .left), Table.Column("log10"),
        Table.Column("growth per step"),
      ],
      rows: rows)
  }

  private static func sentences(_ product: JacobianProduct) -> [Block] {
    guard product.rootMeanSquare.mantissa > 0 else {
      return [.sentence("The product is zero: no gradient gets from h_T back to h_0.")]
    }
    let worst = product.log10Largest - product.rootMeanSquare.log10
    var blocks: [Block] = [
      .sentence(
        "A gradient at h_T reaches h_0 \(size(product.rootMeanSquare.log10)) as a rule; the worst "
          + "direction is \(size(worst)) beside that.")
    ]
    if product.resolution > 1e-6 {
      blocks.append(
        .caution(
          "Neighbouring singular values are not told apart; their relative error is up to "
            + "\(formatted(product.resolution))."))
    }
    return blocks
  }

  /// `3.2 times larger`, `10^12 times smaller`, `unchanged`.
  private static func size(_ log10: Double) -> String {
    if log10.magnitude < 0.005 { return "unchanged" }
    let factor =
      log10.magnitude < 4
      ? formatted(Elementary.pow(10, log10.magnitude)) : "10^\(formatted(log10.magnitude))"
    return "\(factor) times \(log10 < 0 ? "smaller" : "larger")"
  }
}
