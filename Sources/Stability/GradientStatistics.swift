import LinearAlgebra
import Networks

/// How the gradient of a random unit cotangent at h_T fares on its way back to h_0.
public struct GradientStatistics: Equatable, Sendable {
  /// log10 of ‖δ_t‖ / ‖δ_T‖, Frobenius norms over the batch; index t from 0 to T, so the last is 0.
  public let log10Norm: [Double]
  /// The geometric mean factor by which the norm changes in a step back: 10^(log10Norm[0] / T).
  public let growthPerStep: Double
  /// How many steps back from T the gradient becomes exactly zero.
  public let zeroStep: Int?
  /// Whether that is because every slope φ′ there is zero, and not because of Whh.
  public let isZeroByFlatness: Bool

  /// Runs the backward pass through the stored states.
  ///
  /// Θ(steps · batch · n²).
  public init<Scalar: ExactScalar>(
    _ network: Network, through trajectory: Trajectory<Scalar>, _ run: Run,
    _ interruption: Interruption
  ) throws {
    var norms: [Magnitude] = []
    var isFlat: [Bool] = []
    try network.backpropagate(through: trajectory, run, interruption) { _, cotangents in
      norms.append(Magnitude(norming: cotangents))
      isFlat.append(cotangents.isFlat)
    }
    let last = norms.first?.log10 ?? 0
    log10Norm = norms.reversed().map { $0.log10 - last }
    growthPerStep = Elementary.pow(10, (log10Norm.first ?? 0) / Double(run.steps))
    zeroStep = norms.firstIndex { $0.mantissa == 0 }
    isZeroByFlatness = zeroStep.map { isFlat[$0] } ?? false
  }

  /// The number of steps, T.
  public var steps: Int { log10Norm.count - 1 }

  /// The first step back from T at which the norm of a gradient that starts at 1 is below the least
  /// normal number of `precision`; a gradient that is exactly zero has not underflowed.
  public func underflowStep(_ precision: Precision) -> Int? {
    let limit = Elementary.log10(precision.smallest)
    return (0...steps).first { log10Norm[steps - $0] < limit && log10Norm[steps - $0].isFinite }
  }

  /// The first step back from T at which that norm is above the largest number of `precision`.
  public func overflowStep(_ precision: Precision) -> Int? {
    let limit = Elementary.log10(precision.largest)
    return (0...steps).first { log10Norm[steps - $0] > limit }
  }

  /// The growth per step from h_T back to h_{T/2}, where the states have settled and h_0 no longer
  /// shows.
  public var settledGrowthPerStep: Double {
    let middle = steps / 2
    return Elementary.pow(10, log10Norm[middle] / Double(steps - middle))
  }
}
