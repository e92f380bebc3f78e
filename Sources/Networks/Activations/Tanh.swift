import LinearAlgebra

/// φ(z) = tanh z, with φ′ = 1 − h².
public struct Tanh: Activation {
  public static let name = "tanh"
  public static let formula = "tanh(z)"

  public let isBounded = true
  public let steepestSlope = 1.0
  public let flatSlope = 0.0199
  public let slopesFollowFromOutput = true

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.tanh(&values)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>
  ) {
    Scalar.scaleByTanhSlopes(&values, at: states)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>
  ) {
    Scalar.scaleBySlopesOfTanh(&values, at: preactivations)
  }

  public func logSlope(at z: Double) -> Double {
    let decay = Elementary.log1p(Elementary.exp(-2 * z.magnitude))
    return 2 * (Elementary.log(2) - z.magnitude - decay)
  }
}
