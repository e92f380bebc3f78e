import LinearAlgebra

/// φ(z) = max(0, z); φ′ is 1 where h > 0 and 0 elsewhere, at the corner too.
public struct ReLU: Activation {
  public static let name = "relu"
  public static let formula = "max(0, z)"

  public let isBounded = false
  public let steepestSlope = 1.0

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    // Written so that nan stays nan: a comparison with nan is false.
    for index in values.indices where values[index] < 0 { values[index] = 0 }
  }

  public func slope<Scalar: ExactScalar>(atOutput h: Scalar) -> Scalar {
    if h.isNaN { return h }
    return h > 0 ? 1 : 0
  }
}
