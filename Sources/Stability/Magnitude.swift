import LinearAlgebra
import Networks

/// A size too large or too small for a floating-point number: mantissa · 2^exponent.
public struct Magnitude: Equatable, Sendable {
  public let mantissa: Double
  public let exponent: Int

  public init(mantissa: Double, exponent: Int) {
    (self.mantissa, self.exponent) = (mantissa, exponent)
  }

  /// The Euclidean norm of some numbers, without overflow on the way. Θ(count).
  public init<Scalar: ExactScalar>(norming values: ArraySlice<Scalar>) {
    let largest = Double(Scalar.largestMagnitude(values))
    let shift = largest.isNormal ? Int(largest.exponent) : 0
    let scale = Scalar(sign: .plus, exponent: Scalar.Exponent(-shift), significand: 1)
    let scaled = values.map { $0 * scale }
    self.init(mantissa: Scalar.sumOfSquares(scaled[...]).squareRoot(), exponent: shift)
  }

  /// The Frobenius norm over a batch whose elements have exponents of their own. Θ(batch · n).
  public init<Scalar: ExactScalar>(norming cotangents: ScaledCotangents<Scalar>) {
    let shift = cotangents.exponents.max() ?? 0
    let squares = cotangents.exponents.enumerated().map { element, exponent in
      Scalar.sumOfSquares(cotangents.mantissas(of: element))
        * Double(sign: .plus, exponent: 2 * (exponent - shift), significand: 1)
    }
    self.init(mantissa: squares.reduce(0, +).squareRoot(), exponent: shift)
  }

  /// The decimal logarithm; −∞ for zero.
  public var log10: Double {
    Elementary.log10(mantissa) + Double(exponent) * Elementary.log10(2)
  }

  /// The geometric mean factor a step over `steps` steps.
  public func growth(since start: Magnitude, steps: Int) -> Double {
    Elementary.pow(10, (log10 - start.log10) / Double(steps))
  }
}
