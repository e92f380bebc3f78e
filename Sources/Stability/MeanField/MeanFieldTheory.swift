import LinearAlgebra
import Networks

/// What mean-field theory says of a network that has settled: n → ∞, and where a finite size is known
/// exactly, at n.
public struct MeanFieldTheory: Sendable {
  public let field: MeanField
  /// N(μ*, q*), the pre-activations; q* is ∞ where it grows without bound.
  public let fixedPoint: Converged<Gaussian>
  /// The moments of h there.
  public let hidden: HiddenMoments
  /// χ = g² E φ′².
  public let susceptibility: Double
  /// c*, of two copies under the same input.
  public let correlation: Converged<Double>
  /// ξ in steps.
  public let correlationLength: Double
  /// ξ_q in steps.
  public let lengthScale: Double
  /// E ln |φ′|.
  public let meanLogSlope: Double

  /// A few hundred milliseconds where φ has no formulas and χ > 1, else one or two.
  public init(
    of field: MeanField, _ interruption: Interruption = .never
  ) throws(Interrupted) {
    self.field = field
    fixedPoint = try field.fixedPoint(interruption)
    let z = fixedPoint.answer.clamped
    let isFinite = fixedPoint.answer.variance.isFinite
    hidden =
      isFinite ? field.hidden(at: z) : HiddenMoments(mean: .nan, meanSquare: .infinity)
    let χ = field.susceptibility(at: z)
    // Averages are known to some 1e-15: nearer to the border than that is on it.
    susceptibility = (χ - 1).magnitude < 1e-14 ? 1 : χ
    correlation = try field.correlation(at: fixedPoint.answer, interruption)
    correlationLength =
      isFinite ? field.correlationLength(at: z, correlation: correlation.answer) : .nan
    lengthScale = field.lengthScale(at: z)
    let logSlope = field.activation.average(.logSlope, over: z)
    // Over a length without bound it is either a number near zero or has no bound itself.
    meanLogSlope = isFinite || logSlope > -1e6 ? logSlope : -.infinity
  }

  /// q*, the variance of the pre-activations.
  public var length: Double { fixedPoint.answer.variance }

  /// E φ² − (E φ)², the variance of h over the units; ∞ where q* is.
  public var hiddenVariance: Double {
    hidden.meanSquare == .infinity ? .infinity : hidden.variance
  }

  /// √χ, by which a step multiplies the RMS norm of a gradient.
  public var gradientFactor: Double { Elementary.sqrt(susceptibility) }

  /// λ1 = ½ ln χ, the largest Lyapunov exponent of the bulk, in nats per step.
  public var lyapunov: Double { Elementary.log(susceptibility) / 2 }

  /// The mean of all Lyapunov exponents, ln |det J|/n: ln g + E ln |φ′| − ½ for independent entries,
  /// without the ½ for orthogonal ones.
  public var meanExponent: Double {
    meanExponent(logDeterminant: field.isOrthogonal ? 0 : -0.5)
  }

  /// The same with the exact E ln |det W|/n of a normal n × n matrix.
  public func meanExponent(at size: Int) -> Double {
    guard !field.isOrthogonal else { return meanExponent }
    return meanExponent(logDeterminant: Self.meanLogSingularValue(at: size))
  }

  private func meanExponent(logDeterminant: Double) -> Double {
    Elementary.log(field.gain) + logDeterminant + meanLogSlope
  }

  /// E ln |det W|/n of normal entries with variance 1/n, (1/n) Σ ½[ψ(k/2) + ln(2/n)] over k = 1 … n.
  ///
  /// It tends to −½. Θ(n).
  public static func meanLogSingularValue(at size: Int) -> Double {
    MarchenkoPastur(shorter: size, longer: size).logarithmSum.mean / Double(size)
  }

  /// The steps after which χ^(t/2) is below `epsilon`, for the typical gradient; ∞ where χ ≥ 1.
  public func horizon(epsilon: Double = 1e-3) -> Double {
    Self.horizon(of: susceptibility, epsilon: epsilon)
  }

  /// The same for any χ.
  public static func horizon(of susceptibility: Double, epsilon: Double = 1e-3) -> Double {
    guard susceptibility < 1 else { return .infinity }
    return max(1, (2 * Elementary.log(epsilon) / Elementary.log(susceptibility)).rounded(.up))
  }

  /// What becomes of small differences.
  public enum Regime: String, Sendable {
    /// They shrink, and gradients vanish.
    case ordered
    /// They keep their size.
    case critical
    /// They grow where φ bounds the state: gradients can explode.
    case chaotic
    /// The state itself grows without bound.
    case divergent
  }

  /// Critical is a factor of less than two either way in 100 steps.
  public var regime: Regime {
    if length == .infinity { return .divergent }
    if (100 * lyapunov).magnitude < Elementary.log(2) { return .critical }
    return susceptibility < 1 ? .ordered : .chaotic
  }
}
