import LinearAlgebra

/// φ(z) = z cut at −1 and 1; φ′ is 1 between them and 0 elsewhere, at the corners too.
public struct HardTanh: Activation {
  public static let name = "hard_tanh"
  public static let formula = "max(-1, min(1, z))"

  public let isBounded = true
  public let steepestSlope = 1.0
  public let flatSlope = 0.0
  public let slopesFollowFromOutput = true

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.hardTanh(&values)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>
  ) {
    Scalar.scaleByHardTanhSlopes(&values, at: states)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>
  ) {
    // |z| < 1 where |φ(z)| < 1.
    Scalar.scaleByHardTanhSlopes(&values, at: preactivations)
  }

  public func logSlope(at z: Double) -> Double {
    z.magnitude < 1 ? 0 : z.isNaN ? z : -.infinity
  }

  public var corners: [Double] { [-1, 1] }

  public func closedForm(_ average: GaussianAverage, over z: Gaussian) -> Double? {
    let (below, above) = (z.standardised(-1), z.standardised(1))
    let (lower, upper) = (Elementary.normalCDF(below), Elementary.normalCDF(-above))
    let (lowerDensity, upperDensity) = (
      Elementary.normalDensity(below), Elementary.normalDensity(above)
    )
    let s = z.deviation
    let between = z.share(from: below, to: above)
    switch average {
    case .value:
      return upper - lower + z.mean * between + s * (lowerDensity - upperDensity)
    case .square:
      let mixed = 2 * z.mean * s * (lowerDensity - upperDensity)
      let spread = between + (below * lowerDensity - above * upperDensity)
      return lower + upper + z.mean * z.mean * between + mixed + z.variance * spread
    case .slope, .squaredSlope: return between
    // φφ″ is −1 times a delta function at both corners.
    case .lengthSlope: return between - (lowerDensity + upperDensity) / s
    case .logSlope: return -.infinity
    }
  }
}
