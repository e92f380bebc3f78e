import LinearAlgebra
import Networks

/// A size too large or too small for a floating-point number: mantissa · 2^exponent.
public struct Magnitude: Equatable, Sendable {
  public let mantissa: Double
  public let exponent: Int

  public init(mantissa: Double, exponent: Int) {
    (self.mantissa, self.exponent) = (mantissa, exponent)
  }

  /// The Euclidean norm of some numbers, without overflow or underflow on the way.
  ///
  /// Θ(count).
  public init<Scalar: ExactScalar>(norming values: ArraySlice<Scalar>) {
    let largest = Double(Scalar.largestMagnitude(values))
    guard largest.isFinite, largest > 0 else {
      self.init(mantissa: largest, exponent: 0)
      return
    }
    let shift = min(max(Int(largest.exponent), -1000), 1000)
    let scale = Self.power(-shift)
    let scaled = values.map { Double($0) * scale }
    self.init(mantissa: Double.sumOfSquares(scaled[...]).squareRoot(), exponent: shift)
  }

  /// The Frobenius norm over a batch whose elements have exponents of their own.
  ///
  /// Θ(batch · n).
  public init<Scalar: ExactScalar>(norming cotangents: ScaledCotangents<Scalar>) {
    let squares = cotangents.exponents.indices.map {
      Scalar.sumOfSquares(cotangents.mantissas(of: $0))
    }
    // An element whose gradient has died says nothing about the size of the others.
    let alive = zip(squares, cotangents.exponents).filter { $0.0 != 0 }
    let shift = alive.map(\.1).max() ?? 0
    let total = alive.reduce(0) { $0 + $1.0 * Self.power(2 * ($1.1 - shift)) }
    self.init(mantissa: total.squareRoot(), exponent: shift)
  }

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
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
