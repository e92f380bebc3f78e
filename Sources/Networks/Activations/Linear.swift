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
}
