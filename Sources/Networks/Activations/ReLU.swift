import LinearAlgebra

/// φ(z) = max(0, z); φ′ is 1 where h > 0 and 0 elsewhere, at the corner too.
public struct ReLU: Activation {
  public static let name = "relu"
  public static let formula = "max(0, z)"
  public static let source = "Nair and Hinton 2010"

  public let isBounded = false
  public let steepestSlope = 1.0
  public let flatSlope = 0.0
  public let slopesFollowFromOutput = true

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.rectify(&values)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>
  ) {
    Scalar.scaleByReLUSlopes(&values, at: states)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>
  ) {
    // z > 0 where max(0, z) > 0.
    Scalar.scaleByReLUSlopes(&values, at: preactivations)
  }

  public func logSlope(at z: Double) -> Double { z > 0 ? 0 : z.isNaN ? z : -.infinity }

  public var corners: [Double] { [0] }

  public func closedForm(_ average: GaussianAverage, over z: Gaussian) -> Double? {
    switch average {
    case .value: z.upperMean
    case .square: z.upperMeanSquare
    case .slope, .squaredSlope, .lengthSlope: z.upperShare
    case .logSlope: -.infinity
    }
  }

  /// The arc-cosine kernels of order 1 and 0 (Cho and Saul 2009).
  public func closedForm(
    _ average: JointAverage, over z: Gaussian, correlation c: Double
  ) -> Double? {
    guard z.mean == 0 else { return nil }
    let root = Elementary.sqrt((1 - c) * (1 + c))
    let bothAbove = 0.25 + Elementary.atan(c / root) / (2 * .pi)
    return switch average {
    case .values: z.variance * (root / (2 * .pi) + c * bothAbove)
    case .slopes: bothAbove
    }
  }
}
