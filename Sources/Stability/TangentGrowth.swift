import LinearAlgebra
import Networks

/// How small changes of the state grow along a trajectory, from a few tangents: two of the four stability
/// numbers, cheap enough to be told after every change of a matrix.
///
/// Estimates: the whole product of Jacobians, and more exponents with their check, cost d/8 times as
/// much.
public struct TangentGrowth: Equatable, Sendable {
  /// T, over which the product J_T … J_1 is taken.
  public let steps: Int
  /// The geometric mean factor a step by which that product changes the typical size of a gradient:
  /// (‖J_T … J_1‖_F / √d)^(1/T).
  ///
  /// ‖J Q‖_F √(d/k) for a random frame Q of k = 8 tangents stands for ‖J‖_F. Where one direction
  /// dominates, ln of its square scatters like that of χ²_k / k, by some √(2/k) = 0.5; so the factor a
  /// step is off by some 1/(4 T), relatively.
  public let rmsPerStep: Double
  /// λ1 in nats per step, over the steps that follow.
  public let lyapunov: Estimate
  public let lyapunovSteps: Int

  /// How many tangents.
  private static let width = 8

  /// Takes `steps` steps for the product and `lyapunovSteps` more for λ1; `nil` where the state leaves
  /// the range of float64 on the way.
  ///
  /// Θ((steps + lyapunovSteps) · gates · n²): some 0.2 s for 500 steps at n = 512.
  public init?(
    _ dynamics: Dynamics, steps: Int, lyapunovSteps: Int, seed: UInt64,
    _ interruption: Interruption
  ) throws {
    let width = min(Self.width, dynamics.stateSize)
    var walk = try TangentWalk(dynamics, from: .normal, count: width, seed: seed, interruption)
    var product = Matrix.identity(width)
    var exponent = 0
    while walk.step < steps {
      guard let stretch = try walk.stretch(atMost: steps - walk.step, interruption) else {
        return nil
      }
      product = try stretch.triangle.times(product, interruption)
      exponent += stretch.exponent + product.bringNearOne()
    }
    var averages = BlockAverages(width: 1)
    // Short enough that there are blocks to tell the error from.
    let longest = max(1, lyapunovSteps / 64)
    while averages.steps < lyapunovSteps {
      let limit = min(longest, lyapunovSteps - averages.steps)
      guard let stretch = try walk.stretch(atMost: limit, interruption) else { return nil }
      averages.add([stretch.logs[0]], steps: stretch.steps)
    }
    let norm = Magnitude(
      mantissa: product.frobeniusNorm / Double(width).squareRoot(), exponent: exponent)
    self.steps = steps
    self.lyapunovSteps = lyapunovSteps
    rmsPerStep = Elementary.pow(10, norm.log10 / Double(steps))
    lyapunov = averages.estimate { $0[0] }
  }
}

extension Matrix {
  /// Divides the matrix by the power of two of its largest entry, and answers the exponent.
  fileprivate mutating func bringNearOne() -> Int {
    let largest = largestMagnitude
    guard largest > 0, largest.isFinite else { return 0 }
    let exponent = Int(largest.exponent)
    let factor = Double(sign: .plus, exponent: -exponent, significand: 1)
    self = map { $0 * factor }
    return exponent
  }
}
