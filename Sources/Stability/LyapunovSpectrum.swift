import LinearAlgebra
import Networks

/// The Lyapunov exponents of a trajectory, in nats per step, and how sure they are.
///
/// λ_i = lim (1/T) Σ ln |R_ii| along a walk with an orthonormal frame. For a linear network they tend
/// to ln |eigenvalue|; for a trajectory at rest, to that of its Jacobian.
public struct LyapunovSpectrum: Equatable, Sendable {
  /// How the measurement ended.
  public enum Ending: Equatable, Sendable {
    /// After the steps that were asked for.
    case stepsTaken
    /// Where the bar of the largest exponent had become small enough.
    case barReached
    /// At the most steps, the bar still above what was wanted.
    case ranOut
    /// Where the state left the range of float64.
    case overflowed(step: Int)
  }

  /// Largest first; −∞ where the Jacobians are singular.
  public let exponents: [Estimate]
  /// d, how many there are of the whole system.
  public let stateSize: Int
  /// T, the steps measured.
  public let steps: Int
  /// The steps before them, in the first half of which the frame still rests.
  public let burnIn: Int
  public let ending: Ending
  /// ⟨λ⟩ over all d: from all exponents, or for a vanilla network whose Whh stays the same from
  /// ln |det Whh| / n + ⟨ln φ′⟩.
  public let meanExponent: Estimate?
  /// Σλ − (ln |det Whh| + Σ ⟨ln φ′⟩), where both are known and finite: rounding alone.
  public let sumDefect: Double?
  /// Σ of the positive exponents, an upper bound of the Kolmogorov–Sinai entropy; `nil` while the last
  /// one measured is still positive.
  public let entropy: Estimate?
  public let kaplanYorkeDimension: KaplanYorkeDimension
  /// The most steps that shared an orthonormalisation, and how many did on average.
  public let longestInterval: Int
  public let meanInterval: Double
  /// The largest condition of R that was met.
  public let largestCondition: Double
  /// The largest exponent from two trajectories a small distance apart.
  public let check: TwoTrajectories

  public var largest: Estimate { exponents[0] }

  /// Whether the two measurements of the largest exponent agree.
  public var checkAgrees: Bool? { check.agrees(with: largest, over: steps) }

  /// Whether all exponents there are were measured.
  public var isComplete: Bool { exponents.count == stateSize }

  /// The share of exponents that are above zero; `nil` while the last one measured is.
  public var positiveFraction: Double? {
    guard isComplete || exponents[exponents.count - 1].value <= 0 else { return nil }
    return Double(exponents.count { $0.value > 0 }) / Double(stateSize)
  }

  /// The steps in which a small change doubles or halves; `nil` where the sign is not certain.
  public var doublingSteps: Double? {
    largest.sign.map { _ in Elementary.log(2) / largest.value.magnitude }
  }
}

/// j + (λ_1 + … + λ_j) / |λ_{j+1}|, with the largest j whose sum is not negative: the conjectured
/// dimension of the attractor (Kaplan and Yorke 1979).
public enum KaplanYorkeDimension: Equatable, Sendable {
  case value(Double)
  /// The sum of the exponents that were measured is still positive.
  case needsMoreExponents
  /// The sum of all exponents is positive: volumes grow, and there is no attractor.
  case volumesGrow

  /// From exponents in falling order; `isComplete` says that there are no others.
  public init(_ exponents: [Double], isComplete: Bool) {
    var sum = 0.0
    for (index, exponent) in exponents.enumerated() {
      guard sum + exponent >= 0 else {
        self = .value(Double(index) + sum / exponent.magnitude)
        return
      }
      sum += exponent
    }
    // Where volumes are kept, the rounding of the weights decides on the sign of the sum.
    let isKept = sum <= 1e-8 * Double(exponents.count)
    guard isComplete else {
      self = .needsMoreExponents
      return
    }
    self = isKept ? .value(Double(exponents.count)) : .volumesGrow
  }

  public var value: Double? {
    if case .value(let value) = self { return value }
    return nil
  }
}
