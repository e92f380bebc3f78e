import LinearAlgebra
import Networks

/// Whether gradients survive in a network, and if not, why; decided from measured numbers alone.
///
/// The gradient's growth per step over the settled half of the run is compared with two thresholds: a
/// factor of 100 either way in 100 steps. The cause then follows from measurements, in this order:
///
/// 1. a weight, a state or the gradient is not finite: overflow;
/// 2. the gradient explodes, the linear factor is above 1 and the state does not rest at zero: chaos
///    where φ bounds the state, overflow where it does not;
/// 3. it explodes otherwise: none, for it is no lasting regime of the network;
/// 4. it vanishes, most units are on a flat part of φ or all of them are at some step, and the weights
///    alone (a linear factor of 1 or more) would not have made it vanish: saturation;
/// 5. it vanishes otherwise: contraction.
///
/// The linear factor is the spectral radius of a step whose units are all where φ is steepest: ρ · max φ′
/// of a vanilla network. A cell with gates has none, and is judged without.
public struct Verdict: Equatable, Sendable {
  public enum Gradients: String, Sendable {
    case stable, vanishing, exploding
  }

  public enum Cause: String, Sendable {
    case none, contraction, saturation, chaos, overflow
  }

  /// Below this growth per step gradients vanish: 10^(−2/100), a hundredth in 100 steps.
  public static let vanishingBelow = 0.9549925860214360
  /// Above this growth per step gradients explode: 10^(2/100), a hundredfold in 100 steps.
  public static let explodingAbove = 1.0471285480508996
  /// From this share of units on a flat part of φ on, saturation can be the cause.
  public static let flatShareFrom = 0.6

  public let gradients: Gradients
  public let cause: Cause
  public let evidence: Evidence

  public init(_ evidence: Evidence) {
    self.evidence = evidence
    gradients = Self.gradients(evidence)
    cause = Self.cause(evidence, gradients)
  }

  private static func gradients(_ evidence: Evidence) -> Gradients {
    let growth = evidence.growthPerStep
    if growth < vanishingBelow { return .vanishing }
    // Where the gradient is not a number, it has overflowed.
    return growth <= explodingAbove ? .stable : .exploding
  }

  private static func cause(_ evidence: Evidence, _ gradients: Gradients) -> Cause {
    let isFinite = evidence.hasFiniteWeights && evidence.firstNonfiniteStep == nil
    if !isFinite || evidence.growthPerStep.isNaN { return .overflow }
    switch gradients {
    case .stable: return .none
    case .exploding:
      guard evidence.linearFactor ?? .infinity > 1, evidence.finalMeanSquare > 0 else {
        return .none
      }
      return evidence.isBounded ? .chaos : .overflow
    case .vanishing:
      let isFlat = evidence.flatShare >= flatShareFrom || evidence.isZeroByFlatness
      return isFlat && evidence.linearFactor ?? .infinity >= 1 ? .saturation : .contraction
    }
  }
}

/// The measured numbers behind a verdict.
public struct Evidence: Equatable, Sendable {
  /// The gradient's growth per step over the settled half of the run; `nan` where it overflowed.
  public let growthPerStep: Double
  /// The state's growth per step, from h_0 to the last finite step.
  public let stateGrowthPerStep: Double?
  public let firstNonfiniteStep: Int?
  /// σ_max(Whh); `nan` where Whh has an entry that is not finite, `nil` where it has gates.
  public let spectralNorm: Double?
  /// ρ(Whh), likewise.
  public let spectralRadius: Double?
  /// g = σ√n, over the matrices of all gates where there are some.
  public let gain: Double
  public let mean: Double
  public let units: Int
  /// ⟨φ′⟩ over the settled half of the run.
  public let meanSlope: Double
  /// Share of units on a flat part of φ over the settled half of the run.
  public let flatShare: Double
  public let cell: String
  public let activation: String
  public let isBounded: Bool
  /// What a step can do to the gradient in the end when no unit is saturated: the spectral radius of
  /// the step linearised at max φ′; `nil` where the cell has gates.
  public let linearFactor: Double?
  /// The gate that says how much of the old state is kept, and its mean over the settled half.
  public let memory: Memory?
  /// ⟨h²⟩ at the last step: zero where the network rests.
  public let finalMeanSquare: Double
  /// Whether the gradient ends in exact zero because all slopes φ′ of a step are zero.
  public let isZeroByFlatness: Bool
  /// Whether every weight that the network uses is a finite number.
  public let hasFiniteWeights: Bool
  public let precision: Precision

  /// How much of its old state a cell with gates keeps.
  public struct Memory: Equatable, Sendable {
    public let gate: String
    public let mean: Double
  }

  /// What eigenvalues and singular values say of the weights; `nan` where there are none.
  public struct Weights: Sendable {
    public let spectralRadius: Double
    public let spectralNorm: Double
    public let linearFactor: Double

    public init(spectralRadius: Double, spectralNorm: Double, linearFactor: Double) {
      self.spectralRadius = spectralRadius
      self.spectralNorm = spectralNorm
      self.linearFactor = linearFactor
    }
  }

  /// Gathers the evidence from a run of `network`; `weights` is `nil` for a cell with gates.
  public init(
    _ network: Network, _ weights: Weights?, _ states: StateStatistics,
    _ gradients: GradientStatistics
  ) {
    growthPerStep = gradients.settledGrowthPerStep
    stateGrowthPerStep = states.growthPerStep
    firstNonfiniteStep = states.firstNonfiniteStep
    spectralRadius = weights?.spectralRadius
    spectralNorm = weights?.spectralNorm
    linearFactor = weights?.linearFactor
    units = network.units
    mean = network.recurrent.mean
    gain = network.recurrent.standardDeviation * Double(network.units).squareRoot()
    meanSlope = Self.settledMean(states.meanSlope, until: states.firstNonfiniteStep)
    flatShare = Self.settledMean(states.flatShare, until: states.firstNonfiniteStep)
    cell = network.cell.name
    activation = network.activation.name
    isBounded = network.activation.isBounded
    memory = network.cell.memoryGate.flatMap { gate in
      states.opennessOfGate(gate).map {
        Memory(gate: gate, mean: Self.settledMean($0, until: states.firstNonfiniteStep))
      }
    }
    finalMeanSquare = states.meanSquare.last ?? 0
    isZeroByFlatness = gradients.isZeroByFlatness
    hasFiniteWeights = [network.recurrent, network.input, network.bias, network.inputBias]
      .compactMap(\.self).allSatisfy(\.isFinite)
    precision = network.precision
  }

  /// The mean over the later half of the steps whose states are finite.
  private static func settledMean(_ series: [Double], until firstNonfiniteStep: Int?) -> Double {
    let finite = series.prefix(max(1, firstNonfiniteStep.map { $0 - 1 } ?? series.count))
    let settled = finite.dropFirst(finite.count / 2)
    return settled.reduce(0, +) / Double(settled.count)
  }
}
