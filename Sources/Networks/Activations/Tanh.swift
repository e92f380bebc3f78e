import LinearAlgebra

/// φ(z) = tanh z, with φ′ = 1 − h².
public struct Tanh: Activation {
  public static let name = "tanh"
  public static let formula = "tanh(z)"

  public let isBounded = true
  public let steepestSlope = 1.0

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.tanh(&values)
  }

  // Fused, so that 1 − h² is rounded once and keeps its digits where h is close to ±1.
  public func slope<Scalar: ExactScalar>(atOutput h: Scalar) -> Scalar {
    (1 as Scalar).addingProduct(-h, h)
  }
}
