import LinearAlgebra
import Networks

/// The product J_T … J_1 = ∂h_T/∂h_0 of the Jacobians along a trajectory, through its singular values.
///
/// Their root mean square is the typical factor by which a gradient changes on its way back, the
/// largest the worst. The state is the whole one: of an LSTM it is h on c, and the block ∂h_T/∂h_0
/// comes beside.
public struct JacobianProduct: Equatable, Sendable {
  /// T.
  public let steps: Int
  /// d, the size of the whole state.
  public let stateSize: Int
  /// ln of the singular values, largest first; −∞ for zeros.
  public let logSingularValues: [Double]
  /// The largest cosine that was left between two directions, which bounds the relative error of a
  /// singular value apart from rounding.
  public let resolution: Double
  /// ‖J‖_F / √d.
  public let rootMeanSquare: Magnitude
  /// ‖∂h_T/∂h_0‖_F / √n, where the state is more than h.
  public let hiddenRootMeanSquare: Magnitude?
  /// The largest condition that was met between two orthonormalisations.
  public let largestCondition: Double

  /// log10 of the largest singular value.
  public var log10Largest: Double {
    (logSingularValues.first ?? -.infinity) / Elementary.log(10)
  }

  /// The geometric mean factor a step by which a gradient's typical size changes.
  public var growthPerStep: Double {
    Elementary.pow(10, rootMeanSquare.log10 / Double(steps))
  }

  /// The same of the largest singular value.
  public var largestGrowthPerStep: Double { Elementary.pow(10, log10Largest / Double(steps)) }

  /// The bytes it takes for a network: weights, and copies of the frame and of the product.
  public static func memory(of network: Network) -> Double {
    let d = Double(network.stateSize)
    let weights = 4 * Double(network.recurrent.elements.count)
    return 8 * (weights + 16 * d * d + 3 * Double(network.recurrent.rows) * d)
  }

  /// Follows the first `steps` steps of the trajectory of `dynamics`; `nil` where its state leaves the
  /// range of float64 on the way.
  ///
  /// Θ(steps · gates · n² · d) for the products, Θ(d³) for each orthonormalisation.
  public init?(
    _ dynamics: Dynamics, steps: Int, from start: Run.Start, seed: UInt64,
    _ interruption: Interruption
  ) throws {
    let size = dynamics.stateSize
    var walk = try TangentWalk(dynamics, from: start, count: size, seed: seed, interruption)
    let first = walk.frame
    var product = GradedTriangle(identity: size)
    var condition = 1.0
    while walk.step < steps {
      guard let stretch = try walk.stretch(atMost: steps - walk.step, interruption) else {
        return nil
      }
      try product.multiply(by: stretch.triangle, exponent: stretch.exponent, interruption)
      condition = max(condition, stretch.condition)
    }
    self.steps = steps
    stateSize = size
    largestCondition = condition
    rootMeanSquare = product.norm.divided(bySquareRootOf: size)
    hiddenRootMeanSquare = try product.hiddenNorm(
      from: first, to: walk.frame, units: dynamics.network.units, interruption)?
      .divided(bySquareRootOf: dynamics.network.units)
    (logSingularValues, resolution) = try product.logSingularValues(interruption)
  }
}

extension GradedTriangle {
  /// The norm of the block of Q′ R Qᵀ that takes h to h; `nil` where the state is nothing but h.
  fileprivate func hiddenNorm(
    from first: Matrix, to last: Matrix, units: Int, _ interruption: Interruption
  ) throws(LinearAlgebraError) -> Magnitude? {
    guard units < first.rows else { return nil }
    let shift = largestExponent
    let start = Matrix(units, first.columns) { first[$0, $1] }.transposed
    let image = try scaled(by: shift).times(start, interruption)
    let block = try Matrix(units, last.columns) { last[$0, $1] }.times(image, interruption)
    return Magnitude(mantissa: block.frobeniusNorm, exponent: shift)
  }
}

extension Magnitude {
  fileprivate func divided(bySquareRootOf count: Int) -> Magnitude {
    Magnitude(mantissa: mantissa / Double(count).squareRoot(), exponent: exponent)
  }
}
