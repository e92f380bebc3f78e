import LinearAlgebra
import Networks

/// How far back a gradient reaches, and how far numbers reach: what was predicted and what was seen.
public struct Horizon: Equatable, Sendable {
  /// What a gradient's typical size is measured against.
  public let epsilon: Double
  /// λ1 of the settled trajectory, in nats per step; `nil` where the state overflows.
  public let largestExponent: Estimate?
  /// ⟨ln ‖J‖_F / √d⟩ over settled steps: what one step does to a random direction, in nats.
  public let typicalRate: Double?
  /// The steps back after which the gradient's typical size is expected below ε; `nil` where it is not
  /// expected to fall so far.
  ///
  /// It is the larger of two: e^(rate s) of a random direction, as in mean-field theory, and
  /// e^(λ1 s)/√d of the leading one, which alone lasts.
  public let predictedSteps: Int?
  /// The same as it was seen; `nil` where it has not fallen so far.
  public let steps: Int?
  /// How many steps back were looked at.
  public let stepsSeen: Int
  /// Whether that was the end of it because the gradient had grown a millionfold.
  public let hasGrown: Bool
  /// Of how many of the d cotangents the typical size is the mean: all of them, or a random sample.
  public let cotangents: Int
  /// How the state fares in each precision, counted from h_0.
  public let state: [Precision: RangeLimits]
  /// How a gradient of norm 1 fares, counted back from T.
  public let gradient: [Precision: RangeLimits]
}

/// The steps at which a size leaves the range of a precision; `nil` where it does not.
public struct RangeLimits: Equatable, Sendable {
  public struct Step: Equatable, Sendable {
    public var predicted: Int?
    public var observed: Int?

    public init(predicted: Int? = nil, observed: Int? = nil) {
      (self.predicted, self.observed) = (predicted, observed)
    }
  }

  /// Above the largest number.
  public var overflow = Step()
  /// Below the least normal number.
  public var underflow = Step()

  public init() {}
}

/// How a horizon is to be measured.
public struct HorizonRun: Sendable {
  public let epsilon: Double
  public let drive: Drive
  public let seed: UInt64
  /// The most steps there are, for an input that ends.
  public let mostSteps: Int
  public let threads: Int

  /// `epsilon` is above zero and below 1, `mostSteps` at least 2.
  public init(
    epsilon: Double, drive: Drive, mostSteps: Int = .max, seed: UInt64, threads: Int = 1
  ) {
    (self.epsilon, self.drive, self.mostSteps) = (epsilon, drive, min(mostSteps, 1_000_000))
    (self.seed, self.threads) = (seed, threads)
  }

  /// How many cotangents stand for all: beyond these, a mean over random ones is within 3 %.
  static let mostCotangents = 512
  /// How many steps back a gradient is followed, and how many states are let settle before.
  static let mostStepsBack = 1000
  static let settling = 500
  /// How many steps a precision is tried for.
  static let mostTried = 5000
  /// The most steps that anything here takes.
  public static let longest = 5000

  /// The steps that are followed back, and those before them.
  func steps(of network: Network) -> (settling: Int, back: Int) {
    let width = Double(min(network.stateSize, Self.mostCotangents))
    let cost = 2 * Double(network.recurrent.elements.count) * width
    let affordable = Int(min(1e9, max(100, 1e12 / cost)))
    let back = min(Self.mostStepsBack, affordable, (mostSteps + 1) / 2)
    return (min(Self.settling, mostSteps - back), back)
  }

  /// The bytes it takes: the derivatives of the steps that are followed back, cotangents, and the states
  /// of the longest run.
  public func memory(of network: Network) -> Double {
    let (d, sums) = (Double(network.stateSize), Double(network.recurrent.rows))
    let weights = Double(network.recurrent.elements.count)
    let back = Double(steps(of: network).back)
    let width = Double(min(network.stateSize, Self.mostCotangents))
    let own = network.layers == nil ? 2 * (d + sums) * 8 : weights * 8
    let states = 8 * d * Double(min(mostSteps, Self.mostTried))
    return 8 * (8 * weights + (6 * d + 2 * sums) * width) + back * own + states
  }
}

extension Horizon {
  /// Measures λ1 forwards, follows cotangents back along the settled trajectory, and lets each precision
  /// run into its limits.
  ///
  /// Θ(steps back · gates · n² · min(d, 512)), and Θ(n³) for the modes of a linear network.
  public init(
    of network: Network, _ run: HorizonRun, _ interruption: Interruption
  ) throws {
    let dynamics = Dynamics(network, run.drive, seed: run.seed, threads: run.threads)
    let measured = max(1, min(400, run.mostSteps * 2 / 3))
    let exponent = try LyapunovSpectrum(
      dynamics, LyapunovRun(.steps(measured), count: 1, seed: run.seed), interruption)?.largest
    let seen = try GradientReach(dynamics, run, interruption)
    let limits = try RangeSearch(dynamics, run, interruption)
    epsilon = run.epsilon
    largestExponent = exponent
    let typicalRate = try seen?.typicalRate(interruption)
    self.typicalRate = typicalRate
    predictedSteps = Self.predictedSteps(
      run.epsilon, typicalRate: typicalRate, exponent: exponent?.value, size: dynamics.stateSize)
    steps = seen?.steps
    stepsSeen = seen?.stepsSeen ?? 0
    hasGrown = seen?.hasGrown ?? false
    cotangents = seen?.cotangents ?? 0
    let state = try limits.ofState(interruption)
    let overflow = dynamics.isLinear ? nil : state[.float64]?.overflow.observed
    self.state = state
    gradient = try limits.ofGradient(
      growing: exponent.flatMap { $0.sign == nil ? nil : $0.value },
      until: max(1, (overflow ?? .max) - 1), interruption)
  }

  private static func predictedSteps(
    _ epsilon: Double, typicalRate: Double?, exponent: Double?, size: Int
  ) -> Int? {
    guard let typicalRate, let exponent, typicalRate < 0 else { return nil }
    let level = Elementary.log(epsilon)
    let lead = level + 0.5 * Elementary.log(Double(size))
    guard let typical = steps(toReach: level, by: typicalRate) else { return nil }
    if exponent < 0 { return max(typical, steps(toReach: min(lead, 0), by: exponent) ?? 1) }
    return exponent * Double(typical) < lead ? typical : nil
  }

  /// Only the steps back after which the gradient's typical size is below ε; `nil` where it does not fall
  /// so far within `limit` steps, or the state leaves the range of float64.
  ///
  /// Θ(steps back · gates · n² · min(d, 512)).
  public static func steps(
    of network: Network, _ run: HorizonRun, within limit: Int, _ interruption: Interruption
  ) throws -> Int? {
    let dynamics = Dynamics(network, run.drive, seed: run.seed, threads: run.threads)
    return try GradientReach(dynamics, run, within: limit, interruption)?.steps
  }

  /// The first whole step at which rate · step has reached a level; `nil` where it never does.
  static func steps(toReach level: Double, by rate: Double) -> Int? {
    guard rate != 0, level / rate >= 0 else { return nil }
    return Int(exactly: max(1, (level / rate).rounded(.up)))
  }
}

/// How far back along a settled trajectory a gradient is not below ε: the root mean square of what
/// orthonormal cotangents become.
private struct GradientReach {
  private(set) var steps: Int?
  private(set) var stepsSeen = 0
  private(set) var hasGrown = false
  let cotangents: Int
  private let derivatives: [StepDerivative]

  /// A gradient that has grown so much does not fall any more.
  private static let hopeless = Elementary.log(1e6)

  /// `nil` where the state leaves the range of float64.
  init?(
    _ dynamics: Dynamics, _ run: HorizonRun, within limit: Int = .max, _ interruption: Interruption
  ) throws {
    let size = dynamics.stateSize
    let length = run.steps(of: dynamics.network)
    var state = try dynamics.initialState(.normal, interruption)
    var derivatives: [StepDerivative] = []
    for step in 1...(length.settling + length.back) {
      let next = try dynamics.advance(state, at: step, interruption)
      guard dynamics.hasDerivative(at: next.state) else { return nil }
      if step > length.settling { derivatives.append(next.derivative) }
      state = next.state
    }
    self.derivatives = derivatives
    cotangents = min(size, HorizonRun.mostCotangents)
    var vectors = try Self.orthonormal(size, cotangents, run.seed, interruption)
    var log = 0.0
    for derivative in derivatives.reversed().prefix(limit) {
      vectors = try derivative.pull(vectors, interruption)
      stepsSeen += 1
      let norm = vectors.frobeniusNorm / Double(cotangents).squareRoot()
      guard norm > 0, norm.isFinite else {
        steps = norm == 0 ? stepsSeen : nil
        return
      }
      let exponent = Int(norm.exponent)
      vectors = vectors.map { $0 * Double(sign: .plus, exponent: -exponent, significand: 1) }
      log += Double(exponent + derivative.exponent) * Elementary.log(2)
      let size = log + Elementary.log(norm.significand)
      if size < Elementary.log(run.epsilon) {
        steps = stepsSeen
        return
      }
      hasGrown = size > Self.hopeless
      if hasGrown { return }
    }
  }

  /// The mean over some fifty of the steps.
  func typicalRate(_ interruption: Interruption) throws(Interrupted) -> Double {
    var rates: [Double] = []
    for index in stride(from: 0, to: derivatives.count, by: max(1, derivatives.count / 50)) {
      try interruption.check()
      let derivative = derivatives[index]
      rates.append(
        Elementary.log(derivative.jacobian.frobeniusNorm)
          - 0.5 * Elementary.log(Double(derivative.stateSize))
          + Double(derivative.exponent) * Elementary.log(2))
    }
    return rates.reduce(0, +) / Double(rates.count)
  }

  private static func orthonormal(
    _ size: Int, _ count: Int, _ seed: UInt64, _ interruption: Interruption
  ) throws -> Matrix {
    guard count < size else { return .identity(size) }
    let numbers = RandomStream(seed: seed, name: "cotangents", draw: 0).normals(size * count)
    return try Matrix(rows: size, columns: count, elements: numbers)
      .qrFactors(interruption).orthonormal
  }
}
