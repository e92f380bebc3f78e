import LinearAlgebra

/// φ(z) = z/(1 + |z|), with φ′ = (1 − |h|)²; it saturates as slowly as 1/|z|.
public struct Softsign: Activation {
  public static let name = "softsign"
  public static let formula = "z/(1 + |z|)"
  public static let source = "Bergstra, Desjardins, Lamblin and Bengio 2009"

  public let isBounded = true
  public let steepestSlope = 1.0
  public let flatSlope = 1e-4
  public let slopesFollowFromOutput = true

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.softsign(&values)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>
  ) {
    Scalar.scaleBySoftsignSlopes(&values, at: states)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>
  ) {
    Scalar.scaleBySlopesOfSoftsign(&values, at: preactivations)
  }

  public func logSlope(at z: Double) -> Double { -2 * Elementary.log1p(z.magnitude) }

  public var corners: [Double] { [0] }
}
