import LinearAlgebra

/// φ(z) = 1/(1 + e^−z), with φ′ = h(1 − h), at most 1/4.
public struct Sigmoid: Activation {
  public static let name = "sigmoid"
  public static let formula = "1/(1 + exp(-z))"

  public let isBounded = true
  public let steepestSlope = 0.25
  public let flatSlope = 0.0099
  public let slopesFollowFromOutput = true

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.sigmoid(&values)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>
  ) {
    Scalar.scaleBySigmoidSlopes(&values, at: states)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>
  ) {
    Scalar.scaleBySlopesOfSigmoid(&values, at: preactivations)
  }

  public func logSlope(at z: Double) -> Double {
    -z.magnitude - 2 * Elementary.log1p(Elementary.exp(-z.magnitude))
  }

  public func saturatedCount<Scalar: ExactScalar>(in states: ArraySlice<Scalar>) -> Int {
    Scalar.countOutside(0.01, 0.99, in: states)
  }
}
