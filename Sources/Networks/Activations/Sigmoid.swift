import LinearAlgebra

/// φ(z) = 1/(1 + e^−z), with φ′ = h(1 − h), at most 1/4.
public struct Sigmoid: Activation {
  public static let name = "sigmoid"
  public static let formula = "1/(1 + exp(-z))"

  public let isBounded = true
  public let steepestSlope = 0.25

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.sigmoid(&values)
  }

  public func slope<Scalar: ExactScalar>(atOutput h: Scalar) -> Scalar {
    h * (1 - h)
  }

  public func saturatedCount<Scalar: ExactScalar>(in states: ArraySlice<Scalar>) -> Int {
    states.reduce(0) { $0 + ($1 < 0.01 || $1 > 0.99 ? 1 : 0) }
  }
}
