import Language
import LinearAlgebra
import Networks
import Stability

extension Command {
  static let horizon = Command(
    "horizon", "How many steps back a gradient reaches, and how far each precision does.",
    discussion: """
      The gradient's typical size is the root mean square of the product of Jacobians, taken backwards \
      along the settled trajectory until it is below eps. It is predicted from what one step does to \
      a random direction and from the largest Lyapunov exponent. The steps at which the state and a \
      gradient of norm 1 leave the range of float32, float64 and bfloat16 are predicted (for a linear \
      network from h_0's share in the leading directions, else from the growth seen), then observed by \
      running in that precision.
      """,
    examples: [
      "init Whh xavier 64 gain=0.8; horizon",
      "set activation linear; init Whh uniform 64; horizon eps=0.01",
    ],
    .threshold
  ) { evaluation, epsilon in
    let workspace = evaluation.workspace
    let network = try evaluation.measurableNetwork(for: Run(steps: 2, seed: workspace.seed))
    let most = min(evaluation.inputSteps, HorizonRun.longest)
    let run = HorizonRun(
      epsilon: epsilon, drive: workspace.input.drive(steps: most), mostSteps: most,
      seed: workspace.seed, threads: evaluation.resources.threads)
    try evaluation.resources.memory.check(
      run.memory(of: network) + evaluation.resources.memory.lapackReserve,
      for: "the horizon of \(network.summary)", at: evaluation.statementRange)
    var next = workspace
    let horizon = try Horizon(of: network, run, evaluation.interruption)
    next.measurements.horizon = horizon
    return Outcome(
      next,
      Report(
        result: MeasurementGroup.horizon.fields(next.measurements) ?? [],
        blocks: HorizonSection(horizon, of: network).blocks))
  }
}

extension Parameter where Argument == Double {
  /// `eps=`, the size that counts as vanished.
  static var threshold: Self {
    let info = ParameterInfo(
      place: .labelled, label: "eps", slot: .expression,
      help: "the size, relative to the last step's, that counts as vanished", isRequired: false,
      fallback: "1e-3")
    return .one(info, fallback: 1e-3) { (argument, evaluation) throws(Diagnostic) in
      let value = try evaluation.number(try argument.expression, from: argument.range)
      guard value > 0, value < 1 else {
        throw Diagnostic(
          .outOfRange, "eps is above zero and below 1", at: argument.range, hint: "try eps=1e-3")
      }
      return value
    }
  }
}

extension MeasurementGroup {
  static let horizon = MeasurementGroup(
    "horizon", \.horizon,
    [
      ("eps", { .number($0.epsilon) }),
      ("steps", { .optional($0.steps) }),
      ("predicted_steps", { .optional($0.predictedSteps) }),
      ("steps_seen", { .integer($0.stepsSeen) }),
      ("growth_per_step", { .optional($0.typicalRate.map(Elementary.exp)) }),
      ("largest_exponent", { .optional($0.largestExponent?.value) }),
      ("overflow", { record($0.state, \.overflow) }),
      ("underflow", { record($0.state, \.underflow) }),
      ("gradient_overflow", { record($0.gradient, \.overflow) }),
      ("gradient_underflow", { record($0.gradient, \.underflow) }),
    ])

  private static func record(
    _ limits: [Precision: RangeLimits], _ side: KeyPath<RangeLimits, RangeLimits.Step>
  ) -> Datum {
    .record(
      Precision.allCases.map { precision in
        let step = limits[precision]?[keyPath: side]
        return Field(
          key: precision.rawValue,
          value: .record([
            Field(key: "predicted", value: .optional(step?.predicted)),
            Field(key: "observed", value: .optional(step?.observed)),
          ]))
      })
  }
}

/// What a person reads about a horizon.
private struct HorizonSection {
  private let horizon: Horizon
  private let network: Network

  init(_ horizon: Horizon, of network: Network) {
    (self.horizon, self.network) = (horizon, network)
  }

  var blocks: [Block] {
    [
      .heading("horizon of \(network.summary), eps \(formatted(horizon.epsilon))"),
      .facts(facts), .sentence(meaning),
    ] + limits
  }

  private var facts: [Fact] {
    let seen = "within \(horizon.stepsSeen) steps back"
    return [
      Fact(
        "steps until below eps", .optional(horizon.steps),
        note: horizon.steps == nil ? "not \(seen)" : nil),
      Fact("predicted", .optional(horizon.predictedSteps)),
      Fact(
        "growth per step", .optional(horizon.typicalRate.map(Elementary.exp)),
        note: "of a random direction"),
      Fact(
        "largest exponent", horizon.largestExponent?.signed ?? .null, unit: "nats/step",
        note: horizon.largestExponent?.sign == nil ? nil : horizon.largestExponent?.noteOfBar),
    ]
  }

  private var meaning: String {
    guard let steps = horizon.steps else {
      return horizon.stepsSeen == 0
        ? "The state overflows before it settles, so no gradient was followed back."
        : "A gradient is not below eps within \(horizon.stepsSeen) steps back"
          + (horizon.hasGrown ? ": there it has grown a millionfold." : ".")
    }
    return "What happened more than \(steps) \(steps == 1 ? "step" : "steps") ago hardly reaches "
      + "the gradient."
  }

  /// A table of what leaves the range of a precision, where anything does.
  private var limits: [Block] {
    let rows =
      rows("state above", horizon.state, \.overflow)
      + rows("state below", horizon.state, \.underflow)
      + rows("gradient above", horizon.gradient, \.overflow)
      + rows("gradient below", horizon.gradient, \.underflow)
    guard !rows.isEmpty else {
      return [.sentence("Neither states nor gradients leave the range of a precision.")]
    }
    return [
      .table(
        Table(
          columns: [
            Table.Column("leaves the range", .left), Table.Column("of", .left),
            Table.Column("predicted step"), Table.Column("observed step"),
          ],
          rows: rows)),
      .sentence("Steps of the state count from h_0, those of a gradient of norm 1 back from h_T."),
    ]
  }

  private func rows(
    _ what: String, _ limits: [Precision: RangeLimits],
    _ side: KeyPath<RangeLimits, RangeLimits.Step>
  ) -> [[Datum]] {
    Precision.allCases.compactMap { precision in
      guard let step = limits[precision]?[keyPath: side],
        step.predicted != nil || step.observed != nil
      else { return nil }
      return [
        .text(what), .text(precision.rawValue), .optional(step.predicted),
        .optional(step.observed),
      ]
    }
  }
}
