import LinearAlgebra

/// How a network is run: for how long, how many at a time, from where, and with which randomness.
public struct Run: Sendable {
  public enum Start: String, CaseIterable, Sendable {
    /// h_0 of independent standard normal numbers.
    case normal
    /// h_0 = 0.
    case zeros
  }

  public let steps: Int
  public let batch: Int
  public let start: Start
  public let seed: UInt64
  public let threads: Int

  public init(steps: Int, batch: Int = 1, start: Start = .normal, seed: UInt64, threads: Int = 1) {
    self.steps = steps
    self.batch = batch
    self.start = start
    self.seed = seed
    self.threads = threads
  }

  /// The initial states, block by block: h_0 in the order batch element, unit, and zeros for what
  /// else the cell keeps.
  ///
  /// An element's numbers depend on the seed and its own number, not on the batch's size.
  func initialStates<Scalar: ExactScalar>(
    of network: Network, as _: Scalar.Type, _ interruption: Interruption
  ) throws(Interrupted) -> [Scalar] {
    let count = batch * network.stateSize
    var states: [Scalar] = []
    states.reserveCapacity(count)
    for element in 0..<(start == .normal ? batch : 0) {
      try interruption.check()
      let stream = RandomStream(seed: seed, name: "h0", draw: UInt32(element))
      states += stream.normals(network.units).map { network.precision.rounding(Scalar($0)) }
    }
    return states + [Scalar](repeating: 0, count: count - states.count)
  }

  /// The bytes that a backward pass through the states takes: Whhᵀ scaled and packed, a few
  /// cotangents, and the sums and derivatives of a step.
  public func backwardMemory(of network: Network) -> Double {
    let weights = Double(network.sumCount) * Double(network.units)
    let width = Double(batch) * Double(network.stateSize + network.sumCount)
    return 24 * weights + 48 * width + 64 * Double(steps)
  }

  /// The bytes that running `network` takes at once: all states, and a step's worth of everything else.
  public func memory(of network: Network) -> Double {
    let width = Double(batch) * Double(network.stateSize)
    let inputs = Double(batch) * Double(network.input?.columns ?? 0)
    let states = (Double(steps) + 1) * width * Double(network.precision.bytes)
    let weights = 2 * Double(network.sumCount) * Double(network.units) * 8
    let sums = Double(batch) * Double(network.sumCount)
    return states + weights + 32 * (width + inputs + 4 * sums) + 256 * Double(steps)
  }
}

/// The states of a run, those before the first step to those after the last, in the precision they
/// were computed in.
public struct Trajectory<Scalar: ExactScalar>: Sendable {
  public let steps: Int
  public let batch: Int
  public let units: Int
  /// How many vectors of n numbers a state has; h is the first.
  public let blocks: Int
  /// What drove the run.
  public let drive: Drive
  /// (T + 1) × blocks × batch × n numbers, in the order step, block, batch element, unit.
  public private(set) var states: [Scalar]
  /// What the slopes were at each step, the first of them at step 1.
  public private(set) var sensitivities: [StepSensitivity] = []

  fileprivate init(start: [Scalar], _ network: Network, _ drive: Drive, _ run: Run) {
    (steps, batch, units, blocks) = (run.steps, run.batch, network.units, network.cell.blocks)
    self.drive = drive
    states = start
    states.reserveCapacity((run.steps + 1) * start.count)
  }

  fileprivate mutating func append(_ step: CellStep<Scalar>, _ activation: any Activation) {
    states += step.states
    sensitivities.append(StepSensitivity(step, activation))
  }

  /// Changes every number of every state by a random share of the size `share`, but for those that
  /// `precision` holds exactly: 1 stays on the flat part of φ, and 0 at its kink.
  mutating func moveStates(by share: Double, in precision: Precision, _ noise: RandomStream) {
    for (index, normal) in noise.normals(states.count).enumerated() {
      let value = Double(states[index])
      guard precision.rounding(value) != value else { continue }
      states[index] = Scalar(value * (1 + share * normal))
    }
  }

  /// h_t of the whole batch, in the order batch element, unit.
  public subscript(step: Int) -> ArraySlice<Scalar> { cellStates(at: step)[0] }

  /// All that the cell keeps at a step.
  public func cellStates(at step: Int) -> CellStates<Scalar> {
    let width = blocks * batch * units
    return CellStates(states[step * width..<(step + 1) * width], blocks: blocks)
  }
}

/// How much the units of a batch let through at one step.
public struct StepSensitivity: Equatable, Sendable {
  /// ⟨φ′⟩ over units and batch; of the candidate, in a cell with gates.
  public let meanSlope: Double
  /// The share of units whose next state hardly depends on anything: on a flat part of φ, with no
  /// other way through.
  public let flatShare: Double
  /// For each gate that is a sigmoid: its mean, and the share of units where it is shut or wide open,
  /// below 0.01 or above 0.99.
  public let gates: [GateStatistics?]

  init<Scalar: ExactScalar>(_ step: CellStep<Scalar>, _ activation: any Activation) {
    let slopes = step.partials.slopes
    let count = Double(slopes.count)
    meanSlope = Scalar.sum(slopes[...]) / count
    let steep = Scalar.countAbove(
      Scalar(activation.flatSlope), in: step.partials.sensitivities()[...])
    flatShare = (count - Double(steep)) / count
    gates = step.openness.map { values in
      values.isEmpty ? nil : GateStatistics(values[...])
    }
  }
}

/// How far a gate is open over a batch.
public struct GateStatistics: Equatable, Sendable {
  public let mean: Double
  /// The share of units where it is below 0.01 or above 0.99.
  public let saturation: Double

  init<Scalar: ExactScalar>(_ values: ArraySlice<Scalar>) {
    let count = Double(values.count)
    mean = Scalar.sum(values) / count
    saturation = Double(Scalar.countOutside(0.01, 0.99, in: values)) / count
  }
}

extension Network {
  /// Runs the network and keeps every state.
  ///
  /// Exact tier: the same bits for any batch size and any number of threads.
  /// Θ(steps · batch · gates · n²) time, (steps + 1) · batch · d numbers of memory, d the size of a
  /// state.
  public func trajectory<Scalar: ExactScalar>(
    _ drive: Drive, _ run: Run, as _: Scalar.Type, _ interruption: Interruption
  ) throws(Interrupted) -> Trajectory<Scalar> {
    try trajectory(
      from: run.initialStates(of: self, as: Scalar.self, interruption), drive, run, interruption)
  }

  /// The same from given initial states.
  func trajectory<Scalar: ExactScalar>(
    from start: [Scalar], _ drive: Drive, _ run: Run, _ interruption: Interruption
  ) throws(Interrupted) -> Trajectory<Scalar> {
    let batchStep = BatchStep<Scalar>(self, drive, run)
    var trajectory = Trajectory<Scalar>(start: start, self, drive, run)
    for step in 0..<run.steps {
      try interruption.check(step, of: run.steps, "steps")
      var next = try batchStep.advance(
        trajectory.cellStates(at: step), at: step + 1, interruption)
      precision.round(&next.states)
      trajectory.append(next, activation)
    }
    return trajectory
  }
}
