import LinearAlgebra

/// φ(z) = λz, and λα (e^z − 1) below zero, whose fixed point has mean 0 and variance 1.
///
/// Klambauer, Unterthiner, Mayr and Hochreiter (2017). φ′ is largest just below zero.
public struct SELU: Activation {
  public static let name = "selu"
  public static let formula = "1.0507 max(0, z) + 1.7581 min(0, exp(z) - 1)"
  public static let source = "Klambauer, Unterthiner, Mayr and Hochreiter 2017"

  public let isBounded = false
  public let steepestSlope = SELU.bound
  public let flatSlope = 0.01 * SELU.bound
  public let slopesFollowFromOutput = false

  /// λ.
  static let scale = 1.0507009873554805
  /// λα.
  static let bound = 1.7580993408473768

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.selu(&values)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>
  ) {
    Scalar.scaleBySlopesOfSELU(&values, at: preactivations)
  }

  public func logSlope(at z: Double) -> Double {
    z > 0 ? Elementary.log(Self.scale) : Elementary.log(Self.bound) + z
  }

  /// Those below 0.99 of the lower bound −λα.
  public func saturatedCount<Scalar: ExactScalar>(in states: ArraySlice<Scalar>) -> Int {
    Scalar.countOutside(Scalar(-0.99 * Self.bound), .infinity, in: states)
  }

  public var corners: [Double] { [0] }

  public func closedForm(_ average: GaussianAverage, over z: Gaussian) -> Double? {
    // Of a small z the averages are small differences, which quadrature keeps.
    guard z.variance >= 1 else { return nil }
    let (a, b) = (Self.scale, Self.bound)
    let lower = (-z).upperShare
    let (first, second) = (z.exponentialBelowZero(1), z.exponentialBelowZero(2))
    let squaredSlope = a * a * z.upperShare + b * b * second
    return switch average {
    case .value: a * z.upperMean + b * (first - lower)
    case .square: a * a * z.upperMeanSquare + b * b * (second - 2 * first + lower)
    case .slope: a * z.upperShare + b * first
    case .squaredSlope: squaredSlope
    case .lengthSlope: squaredSlope + b * b * (second - first)
    case .logSlope:
      Elementary.log(a) * z.upperShare + Elementary.log(b) * lower - (-z).upperMean
    }
  }
}
