import LinearAlgebra

/// φ(z) = z Φ(z), with Φ the normal distribution function (Hendrycks and Gimpel 2016).
///
/// φ′ = Φ(z) + z Φ′(z) is largest at √2, and negative below a zero near −0.75.
public struct GELU: Activation {
  public static let name = "gelu"
  public static let formula = "z Phi(z)"
  public static let source = "Hendrycks and Gimpel 2016"

  public let isBounded = false
  public let slopesFollowFromOutput = false

  public init() {}

  public var steepestSlope: Double { slope(at: Elementary.sqrt(2)) }

  /// 2 % of the steepest slope: φ is flat where a unit is as good as off.
  public var flatSlope: Double { 0.02 * steepestSlope }

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.gelu(&values)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>
  ) {
    Scalar.scaleBySlopesOfGELU(&values, at: preactivations)
  }

  public func logSlope(at z: Double) -> Double {
    // Below, φ′ = Φ′(z) (z + Φ(z)/Φ′(z)), whose ratio is √(π/2) erfcx(−z/√2).
    guard z < -5 else { return Elementary.log(slope(at: z).magnitude) }
    let ratio = Elementary.sqrt(.pi / 2) * Elementary.erfcx(-z * Elementary.sqrt(0.5))
    let logDensity = -z * z / 2 - Elementary.log(2 * .pi) / 2
    return logDensity + Elementary.log(-(z + ratio))
  }

  public var turningPoints: [Double] { [-0.7517915246935645] }

  public func closedForm(_ average: GaussianAverage, over z: Gaussian) -> Double? {
    let (q, r) = (z.variance, 1 + z.variance)
    let standardised = z.mean / Elementary.sqrt(r)
    let density = Elementary.normalDensity(standardised) / Elementary.sqrt(r)
    let share = Elementary.normalCDF(standardised)
    switch average {
    case .value: return z.mean * share + q * density
    case .slope: return share + z.mean * density / r
    case .square: return z.mean == 0 ? Self.product(q, q) : nil
    case .squaredSlope: return z.mean == 0 ? Self.productOfSlopes(q, q) : nil
    case .lengthSlope:
      guard z.mean == 0 else { return nil }
      let both = Self.densities(q, q)
      let change = 2 * q * (q + 2) / (r * r) - 2 * q * q / (r * (1 + 2 * q))
      return Self.shares(q, q) + both * (q / r + change)
    case .logSlope: return nil
    }
  }

  /// The kernels of Tsuchida, Pearce, van der Heide, Roosta and Gallagher (2021), for mean 0.
  public func closedForm(
    _ average: JointAverage, over z: Gaussian, correlation c: Double
  ) -> Double? {
    guard z.mean == 0 else { return nil }
    return switch average {
    case .values: Self.product(z.variance, z.variance * c)
    case .slopes: Self.productOfSlopes(z.variance, z.variance * c)
    }
  }

  /// (1 + q)² − k², without the cancellation where k is close to a large q.
  private static func gap(_ q: Double, _ k: Double) -> Double { (1 + (q - k)) * (1 + q + k) }

  /// E Φ(z₁) Φ(z₂) for variances q and covariance k.
  private static func shares(_ q: Double, _ k: Double) -> Double {
    0.25 + Elementary.atan(k / Elementary.sqrt(gap(q, k))) / (2 * .pi)
  }

  /// E Φ′(z₁) Φ′(z₂), the derivative of that by k.
  private static func densities(_ q: Double, _ k: Double) -> Double {
    1 / (2 * .pi * Elementary.sqrt(gap(q, k)))
  }

  /// E φ(z₁) φ(z₂) = k E ΦΦ + E Φ′Φ′ · (q² + k² (1 − q)/(1 + q)), by Stein's lemma.
  private static func product(_ q: Double, _ k: Double) -> Double {
    k * shares(q, k) + densities(q, k) * (q * q + k * k + q * (q - k) * (q + k)) / (1 + q)
  }

  /// The derivative of that by k, which is E φ′(z₁) φ′(z₂) by Price's theorem.
  private static func productOfSlopes(_ q: Double, _ k: Double) -> Double {
    let change = (3 + 5 * q + 2 * (q - k) * (q + k)) / ((1 + q) * gap(q, k))
    return shares(q, k) + densities(q, k) * k * change
  }
}
