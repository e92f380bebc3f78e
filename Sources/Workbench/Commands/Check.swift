import Language
import LinearAlgebra
import Networks

extension Command {
  static let check = Command(
    "check", "Hold what is computed against another way to compute it.",
    discussion: """
      check gradients runs the present network for a few steps, and compares the gradient that \
      backpropagation gives for h_0 in float64 with difference quotients along three random directions; \
      then that in the session's dtype with that in float64. The deviation is told in units of the \
      error to expect: that of the quotients, which their scatter tells, and that of rounding. Up to 5 \
      passes. A mistake smaller than the resolution is not seen.
      """,
    examples: [
      "init Whh xavier 64; check gradients",
      "set activation relu; model gru 32 inputs=4; init all orthogonal; input noise; check gradients",
    ],
    forms: [
      Form(
        "gradients", "the gradient of h_T with respect to h_0",
        .count("T", default: 5, "how many steps", within: .steps)
      ) { evaluation, steps in
        let checks = try GradientChecking(evaluation, steps: steps).checks()
        return Outcome(evaluation.workspace, GradientChecking.report(checks, steps))
      }
    ])
}

/// One `check gradients`.
private struct GradientChecking {
  private let evaluation: Evaluation
  private let network: Network
  private let steps: Int

  init(_ evaluation: Evaluation, steps: Int) throws(Diagnostic) {
    self.evaluation = evaluation
    self.steps = steps
    _ = try evaluation.measurableNetwork(for: Run(steps: steps, seed: evaluation.workspace.seed))
    network = try evaluation.network(
      for: Run(steps: steps, seed: evaluation.workspace.seed), steps: evaluation.statementRange)
  }

  /// In float64, then in the session's precision where that is another.
  func checks() throws -> [GradientCheck] {
    let workspace = evaluation.workspace
    var checks: [GradientCheck] = []
    for precision in [Precision.float64, workspace.precision]
    where checks.last?.precision != precision {
      var network = network
      network.precision = precision
      guard
        let check = try GradientCheck(
          network, workspace.input.drive(steps: steps), steps: steps, seed: workspace.seed,
          evaluation.interruption)
      else {
        throw Diagnostic(
          .notFinite, "the states or the gradient leave the range of \(precision.rawValue)",
          at: evaluation.statementRange, hint: "fewer steps may do: check gradients T=1")
      }
      checks.append(check)
    }
    return checks
  }

  static func report(_ checks: [GradientCheck], _ steps: Int) -> Report {
    let isPassed = checks.contains { $0.isPassed == false } ? false : checks.first?.isPassed
    let table = Table(
      columns: [
        Table.Column("dtype", .left), Table.Column("against", .left), Table.Column("deviation"),
        Table.Column("resolution"),
        Table.Column("verdict", .left),
      ],
      rows: checks.map { check in
        [
          .text(check.precision.rawValue), .text(check.reference.rawValue),
          .number(check.deviation), .optional(check.resolution),
          .text(word(check.isPassed)),
        ]
      })
    return Report(
      result: [
        Field(key: "passed", value: .optional(isPassed)),
        Field(key: "deviation", value: .optional(checks.map(\.deviation).max())),
        Field(key: "limit", value: .number(GradientCheck.limit)),
        Field(key: "steps", value: .integer(steps)),
        Field(key: "checks", value: .list(checks.map(record))),
      ],
      blocks: [
        .heading("the gradient for h_0, \(steps == 1 ? "1 step" : "\(steps) steps") on"),
        .table(table), verdict(checks, isPassed),
      ])
  }

  private static func word(_ isPassed: Bool?) -> String {
    isPassed.map { $0 ? "passed" : "failed" } ?? "undecided"
  }

  private static func record(_ check: GradientCheck) -> Datum {
    .record([
      Field(key: "dtype", value: .text(check.precision.rawValue)),
      Field(key: "against", value: .text(check.reference.rawValue)),
      Field(key: "deviation", value: .number(check.deviation)),
      Field(key: "resolution", value: .optional(check.resolution)),
      Field(key: "passed", value: .optional(check.isPassed)),
    ])
  }

  private static func verdict(_ checks: [GradientCheck], _ isPassed: Bool?) -> Block {
    let limit = formatted(GradientCheck.limit, digits: 1)
    let sentence =
      switch isPassed {
      case nil:
        "The gradient is zero, and so is the reference: there is nothing to tell a mistake from."
      case true?:
        "Differences are at most \(limit) times the error to expect, which is the resolution, relative "
          + "to the gradient."
      case false?:
        "A difference exceeds \(limit) times the error to expect: the derivative of the cell or of φ is "
          + "wrong, or φ has a kink right where the network is."
      }
    return .verdict(
      headline: "gradients " + word(isPassed), sentence: sentence,
      tone: isPassed.map { $0 ? .good : .bad } ?? .neutral)
  }
}
