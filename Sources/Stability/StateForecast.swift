import LinearAlgebra
import Networks
import Numerics

/// ln max |h_t| as it is expected to go on from the first steps.
///
/// A linear network without input or bias: h_t = Σ share · λ^t · direction over the modes whose |λ| is
/// above 0.9 ρ, the shares those of h_0. So it is not ρ alone that decides: h_0 may have little of the leading direction,
/// and before that shows, others do. Any other network: the growth a step that it has after some steps,
/// if that is steady.
enum StateForecast {
  case modes(LeadingModes)
  case line(step: Int, log: Double, rate: Double)
  case none

  /// Beyond any run.
  static let mostSteps = 20_000

  init(_ dynamics: Dynamics, _ run: HorizonRun, _ interruption: Interruption) throws {
    let start = try dynamics.initialState(.normal, interruption)
    if dynamics.isLinear, dynamics.isUndriven(run.drive), dynamics.network.layers == nil {
      let matrix = try dynamics.advance(start, at: 1, interruption).derivative.jacobian
      self =
        LeadingModes(try matrix.modes(above: 0.9, interruption), from: start).map { .modes($0) }
        ?? .none
      return
    }
    self = try Self.line(dynamics, from: start, run, interruption)
  }

  /// From the second half of a short run, or of what is finite of it; `none` where the growth of the
  /// quarter before differs by more than a quarter.
  private static func line(
    _ dynamics: Dynamics, from start: [Double], _ run: HorizonRun, _ interruption: Interruption
  ) throws -> StateForecast {
    var state = start
    var logs = [logSize(start, dynamics)]
    for step in 1...min(40, run.mostSteps) {
      state = try dynamics.advance(state, at: step, interruption).state
      let log = logSize(state, dynamics)
      guard log.isFinite else { break }
      logs.append(log)
    }
    let (last, middle, early) = (logs.count - 1, (logs.count - 1) / 2, (logs.count - 1) / 4)
    guard middle > early else { return .none }
    let rate = (logs[last] - logs[middle]) / Double(last - middle)
    let earlier = (logs[middle] - logs[early]) / Double(middle - early)
    guard (rate - earlier).magnitude < 0.25 * rate.magnitude else { return .none }
    return .line(step: last, log: logs[last], rate: rate)
  }

  private static func logSize(_ state: [Double], _ dynamics: Dynamics) -> Double {
    Elementary.log(Double.largestMagnitude(state.prefix(dynamics.network.units)))
  }

  /// The first step at which ln max |h_t| is above a limit.
  func firstStep(above limit: Double) -> Int? {
    switch self {
    case .modes(let modes): modes.firstStep(after: { $0 > limit }) { $0 > limit }
    case .line(let step, let log, let rate):
      rate > 0 ? Self.step(step, after: (limit - log) / rate) : nil
    case .none: nil
    }
  }

  /// The first step at which it is below a limit.
  func firstStep(below limit: Double) -> Int? {
    switch self {
    case .modes(let modes): modes.firstStep(after: { $0 < limit + 20 }) { $0 < limit }
    case .line(let step, let log, let rate):
      rate < 0 ? Self.step(step, after: (limit - log) / rate) : nil
    case .none: nil
    }
  }

  private static func step(_ step: Int, after more: Double) -> Int? {
    more < Double(mostSteps) ? max(1, step + Int(more.rounded(.up))) : nil
  }
}

/// Σ share · λ^t · direction over the leading modes of a linear network.
struct LeadingModes {
  /// λ / |λ_1| of each mode.
  private let factors: [Complex<Double>]
  /// share · direction of each mode.
  private let parts: [[Complex<Double>]]
  /// The largest entry of each part.
  private let sizes: [Double]
  /// ln |λ_1|.
  private let rate: Double

  /// `nil` where there is no mode, or the largest eigenvalue is zero.
  init?(_ modes: [Mode], from start: [Double]) {
    guard let largest = modes.first?.eigenvalue.length, largest > 0 else { return nil }
    rate = Elementary.log(largest)
    factors = modes.map { Complex($0.eigenvalue.real / largest, $0.eigenvalue.imaginary / largest) }
    parts = modes.map { mode in
      let share = mode.share(of: start)
      return mode.right.map { $0 * share }
    }
    sizes = parts.map { part in part.reduce(0) { max($0, $1.length) } }
  }

  /// The first step whose ln max |h_t| is as wanted, of those that a run may reach.
  ///
  /// Looked for only where ln of the sum of all parts' sizes, which is never smaller, is `worthwhile`.
  /// Θ(modes · n) a step there, Θ(modes) elsewhere.
  func firstStep(
    after worthwhile: (Double) -> Bool, where isWanted: (Double) -> Bool
  ) -> Int? {
    var powers = [Complex<Double>](repeating: .one, count: factors.count)
    for step in 1...StateForecast.mostSteps {
      for index in powers.indices { powers[index] = powers[index] * factors[index] }
      let growth = rate * Double(step)
      let bound = zip(powers, sizes).reduce(0) { $0 + $1.0.length * $1.1 }
      guard worthwhile(growth + Elementary.log(bound)) else { continue }
      if isWanted(growth + logSize(powers)) { return step }
    }
    return nil
  }

  private func logSize(_ powers: [Complex<Double>]) -> Double {
    var largest = 0.0
    for unit in parts[0].indices {
      var sum = 0.0
      for (power, part) in zip(powers, parts) {
        sum += power.real * part[unit].real - power.imaginary * part[unit].imaginary
      }
      largest = max(largest, sum.magnitude)
    }
    return Elementary.log(largest)
  }
}

extension Dynamics {
  /// Whether nothing but Whh and h_0 makes the states.
  fileprivate func isUndriven(_ drive: Drive) -> Bool {
    guard network.bias.map({ $0.largestMagnitude == 0 }) ?? true,
      network.inputBias.map({ $0.largestMagnitude == 0 }) ?? true
    else { return false }
    if case .silent = drive { return true }
    return network.input == nil
  }
}
