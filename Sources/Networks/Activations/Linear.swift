import LinearAlgebra

/// φ(z) = z, the case that linear theory describes exactly.
public struct Linear: Activation {
  public static let name = "linear"
  public static let formula = "z"

  public let isBounded = false
  public let steepestSlope = 1.0
  public let flatSlope = 0.0
  public let slopesFollowFromOutput = true

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {}

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>
  ) {}

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>
  ) {}

  public func logSlope(at preactivation: Double) -> Double { 0 }

  public func closedForm(_ average: GaussianAverage, over z: Gaussian) -> Double? {
    switch average {
    case .value: z.mean
    case .square: z.variance + z.mean * z.mean
    case .slope, .squaredSlope, .lengthSlope: 1
    case .logSlope: 0
    }
  }

  public func closedForm(
    _ average: JointAverage, over z: Gaussian, correlation c: Double
  ) -> Double? {
    switch average {
    case .values: z.variance * c + z.mean * z.mean
    case .slopes: 1
    }
  }
}
