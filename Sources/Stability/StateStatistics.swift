import LinearAlgebra
import Networks

/// What the states of a run did, step by step; index 0 of every list is step 1.
public struct StateStatistics: Equatable, Sendable {
  /// Population variance over units and batch.
  public let variance: [Double]
  /// ⟨h²⟩ over units and batch.
  public let meanSquare: [Double]
  /// Share of units with |h| > 0.99 (sigmoid: h < 0.01 or h > 0.99).
  public let saturation: [Double]
  /// ⟨φ′⟩ over units and batch.
  public let meanSlope: [Double]
  /// Share of units on a flat part of φ: slope below 2 % of the steepest.
  public let flatShare: [Double]
  /// (‖h_t‖ / ‖h_0‖)^(1/t) with t the last step whose states are finite: the geometric mean factor by
  /// which the state grows in a step. `nil` when h_0 = 0 or no step is finite.
  public let growthPerStep: Double?
  /// The first step at which a state is infinite or not a number.
  public let firstNonfiniteStep: Int?

  /// Reads a trajectory once. Θ(steps · batch · n).
  public init<Scalar: ExactScalar>(
    _ trajectory: Trajectory<Scalar>, _ activation: any Activation, _ interruption: Interruption
  ) throws(Interrupted) {
    var steps: [StepStatistics] = []
    for step in 1...trajectory.steps {
      try interruption.check()
      steps.append(StepStatistics(trajectory[step], activation))
    }
    variance = steps.map(\.variance)
    meanSquare = steps.map(\.meanSquare)
    saturation = steps.map(\.saturation)
    meanSlope = steps.map(\.meanSlope)
    flatShare = steps.map(\.flatShare)
    firstNonfiniteStep = steps.firstIndex { !$0.isFinite }.map { $0 + 1 }
    growthPerStep = Self.growth(of: trajectory, until: firstNonfiniteStep)
  }

  private static func growth<Scalar: ExactScalar>(
    of trajectory: Trajectory<Scalar>, until firstNonfiniteStep: Int?
  ) -> Double? {
    let last = firstNonfiniteStep.map { $0 - 1 } ?? trajectory.steps
    let start = Magnitude(norming: trajectory[0])
    guard last > 0, start.mantissa > 0 else { return nil }
    return Magnitude(norming: trajectory[last]).growth(since: start, steps: last)
  }
}

/// The statistics of the states at one step.
private struct StepStatistics {
  let variance, meanSquare, saturation, meanSlope, flatShare: Double
  let isFinite: Bool

  init<Scalar: ExactScalar>(_ states: ArraySlice<Scalar>, _ activation: any Activation) {
    let moments = Moments(states)
    (variance, meanSquare) = (moments.variance, moments.meanSquare)
    isFinite = moments.isFinite
    let count = Double(states.count)
    saturation = Double(activation.saturatedCount(in: states)) / count
    (meanSlope, flatShare) = activation.slopes(at: states)
  }
}
