import LinearAlgebra

/// φ(z) = erf z, with φ′ = 2/√π e^(−z²), whose mean-field maps are arcsines (Williams 1997).
public struct Erf: Activation {
  public static let name = "erf"
  public static let formula = "erf(z)"

  public let isBounded = true
  public let steepestSlope = Erf.slopeAtZero
  public let flatSlope = 0.0409
  public let slopesFollowFromOutput = false

  /// 2/√π.
  static let slopeAtZero = 1.1283791670955126

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.erf(&values)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>
  ) {
    Scalar.scaleBySlopesOfErf(&values, at: preactivations)
  }

  public func logSlope(at z: Double) -> Double { Elementary.log(Self.slopeAtZero) - z * z }

  public func closedForm(_ average: GaussianAverage, over z: Gaussian) -> Double? {
    let (q, square) = (z.variance, z.mean * z.mean)
    switch average {
    case .value: return Elementary.erf(z.mean / Elementary.sqrt(1 + 2 * q))
    case .slope:
      let decay = Elementary.exp(-square / (1 + 2 * q))
      return Self.slopeAtZero * decay / Elementary.sqrt(1 + 2 * q)
    case .squaredSlope:
      let decay = Elementary.exp(-2 * square / (1 + 4 * q))
      return 4 / .pi * decay / Elementary.sqrt(1 + 4 * q)
    case .logSlope: return Elementary.log(Self.slopeAtZero) - q - square
    case .square:
      return z.mean == 0 ? 2 / .pi * Elementary.atan(2 * q / Elementary.sqrt(1 + 4 * q)) : nil
    case .lengthSlope:
      return z.mean == 0 ? 4 / .pi / ((1 + 2 * q) * Elementary.sqrt(1 + 4 * q)) : nil
    }
  }

  /// The arcsine kernel and its derivative (Williams 1997).
  public func closedForm(
    _ average: JointAverage, over z: Gaussian, correlation c: Double
  ) -> Double? {
    guard z.mean == 0 else { return nil }
    let common = 2 * z.variance * c
    let root = Elementary.sqrt(
      (1 + 2 * z.variance * (1 - c)) * (1 + 2 * z.variance * (1 + c)))
    return switch average {
    case .values: 2 / .pi * Elementary.atan(common / root)
    case .slopes: 4 / .pi / root
    }
  }
}
