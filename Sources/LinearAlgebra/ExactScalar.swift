import Kernels

/// A number the exact tier computes with: Float or Double.
///
/// Generic code over both reads as mathematics; the C kernels are reached through one table for
/// each type, `kernels`.
public protocol ExactScalar: BinaryFloatingPoint & Sendable {
  static var precision: Precision { get }
  static var kernels: ExactKernels<Self> { get }
}

/// The kernels of the exact tier for one type of number.
public struct ExactKernels<Scalar: ExactScalar>: Sendable {
  typealias Update = @Sendable (UnsafeMutablePointer<Scalar>, Int) -> Void
  typealias Reduction = @Sendable (UnsafePointer<Scalar>, Int) -> Double
  typealias Packing =
    @Sendable (UnsafePointer<Double>, Int, Int, UnsafeMutablePointer<Scalar>) -> Void
  typealias Scaling =
    @Sendable (UnsafeMutablePointer<Scalar>, UnsafePointer<Scalar>, Int) -> Void

  let functions: Functions
  let slopes: Slopes
  let sum, sumOfSquares: Reduction
  let sumOfSquaredDeviations: @Sendable (UnsafePointer<Scalar>, Int, Double) -> Double
  let countAbove: @Sendable (UnsafePointer<Scalar>, Int, Scalar) -> Int
  let countOutside: @Sendable (UnsafePointer<Scalar>, Int, Scalar, Scalar) -> Int
  let largestMagnitude: @Sendable (UnsafePointer<Scalar>, Int) -> Scalar
  let pack, packTransposed: Packing
  let accumulate:
    @Sendable (
      UnsafePointer<Scalar>, Int, Int, Int, Int, UnsafePointer<Scalar>, Int,
      UnsafeMutablePointer<Scalar>
    ) -> Void
}

extension Float: ExactScalar {
  public static let precision = Precision.float32

  public static let kernels = ExactKernels<Float>(
    functions: functions, slopes: slopes, sum: whh_sum_f32,
    sumOfSquares: whh_sum_squares_f32, sumOfSquaredDeviations: whh_sum_squared_deviations_f32,
    countAbove: whh_count_above_f32, countOutside: whh_count_outside_f32,
    largestMagnitude: whh_largest_magnitude_f32,
    pack: whh_pack_f32, packTransposed: whh_pack_transposed_f32, accumulate: whh_accumulate_f32)
}

extension Double: ExactScalar {
  public static let precision = Precision.float64

  public static let kernels = ExactKernels<Double>(
    functions: functions, slopes: slopes, sum: whh_sum_f64,
    sumOfSquares: whh_sum_squares_f64, sumOfSquaredDeviations: whh_sum_squared_deviations_f64,
    countAbove: whh_count_above_f64, countOutside: whh_count_outside_f64,
    largestMagnitude: whh_largest_magnitude_f64,
    pack: whh_pack_f64, packTransposed: whh_pack_transposed_f64, accumulate: whh_accumulate_f64)
}
