import LinearAlgebra
import Networks

/// A network run once and judged: the numbers by which inits are compared.
public struct Trial: Equatable, Sendable {
  /// ρ(Whh); `nil` where Whh has gates, `nan` where an entry is not finite.
  public let spectralRadius: Double?
  /// σ_max(Whh), with the blocks of all gates; `nan` where an entry is not finite.
  public let spectralNorm: Double
  /// Population variance over the units of h_T.
  public let finalVariance: Double
  /// Share of the units of h_T that are saturated; `nil` where φ has no bounds to be saturated at.
  public let finalSaturation: Double?
  public let verdict: Verdict

  /// Runs `network`, carries a gradient back, and gathers the evidence; the states are not kept.
  ///
  /// Θ(steps · batch · gates · n²), and what ρ and σ_max take.
  public init(
    _ network: Network, _ drive: Drive, _ run: Run, _ interruption: Interruption
  ) throws {
    let (states, gradients) =
      network.precision == .float64
      ? try Self.statistics(network, drive, run, as: Double.self, interruption)
      : try Self.statistics(network, drive, run, as: Float.self, interruption)
    let weights = try Evidence.Weights(of: network, interruption)
    spectralRadius = weights?.spectralRadius
    spectralNorm =
      try weights?.spectralNorm ?? network.recurrent.finiteNorm(interruption)
    finalVariance = states.variance[run.steps - 1]
    finalSaturation =
      network.activation.isBounded ? states.saturation[run.steps - 1] : nil
    verdict = Verdict(Evidence(network, weights, states, gradients))
  }

  /// The gradient's growth per step over the settled half of the run; `nan` where it overflowed.
  public var gradientGrowthPerStep: Double { verdict.evidence.growthPerStep }

  /// Whether gradients neither vanish nor explode.
  public var isStable: Bool { verdict.gradients == .stable && verdict.cause == .none }

  /// The bytes that a trial takes: the run, the backward pass, and the spectrum by LAPACK.
  public static func memory(of network: Network, _ run: Run) -> Double {
    let entries = Double(network.recurrent.elements.count)
    return run.memory(of: network) + run.backwardMemory(of: network) + 4 * 8 * entries
  }

  private static func statistics<Scalar: ExactScalar>(
    _ network: Network, _ drive: Drive, _ run: Run, as _: Scalar.Type,
    _ interruption: Interruption
  ) throws -> (StateStatistics, GradientStatistics) {
    let trajectory = try network.trajectory(drive, run, as: Scalar.self, interruption)
    return (
      try StateStatistics(trajectory, of: network, interruption),
      try GradientStatistics(network, through: trajectory, run, interruption)
    )
  }
}

extension Evidence.Weights {
  /// From the leading values of Whh alone; `nil` for a cell with gates.
  ///
  /// Some n² · 400 operations where ARPACK converges, else Θ(n³).
  public init?(of network: Network, _ interruption: Interruption) throws(LinearAlgebraError) {
    guard let step = network.linearStep else { return nil }
    guard network.recurrent.isFinite else {
      self.init(spectralRadius: .nan, spectralNorm: .nan, linearFactor: .nan)
      return
    }
    let radius = try network.recurrent.spectralRadius(interruption).value
    let linearFactor =
      network.cell is Vanilla
      ? radius * network.activation.steepestSlope : try step.spectralRadius(interruption).value
    self.init(
      spectralRadius: radius, spectralNorm: try network.recurrent.spectralNorm(interruption).value,
      linearFactor: linearFactor)
  }
}

extension Matrix {
  /// σ_max; `nan` where an entry is not finite.
  fileprivate func finiteNorm(_ interruption: Interruption) throws(LinearAlgebraError) -> Double {
    isFinite ? try spectralNorm(interruption).value : .nan
  }
}
