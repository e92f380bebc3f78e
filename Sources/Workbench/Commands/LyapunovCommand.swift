import Language
import LinearAlgebra
import Networks
import Stability

extension Command {
  static let lyapunov = Command(
    "lyapunov", "The Lyapunov exponents of the trajectory from h_0, in nats per step.",
    discussion: """
      The growth of small changes: an orthonormal frame of k tangents is carried along the trajectory \
      and made orthonormal anew as rarely as the condition of R allows (Benettin 1980, Geist 1990). T \
      is the number of steps measured, after T/2 steps of burn-in; without T it goes on until the \
      95 % bar of the largest exponent is below 0.002 or a hundredth of it. Bars come from block \
      averages; a sign is told only where the bar leaves zero out. Two trajectories a small distance \
      apart measure the largest exponent once more, without derivatives. float64 whatever the dtype. \
      Tangents leave out what couples groups of units that do not act on each other in a circle, and \
      even chains out: exponents stay the same, and a Whh far from normal does not hide them.
      """,
    source: "Benettin, Galgani, Giorgilli and Strelcyn 1980; Geist, Parlitz and Lauterborn 1990; "
      + "Benettin, Galgani and Strelcyn 1976; Kaplan and Yorke 1979; Flyvbjerg and Petersen 1989",
    examples: [
      "init Whh xavier 64 gain=3; lyapunov 400", "init Whh xavier 128; lyapunov 200 k=4",
      "set activation linear; init Whh orthogonal 16; lyapunov 50; print lyapunov.largest",
    ],
    Parameter<Located<Int>>.count(
      "steps", "how many steps to measure, T", within: .steps
    ).optional(),
    .tangents
  ) { evaluation, steps, count in
    let (network, run) = try evaluation.lyapunovRun(steps, count)
    let dynamics = evaluation.dynamics(of: network, steps: run.mostSteps)
    guard let spectrum = try LyapunovSpectrum(dynamics, run, evaluation.interruption) else {
      throw evaluation.stateOverflow(hint: "fewer steps have less burn-in: lyapunov 10")
    }
    var next = evaluation.workspace
    next.measurements.lyapunov = spectrum
    return Outcome(
      next,
      Report(
        result: MeasurementGroup.lyapunov.fields(next.measurements) ?? [],
        blocks: LyapunovSection(spectrum, of: network, next.input).blocks))
  }
}

extension Parameter where Argument == Located<Int>? {
  /// How many exponents; all when nothing is said.
  fileprivate static var tangents: Self {
    let info = ParameterInfo(
      place: .labelled, label: "k", slot: .expression,
      help: "how many exponents, the largest first",
      isRequired: false, fallback: "all")
    return Parameter(infos: [info]) { (reader, evaluation) throws(Diagnostic) in
      guard let argument = reader.argument(of: info) else { return nil }
      let expression = try argument.expression
      if case .path(let path) = expression.node, path.map(\.value) == ["all"] { return nil }
      return Located(
        try evaluation.count(expression, "k", from: argument.range), at: argument.range)
    }
  }
}

extension Evaluation {
  /// The network, and how its exponents are measured.
  fileprivate func lyapunovRun(
    _ steps: Located<Int>?, _ count: Located<Int>?
  ) throws(Diagnostic) -> (Network, LyapunovRun) {
    let network = try measurableNetwork(for: Run(steps: 1, seed: workspace.seed))
    let size = network.stateSize
    if let count, count.value > size {
      throw Diagnostic(
        .outOfRange, "there are \(size) exponents, and k=\(count.value) are wanted",
        at: count.range, hint: "k is from 1 to \(size)")
    }
    let run = LyapunovRun(
      length(steps?.value, network, count: count?.value ?? size), count: count?.value ?? size,
      seed: workspace.seed)
    let range = steps?.range ?? statementRange
    try check(run.mostSteps, hint: "lyapunov \(max(1, inputSteps * 2 / 3))", at: range)
    try resources.memory.check(
      run.memory(of: network) + resources.memory.lapackReserve,
      for: "the exponents of a state of \(size) numbers", at: range)
    return (network, run)
  }

  private func length(_ steps: Int?, _ network: Network, count: Int) -> LyapunovRun.Length {
    if let steps { return .steps(steps) }
    // Half a minute or so of products and factorisations.
    let (d, k) = (Double(network.stateSize), Double(count))
    let cost = 2 * Double(network.recurrent.elements.count) * k + 4 * d * k * k
    let affordable = Int(min(50_000, max(500, 3e11 / cost)))
    return .until(bar: 0.002, atMost: max(1, min(affordable, inputSteps * 2 / 3)))
  }
}

// What measurements along a trajectory share.
extension Evaluation {
  /// How many steps of input there are; where it does not end, as many as the limits allow.
  var inputSteps: Int {
    guard case .recording(_, let recording) = workspace.input else { return Int(limits.steps) }
    return recording.steps
  }

  /// The network, once everything that a run needs is there and every weight is a finite number.
  func measurableNetwork(for run: Run) throws(Diagnostic) -> Network {
    let network = try readyNetwork(for: run, steps: statementRange)
    for name in workspace.matrixNames
    where name.drivesStates && !(workspace.input.isNone && name.columns == .inputs) {
      guard let weights = workspace.weights[name], !weights.matrix.isFinite else { continue }
      throw weights.notFinite(name, at: statementRange)
    }
    return network
  }

  /// Throws where there are not so many steps.
  func check(_ steps: Int, hint: String, at range: SourceRange) throws(Diagnostic) {
    try check(Double(steps), within: .steps, at: range)
    guard steps > inputSteps else { return }
    throw Diagnostic(
      .outOfRange,
      "the input (\(workspace.input.kind)) has at most \(inputSteps) steps, and \(steps) are "
        + "wanted, burn-in included",
      at: range, hint: "try \(hint)")
  }

  func dynamics(of network: Network, steps: Int) -> Dynamics {
    Dynamics(
      network, workspace.input.drive(steps: steps), seed: workspace.seed,
      threads: resources.threads)
  }

  /// The complaint that a trajectory ends before anything could be measured.
  func stateOverflow(hint: String) -> Diagnostic {
    Diagnostic(
      .notFinite, "the state leaves the range of float64 before anything is measured",
      at: statementRange, hint: hint)
  }
}

extension Weights {
  /// The complaint that they have entries from which nothing can be measured.
  func notFinite(_ name: MatrixName, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .notFinite, "\(name.rawValue) has entries that are not finite numbers", at: range,
      hint: "draw or import another one")
  }
}
