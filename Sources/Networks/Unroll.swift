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

  /// h_0 in the order batch element, unit.
  ///
  /// An element's numbers depend on the seed and its own number, not on the batch's size.
  func initialStates<Scalar: ExactScalar>(
    units: Int, as _: Scalar.Type, _ interruption: Interruption
  ) throws(Interrupted) -> [Scalar] {
    guard start == .normal else { return [Scalar](repeating: 0, count: batch * units) }
    var states: [Scalar] = []
    states.reserveCapacity(batch * units)
    for element in 0..<batch {
      try interruption.check()
      let stream = RandomStream(seed: seed, name: "h0", draw: UInt32(element))
      states += stream.normals(units).map { Scalar($0) }
    }
    return states
  }

  /// The bytes that a backward pass through the states takes: Whhᵀ scaled and packed, and a few
  /// cotangents.
  public func backwardMemory(of network: Network) -> Double {
    let units = Double(network.units)
    return 24 * units * units + 48 * Double(batch) * units + 64 * Double(steps)
  }

  /// The bytes that running `network` takes at once: all states, and a step's worth of everything else.
  public func memory(of network: Network) -> Double {
    let width = Double(batch) * Double(network.units)
    let inputs = Double(batch) * Double(network.input?.columns ?? 0)
    let states = (Double(steps) + 1) * width * Double(network.precision.bytes)
    let packed = 2 * Double(network.units) * Double(network.units) * 8
    return states + packed + 32 * (width + inputs) + 256 * Double(steps)
  }
}

/// The states of a run, h_0 to h_T, in the precision they were computed in.
public struct Trajectory<Scalar: ExactScalar>: Sendable {
  public let steps: Int
  public let batch: Int
  public let units: Int
  /// (T + 1) × batch × n numbers, in the order step, batch element, unit.
  public private(set) var states: [Scalar]

  fileprivate init(start: [Scalar], units: Int, _ run: Run) {
    (steps, batch, self.units) = (run.steps, run.batch, units)
    states = start
    states.reserveCapacity((run.steps + 1) * start.count)
  }

  fileprivate mutating func append(_ next: [Scalar]) { states += next }

  /// h_t of the whole batch.
  public subscript(step: Int) -> ArraySlice<Scalar> {
    let width = batch * units
    return states[step * width..<(step + 1) * width]
  }
}

extension Network {
  /// Runs the network and keeps every state.
  ///
  /// Exact tier: the same bits for any batch size and any number of threads. Θ(steps · batch · n²)
  /// time, (steps + 1) · batch · n numbers of memory.
  public func trajectory<Scalar: ExactScalar>(
    _ drive: Drive, _ run: Run, as _: Scalar.Type, _ interruption: Interruption
  ) throws(Interrupted) -> Trajectory<Scalar> {
    let cell = VanillaCell<Scalar>(self)
    let drivenBias = DrivenBias<Scalar>(self, drive, run)
    var trajectory = Trajectory(
      start: try run.initialStates(units: units, as: Scalar.self, interruption), units: units, run)
    for step in 0..<run.steps {
      try interruption.check()
      let drive = try drivenBias.values(at: step + 1, interruption)
      trajectory.append(try cell.next(trajectory[step], adding: drive, run, interruption))
    }
    return trajectory
  }
}
