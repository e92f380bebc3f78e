import LinearAlgebra

/// φ(z) = z, and z/100 below zero; φ′ is 0.01 at the corner too.
public struct LeakyReLU: Activation {
  public static let name = "leaky_relu"
  public static let formula = "max(z, 0.01 z)"
  public static let source = "Maas, Hannun and Ng 2013"

  public let isBounded = false
  public let steepestSlope = 1.0
  public let flatSlope = 0.0
  public let slopesFollowFromOutput = true

  /// φ′ below zero.
  static let lowerSlope = 0.01

  public init() {}

  public func apply<Scalar: ExactScalar>(to values: inout [Scalar]) {
    Scalar.leakyReLU(&values)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>
  ) {
    Scalar.scaleByLeakyReLUSlopes(&values, at: states)
  }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>
  ) {
    // z > 0 where φ(z) > 0.
    Scalar.scaleByLeakyReLUSlopes(&values, at: preactivations)
  }

  public func logSlope(at z: Double) -> Double {
    z > 0 ? 0 : z.isNaN ? z : Elementary.log(Self.lowerSlope)
  }

  public var corners: [Double] { [0] }

  public func closedForm(_ average: GaussianAverage, over z: Gaussian) -> Double? {
    let a = Self.lowerSlope
    return switch average {
    case .value: z.upperMean + a * (z.mean - z.upperMean)
    case .square: z.upperMeanSquare + a * a * (-z).upperMeanSquare
    case .slope: z.upperShare + a * (-z).upperShare
    case .squaredSlope, .lengthSlope: z.upperShare + a * a * (-z).upperShare
    case .logSlope: Elementary.log(a) * (-z).upperShare
    }
  }

  /// φ(z) = a z + (1 − a) max(0, z), so that those of a ReLU give them.
  public func closedForm(
    _ average: JointAverage, over z: Gaussian, correlation c: Double
  ) -> Double? {
    guard let ofReLU = ReLU().closedForm(average, over: z, correlation: c) else { return nil }
    let a = Self.lowerSlope
    let line = average == .values ? z.variance * c : 1
    return a * line + (1 - a) * (1 - a) * ofReLU
  }
}
