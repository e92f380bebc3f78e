import Language
import LinearAlgebra
import Networks
import Stability

extension Command {
  static let unroll = Command(
    "unroll", "Run the network and keep its states.",
    discussion: """
      h_0 and the input are keyed by the seed and the element alone: an element of a batch has the \
      bits it would have alone, and two inits meet the same h_0. A state that overflows is a \
      result, not an error. Growth per step is (‖h_T‖/‖h_0‖)^(1/T), up to the last finite step.

      untied draws an independent Whh for each step from the law of the present one: the feed-forward \
      network of the same depth, without what only a repeated matrix does.
      """,
    examples: [
      "init Whh xavier 512; unroll 100", "init Whh orthogonal 64; unroll 20 batch=4 h0=zeros",
      "set activation linear; init Whh xavier 256; unroll 50; unroll 50 untied",
    ],
    .count("steps", "how many steps, T", within: .steps),
    Parameter<Sharing>.choice("weights", "untied: another Whh each step").optional(),
    .count("batch", default: 1, "how many sequences at a time"),
    .choice("h0", default: Run.Start.normal, "the initial state: N(0, 1) or zeros"),
    preview: { evaluation, steps, _, batch, _ in
      try evaluation.foretold(
        unrolling: Run(
          steps: steps.value, batch: batch, seed: 0, threads: evaluation.resources.threads))
    }
  ) { evaluation, steps, sharing, batch, start in
    let workspace = evaluation.workspace
    guard batch <= Int(UInt32.max) else {
      throw Diagnostic(
        .outOfRange, "a batch has at most \(UInt32.max) elements", at: evaluation.statementRange)
    }
    let run = Run(
      steps: steps.value, batch: batch, start: start, seed: workspace.seed,
      threads: evaluation.resources.threads)
    let tied = try evaluation.network(for: run, steps: steps.range)
    let network =
      sharing == .untied ? try workspace.untied(tied, at: evaluation.statementRange) : tied
    var next = workspace
    next.result = try RunResult(network, workspace.input, run, evaluation.interruption)
    next.staleness = nil
    return Outcome(next, report(next))
  }

  private static func report(_ workspace: Workspace) -> Report {
    guard let result = workspace.result else { return Report() }
    let run = result.run
    let heading =
      "\(run.steps) steps of \(result.network.summary), "
      + "batch \(run.batch), input \(result.input), h0 \(run.start.rawValue)"
      + (result.network.layers == nil ? "" : ", another Whh each step")
    return Report(
      result: QuantityGroup.states.fields(of: workspace),
      blocks: [.heading(heading)] + StatesSection(result).blocks)
  }
}

extension Network {
  /// `512 tanh units`, or `512 lstm units`.
  var summary: String {
    let kind = cell is Vanilla ? activation.name : "\(cell.name) (\(activation.name))"
    return "\(units) \(kind) units"
  }
}

/// What a person reads about the states of a run: a few steps in a table, then the growth.
struct StatesSection {
  let blocks: [Block]

  /// `prediction` stands beside what was measured, where there is one.
  init(_ result: RunResult, _ prediction: CoursePrediction? = nil) {
    let states = result.states
    var blocks: [Block] = [
      .table(Self.table(result, prediction)),
      .facts([Fact("growth per step", .optional(states.growthPerStep), note: "of the state's norm")]
      ),
    ]
    if let step = states.firstUnderflowStep {
      blocks.append(
        .caution(
          "The state has faded below what \(result.network.precision.rawValue) holds in full from "
            + "step \(step) on."))
    }
    if let step = states.firstNonfiniteStep {
      blocks.append(
        .caution(
          "The state is no longer finite in \(result.network.precision.rawValue) from step "
            + "\(step) on."))
    }
    self.blocks = blocks + GatesSection(states).blocks
  }

  private static func table(_ result: RunResult, _ prediction: CoursePrediction?) -> Table {
    // Without bounds there is nothing to be saturated at.
    let isBounded = result.network.activation.isBounded
    let columns =
      ["step", "variance"] + (prediction == nil ? [] : ["mean field"]) + ["mean square"]
      + (isBounded ? ["saturated %"] : [])
    let rows = sampledSteps(from: 1, to: result.run.steps).map { step -> [Datum] in
      let states = result.states
      let predicted = prediction.map { prediction -> Datum in
        step <= prediction.variance.count ? .number(prediction.variance[step - 1]) : .null
      }
      return [
        .integer(step), .number(states.variance[step - 1]), predicted,
        .number(states.meanSquare[step - 1]),
        isBounded ? .number(100 * states.saturation[step - 1]) : nil,
      ].compactMap(\.self)
    }
    return Table(columns: columns.map { Table.Column($0) }, rows: rows)
  }
}

/// The first, the last, and the round numbers between them: 1, 2, 5, 10, 20, 50 and so on.
func sampledSteps(from first: Int, to last: Int) -> [Int] {
  var steps = [first]
  var decade = 1
  while decade <= last, steps.count < 100 {
    steps += [decade, 2 * decade, 5 * decade].filter { $0 > first && $0 < last }
    decade *= 10
  }
  return first == last ? [first] : steps + [last]
}

extension Evaluation {
  /// The network, once everything that a run needs is there and fits the memory.
  func network(
    for run: Run, steps range: SourceRange
  ) throws(Diagnostic) -> Network {
    let network = try readyNetwork(for: run, steps: range)
    try resources.memory.check(
      run.memory(of: network),
      for: "a run of \(network.units) units, batch \(run.batch), over \(run.steps) steps",
      at: range)
    return network
  }

  /// The network, once everything is there that such a run needs.
  func readyNetwork(
    for run: Run, steps range: SourceRange
  ) throws(Diagnostic) -> Network {
    guard let network = workspace.network else {
      throw Diagnostic(
        .noNetwork, "there is no Whh yet", at: statementRange,
        hint: "draw one: init Whh xavier 512")
    }
    try checkInput(for: run, network, steps: range)
    return network
  }

  /// Throws where what drives the network does not fit it or the run.
  func checkInput(
    for run: Run, _ network: Network, steps range: SourceRange
  ) throws(Diagnostic) {
    if workspace.input.isNone { return }
    guard network.input != nil else {
      let size = workspace.input.size == nil ? " 64" : ""
      throw Diagnostic(
        .noInputWeights, "the input is \(workspace.input.kind), but there is no Wxh",
        at: statementRange,
        hint: "draw it: init Wxh xavier\(size); or switch the input off: input none")
    }
    guard case .recording(let path, let recording) = workspace.input else { return }
    if run.steps > recording.steps {
      throw Diagnostic(
        .outOfRange, "\(path) has \(recording.steps) steps, and \(run.steps) are wanted",
        at: range, hint: "unroll \(recording.steps)")
    }
    if !recording.isShared, run.batch > recording.batch {
      throw Diagnostic(
        .outOfRange,
        "\(path) has \(recording.batch) sequences, and a batch of \(run.batch) is wanted",
        at: range, hint: "batch=\(recording.batch)")
    }
  }
}
