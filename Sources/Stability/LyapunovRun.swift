import LinearAlgebra
import Networks

/// How Lyapunov exponents are to be measured.
public struct LyapunovRun: Sendable {
  /// T: that many steps, or as many as it takes.
  public enum Length: Equatable, Sendable {
    case steps(Int)
    /// Until the 95 % bar of the largest exponent is at most `bar`, or a hundredth of the exponent; at
    /// most so many steps.
    case until(bar: Double, atMost: Int)
  }

  public let length: Length
  /// k, how many exponents.
  public let count: Int
  public let start: Run.Start
  public let seed: UInt64

  /// `count` is between 1 and the size of a state.
  public init(_ length: Length, count: Int, start: Run.Start = .normal, seed: UInt64) {
    (self.length, self.count, self.start, self.seed) = (length, count, start, seed)
  }

  /// The fewest steps after which a rule may stop a measurement.
  static let fewestSteps = 500

  /// Steps before the measurement, of which the frame takes the second half: T/2.
  public var burnIn: Int { fewestMeasured / 2 }

  /// The most steps that can be taken in all.
  public var mostSteps: Int { burnIn + mostMeasured }

  /// The fewest that are measured, unless the state overflows.
  private var fewestMeasured: Int {
    switch length {
    case .steps(let steps): steps
    case .until(_, let most): min(most, Self.fewestSteps)
    }
  }

  /// Short enough that there are blocks to average, and that the last stretch ends with the run.
  fileprivate func longestStretch(after steps: Int) -> Int {
    min(mostMeasured - steps, max(1, fewestMeasured / 64))
  }

  fileprivate var mostMeasured: Int {
    switch length {
    case .steps(let steps), .until(_, let steps): steps
    }
  }

  /// The bytes it takes: weights, some copies of the frame, the triangle, and the blocks.
  public func memory(of network: Network) -> Double {
    let (d, k) = (Double(network.stateSize), Double(count))
    let weights = 4 * Double(network.recurrent.elements.count)
    let sums = Double(network.recurrent.rows) * k
    return 8 * (weights + 10 * d * k + 3 * sums + 4 * k * k + 300 * (k + 2))
  }

  /// Whether enough is known after some steps.
  fileprivate func isDone(_ averages: BlockAverages) -> Bool {
    guard averages.steps < mostMeasured else { return true }
    guard case .until(let bar, _) = length, averages.steps >= Self.fewestSteps else {
      return false
    }
    return hasReached(bar, averages)
  }

  fileprivate func hasReached(_ bar: Double, _ averages: BlockAverages) -> Bool {
    let largest = averages.estimate { $0[0] }
    if largest.value == -.infinity { return true }
    return (largest.bar ?? .infinity) <= max(bar, 0.01 * largest.value.magnitude)
  }
}

extension LyapunovSpectrum {
  /// Measures the exponents of the trajectory of `dynamics`; `nil` where its state leaves the range of
  /// float64 before anything has been measured.
  ///
  /// Θ(T · gates · n² · k) for the tangents, and Θ(d · k²) for each orthonormalisation.
  public init?(
    _ dynamics: Dynamics, _ run: LyapunovRun, _ interruption: Interruption
  ) throws {
    var walk = try TangentWalk(
      dynamics.withoutDetours, from: run.start, count: run.count, seed: run.seed, interruption)
    guard try walk.settle(run.burnIn / 2, interruption) else { return nil }
    var tally = LyapunovTally(count: run.count)
    while walk.step < run.burnIn {
      let limit = run.burnIn - walk.step
      guard let stretch = try walk.stretch(atMost: limit, interruption) else { return nil }
      tally.settle(stretch)
    }
    while !run.isDone(tally.averages) {
      let limit = run.longestStretch(after: tally.averages.steps)
      guard let stretch = try walk.stretch(atMost: limit, interruption) else {
        guard tally.averages.steps > 0 else { return nil }
        break
      }
      tally.add(stretch)
    }
    self = try tally.spectrum(of: dynamics, run, reached: walk.step, interruption)
  }
}

extension LyapunovRun {
  fileprivate func ending(_ averages: BlockAverages, at step: Int) -> LyapunovSpectrum.Ending {
    switch length {
    case .until(let bar, _) where averages.steps >= Self.fewestSteps && hasReached(bar, averages):
      .barReached
    case _ where averages.steps < mostMeasured: .overflowed(step: step + 1)
    case .steps: .stepsTaken
    case .until: .ranOut
    }
  }
}

/// What a measurement has gathered so far.
private struct LyapunovTally {
  /// The k logarithms, and Σ ln φ′.
  var averages: BlockAverages
  private let count: Int
  private var stretches = 0
  private var longest = 0
  private var condition = 1.0
  private var knowsSlopes = true

  init(count: Int) {
    self.count = count
    averages = BlockAverages(width: count + 1)
  }

  /// Takes note of the directions that have died before the measurement: they never come back.
  mutating func settle(_ stretch: Stretch) {
    guard stretch.logs.contains(-.infinity) else { return }
    averages.add(stretch.logs.map { $0 == -.infinity ? $0 : 0 } + [0], steps: 0)
  }

  mutating func add(_ stretch: Stretch) {
    averages.add(stretch.logs + [stretch.logSlopes ?? 0], steps: stretch.steps)
    stretches += 1
    longest = max(longest, stretch.steps)
    condition = max(condition, stretch.condition)
    knowsSlopes = knowsSlopes && stretch.logSlopes != nil
  }

  func spectrum(
    of dynamics: Dynamics, _ run: LyapunovRun, reached step: Int, _ interruption: Interruption
  ) throws -> LyapunovSpectrum {
    let measured = (0..<count).map { index in averages.estimate { $0[index] } }
    let exponents = measured.sorted { $0.value > $1.value }
    let isComplete = count == dynamics.stateSize
    let volume = try self.volume(of: dynamics, interruption)
    let sum = isComplete ? averages.estimate { $0.prefix(count).reduce(0, +) } : nil
    let defect = sum.flatMap { sum in volume.map { sum.value - $0.value } } ?? .nan
    return LyapunovSpectrum(
      exponents: exponents, stateSize: dynamics.stateSize, steps: averages.steps,
      burnIn: run.burnIn, ending: run.ending(averages, at: step),
      meanExponent: (sum ?? volume)?.divided(by: Double(dynamics.stateSize)),
      sumDefect: defect.isFinite ? defect : nil,
      entropy: entropy(measured, isComplete: isComplete),
      kaplanYorkeDimension: KaplanYorkeDimension(exponents.map(\.value), isComplete: isComplete),
      longestInterval: longest, meanInterval: Double(averages.steps) / Double(stretches),
      largestCondition: condition,
      check: try TwoTrajectories(
        dynamics, from: run.start, burnIn: run.burnIn, steps: averages.steps, seed: run.seed,
        interruption))
  }

  /// ln |det Whh| + Σ ⟨ln φ′⟩, what the sum of all exponents must be; `nil` where it is not so simple.
  private func volume(
    of dynamics: Dynamics, _ interruption: Interruption
  ) throws -> Estimate? {
    guard knowsSlopes, dynamics.network.layers == nil else { return nil }
    let determinant = try dynamics.network.recurrent.logDeterminant(interruption)
    return averages.estimate { $0[count] }.shifted(by: determinant)
  }

  private func entropy(_ measured: [Estimate], isComplete: Bool) -> Estimate? {
    let positive = measured.indices.filter { measured[$0].value > 0 }
    guard isComplete || positive.count < count else { return nil }
    guard !positive.isEmpty else { return Estimate(0) }
    return averages.estimate { sums in positive.reduce(0) { $0 + sums[$1] } }
  }
}

extension Estimate {
  fileprivate func divided(by divisor: Double) -> Estimate {
    Estimate(
      value / divisor, standardError: standardError.map { $0 / divisor },
      bar: bar.map { $0 / divisor })
  }

  fileprivate func shifted(by shift: Double) -> Estimate {
    Estimate(value + shift, standardError: standardError, bar: bar)
  }
}
