import Language
import LinearAlgebra
import Networks
import Stability

extension Command {
  static let compare = Command(
    "compare",
    "Draw Whh by several schemes, run each over some seeds, and say who keeps the gradient.",
    discussion: """
      Every scheme meets the same h_0 and the same input: with seed s the numbers are those of seed s; \
      init Whh SCHEME; unroll T; stats. The seeds count up from the session's. Knobs stand in brackets: \
      normal(gain=3). The size is the present n, or 512. Cell, activation, dtype and input are those \
      of the workspace, and so are Wxh and the biases where they fit; a Wxh that is missing is drawn \
      by xavier from each seed. The workspace stays as it is.

      Numbers are medians over the seeds, with the interquartile range below. Growth is that of the \
      gradient per step over the settled half of the run; a seed counts as stable where it changes \
      by less than a factor of 100 in 100 steps. compare.SCHEME.stable_share and the other keys of \
      --json can be used in expressions.
      """,
    source: "Salmon et al. 2011; Hyndman and Fan 1996",
    examples: [
      "compare xavier orthogonal uniform size=128 seeds=4",
      "set activation relu; compare he xavier normal(gain=3) size=64 T=50 seeds=3",
    ],
    .schemes, .count("T", default: 100, "how many steps", within: .steps),
    .count("seeds", default: 8, "how many seeds, from the session's on"),
    .size("size", "the hidden size n; default: the present one, or 512"),
    preview: { evaluation, schemes, steps, seeds, size in
      evaluation.foretold(comparing: schemes.count, seeds: seeds, steps: steps, size: size)
    }
  ) { evaluation, schemes, steps, seeds, size in
    let contest = try Contest(evaluation, schemes, steps: steps, seeds: seeds, size: size)
    var next = evaluation.workspace
    let comparison = try contest.comparison()
    next.comparison = comparison
    for initializer in contest.initializers { next.cite(initializer) }
    return Outcome(next, contest.report(comparison))
  }
}

/// A scheme of `compare`, with the knobs in its brackets unread.
struct ChosenScheme: Sendable {
  let scheme: Located<Scheme>
  let knobs: [Language.Argument]
  let range: SourceRange
}

extension Parameter where Argument == [ChosenScheme] {
  fileprivate static var schemes: Self {
    let labels = Dictionary(
      SchemeInfo.all.flatMap(\.knobs).map { ($0.label, $0.parameter().slot) },
      uniquingKeysWith: { first, _ in first })
    let info = ParameterInfo(
      place: .rest, label: "scheme", slot: .call(labels),
      help: "ways to draw, each with knobs in brackets if need be; help schemes", isRequired: true,
      domain: .schemes)
    return Parameter(infos: [info]) { (reader, _) throws(Diagnostic) in
      guard !reader.rest.isEmpty else { throw reader.missing(info) }
      var schemes: [ChosenScheme] = []
      for argument in reader.rest {
        guard case .call(let word, let knobs) = argument.content else { continue }
        schemes.append(
          ChosenScheme(scheme: try knownScheme(word), knobs: knobs, range: argument.range))
      }
      return schemes
    }
  }
}

/// One `compare` on its way from arguments to trials.
struct Contest {
  private static let mostSeeds = 10_000

  private let evaluation: Evaluation
  private let contenders: [Contender]
  /// The workspace without what the trials draw themselves.
  let setting: Workspace
  /// The shape of Whh, or of the block of one gate.
  private let shape: Shape
  /// The shape of a Wxh that is missing and has to be drawn.
  let inputShape: Shape?
  private let runs: [Run]

  private struct Contender {
    let drawing: Drawing
    let initializer: any Initializer
    let knobs: String
  }

  init(
    _ evaluation: Evaluation, _ schemes: [ChosenScheme], steps: Int, seeds: Int, size: Int?
  ) throws(Diagnostic) {
    self.evaluation = evaluation
    let workspace = evaluation.workspace
    let units = size ?? workspace.size(of: .hidden)?.value ?? 512
    shape = Shape(units, units)
    setting = workspace.setting(forSize: units)
    let isDriven = !workspace.input.isNone && setting.assembled(.input) == nil
    inputShape =
      isDriven ? workspace.size(of: .inputs).map { Shape(units, $0.value) } : nil
    guard seeds <= Self.mostSeeds, workspace.seed + UInt64(seeds) <= 1 << 53 else {
      throw Diagnostic(
        .outOfRange,
        seeds > Self.mostSeeds
          ? "seeds is at most \(Self.mostSeeds)"
          : "\(seeds) seeds from \(workspace.seed) on would go beyond 2^53",
        at: evaluation.statementRange, hint: seeds > Self.mostSeeds ? "try seeds=8" : "try seed 1")
    }
    runs = (0..<UInt64(seeds)).map { Run(steps: steps, seed: workspace.seed + $0) }
    var contenders: [Contender] = []
    for chosen in schemes { contenders.append(try Self.contender(chosen, shape, evaluation)) }
    self.contenders = contenders
    try check()
  }

  private static func contender(
    _ chosen: ChosenScheme, _ shape: Shape, _ evaluation: Evaluation
  ) throws(Diagnostic) -> Contender {
    let drawing = Drawing(
      evaluation: evaluation, scheme: chosen.scheme, knobs: chosen.knobs, sizes: [],
      pinnedSeed: nil)
    let initializer = try drawing.turnedInitializer(for: shape)
    try drawing.check(initializer.law(for: shape))
    let knobs = try drawing.settings(for: shape).map { setting in
      "\(setting.value.label)=\(Datum(setting.value.value).typed)"
    }
    return Contender(
      drawing: drawing, initializer: initializer, knobs: knobs.joined(separator: ","))
  }

  /// Throws where a trial could not be run, or all that run at a time would not fit the memory.
  private func check() throws(Diagnostic) {
    let lanes = Double(min(evaluation.resources.threads, runs.count * contenders.count))
    let copies = contenders.map(\.initializer.copies).max() ?? 1
    let parts = setting.parts(of: .recurrent).count
    let entries = Double(parts) * Double(shape.rows) * Double(shape.columns)
    let what = "comparing at n = \(shape.rows)"
    try evaluation.resources.memory.check(
      lanes * Double(copies + 4) * 8 * entries, for: what, at: evaluation.statementRange)
    var network = Network(
      setting.cell,
      recurrent: Matrix(repeating: 0, rows: parts * shape.rows, columns: shape.columns),
      activation: setting.activation, precision: setting.precision)
    network.input =
      inputShape.map { Matrix(repeating: 0, rows: parts * $0.rows, columns: $0.columns) }
      ?? setting.assembled(.input)
    try evaluation.checkInput(for: runs[0], network, steps: evaluation.statementRange)
    try evaluation.resources.memory.check(
      lanes * (Trial.memory(of: network, runs[0]) + Double(copies) * 8 * entries), for: what,
      at: evaluation.statementRange)
  }

  var initializers: [any Initializer] { contenders.map(\.initializer) }

  /// Runs every scheme with every seed, several at a time.
  func comparison() throws -> Comparison {
    let (runs, shape, inputShape, setting) = (runs, shape, inputShape, setting)
    let initializers = initializers
    let interruption = evaluation.interruption.withoutProgress
    let results = try concurrently(
      contenders.count * runs.count, threads: evaluation.resources.threads,
      evaluation.interruption, unit: "runs"
    ) { index -> Result<Trial, DrawingError> in
      let run = runs[index % runs.count]
      do {
        let network = try setting.network(
          drawnBy: initializers[index / runs.count], shape, input: inputShape, seed: run.seed,
          interruption)
        return .success(
          try Trial(network, setting.input.drive(steps: run.steps), run, interruption))
      } catch let error as DrawingError {
        return .failure(error)
      }
    }
    var rows: [Comparison.Row] = []
    for (index, contender) in contenders.enumerated() {
      let trials = results[index * runs.count..<(index + 1) * runs.count]
      rows.append(
        Comparison.Row(
          scheme: contender.drawing.scheme.value.spelling, knobs: contender.knobs,
          law: contender.initializer.law(for: shape).formula,
          trials: try trials.map { try trial($0, of: contender) }))
    }
    return Comparison(
      rows: rows, seeds: runs.map(\.seed), steps: runs[0].steps, units: shape.rows)
  }

  private func trial(
    _ result: Result<Trial, DrawingError>, of contender: Contender
  ) throws(Diagnostic) -> Trial {
    do {
      return try result.get()
    } catch {
      throw contender.drawing.diagnostic(for: error, .recurrent, shape)
    }
  }
}

extension Workspace {
  /// The workspace as far as a network of `units` units may use it: without Whh, and without what has
  /// another size.
  fileprivate func setting(forSize units: Int) -> Workspace {
    var setting = self
    setting.result = nil
    for part in parts(of: .recurrent) { setting.weights[part] = nil }
    guard units != size(of: .hidden)?.value else { return setting }
    setting.weights = setting.weights.filter { !$0.key.usesHiddenSize }
    setting.declaredSizes[.hidden] = units
    return setting
  }

  /// The network whose Whh is the first draw of `seed`, and so is its Wxh where a shape is given for it.
  fileprivate func network(
    drawnBy initializer: any Initializer, _ shape: Shape, input: Shape?, seed: UInt64,
    _ interruption: Interruption
  ) throws(DrawingError) -> Network {
    var next = self
    func draw(
      _ name: MatrixName, by initializer: any Initializer, _ shape: Shape
    ) throws(DrawingError) {
      for part in parts(of: name) {
        let stream = RandomStream(seed: seed, name: part.rawValue, draw: 0)
        next.place(
          try initializer.draw(shape, from: stream, interruption).matrix, as: part, .typed)
      }
    }
    try draw(.recurrent, by: initializer, shape)
    if let input { try draw(.input, by: Xavier(), input) }
    guard let network = next.network else { preconditionFailure("Whh has just been drawn") }
    return network
  }
}

extension Datum {
  /// A knob's value as it is typed: a word without quotes.
  fileprivate var typed: String {
    if case .text(let word) = self { return word }
    return literal
  }
}
