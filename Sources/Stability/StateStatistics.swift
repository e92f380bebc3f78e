import LinearAlgebra
import Networks

/// What the states of a run did, step by step; index 0 of every list is step 1.
public struct StateStatistics: Sendable {
  /// Population variance over units and batch.
  public let variance: [Double]
  /// ⟨h²⟩ over units and batch.
  public let meanSquare: [Double]
  /// Share of units with |h| > 0.99 (sigmoid: h < 0.01 or h > 0.99).
  public let saturation: [Double]
  /// ⟨φ′⟩ over units and batch.
  public let meanSlope: [Double]
  /// Share of units on a flat part of φ, where its slope is at most that at the bound of saturation.
  public let flatShare: [Double]
  /// The gates that are sigmoids, each with its statistics step by step.
  public let gates: [(name: String, steps: [GateStatistics])]
  /// (‖h_t‖ / ‖h_0‖)^(1/t), the geometric mean factor by which the state grows in a step; t is the
  /// last step before the state over- or underflows.
  ///
  /// `nil` when h_0 = 0 or there is no such step.
  public let growthPerStep: Double?
  /// The first step at which a state is infinite or not a number.
  public let firstNonfiniteStep: Int?
  /// The first step at which every |h| is below the least normal number, though h_0 was not.
  public let firstUnderflowStep: Int?

  /// Reads a trajectory once.
  ///
  /// Θ(steps · batch · n).
  public init<Scalar: ExactScalar>(
    _ trajectory: Trajectory<Scalar>, of network: Network, _ interruption: Interruption
  ) throws(Interrupted) {
    var steps: [StepStatistics] = []
    for step in 1...trajectory.steps {
      try interruption.check()
      steps.append(StepStatistics(trajectory[step], network.activation))
    }
    variance = steps.map(\.variance)
    meanSquare = steps.map(\.meanSquare)
    saturation = steps.map(\.saturation)
    meanSlope = trajectory.sensitivities.map(\.meanSlope)
    flatShare = trajectory.sensitivities.map(\.flatShare)
    gates = network.cell.gates.indices.compactMap { gate in
      let steps = trajectory.sensitivities.compactMap { sensitivity in
        sensitivity.gates.isEmpty ? nil : sensitivity.gates[gate]
      }
      return steps.isEmpty ? nil : (network.cell.gates[gate], steps)
    }
    firstNonfiniteStep = steps.firstIndex { !$0.isFinite }.map { $0 + 1 }
    let hasStart = Scalar.largestMagnitude(trajectory[0]) > 0
    firstUnderflowStep = hasStart ? steps.firstIndex(where: \.isTiny).map { $0 + 1 } : nil
    let end = [firstNonfiniteStep, firstUnderflowStep].compactMap(\.self).min()
    growthPerStep = Self.growth(of: trajectory, until: end)
  }

  /// The mean openness of a gate, step by step.
  public func opennessOfGate(_ name: String) -> [Double]? {
    gates.first { $0.name == name }.map { $0.steps.map(\.mean) }
  }

  private static func growth<Scalar: ExactScalar>(
    of trajectory: Trajectory<Scalar>, until end: Int?
  ) -> Double? {
    let last = end.map { $0 - 1 } ?? trajectory.steps
    let start = Magnitude(norming: trajectory[0])
    guard last > 0, start.mantissa > 0 else { return nil }
    return Magnitude(norming: trajectory[last]).growth(since: start, steps: last)
  }
}

/// The statistics of the states at one step.
private struct StepStatistics {
  let variance, meanSquare, saturation: Double
  let isFinite: Bool
  /// Whether every |h| is below the least normal number.
  let isTiny: Bool

  init<Scalar: ExactScalar>(_ states: ArraySlice<Scalar>, _ activation: any Activation) {
    let moments = Moments(states)
    (variance, meanSquare) = (moments.variance, moments.meanSquare)
    isFinite = moments.isFinite
    isTiny = Scalar.largestMagnitude(states) < Scalar.leastNormalMagnitude
    saturation = Double(activation.saturatedCount(in: states)) / Double(states.count)
  }
}
