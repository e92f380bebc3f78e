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

  let tanh, sigmoid, rectify: Update
  let scaleByTanhSlopes, scaleBySigmoidSlopes, scaleByReLUSlopes: Scaling
  let scaleByTanhSlopesAt, scaleBySigmoidSlopesAt: Scaling
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
    tanh: whh_tanh_f32, sigmoid: whh_sigmoid_f32, rectify: whh_rectify_f32,
    scaleByTanhSlopes: whh_scale_by_tanh_slopes_f32,
    scaleBySigmoidSlopes: whh_scale_by_sigmoid_slopes_f32,
    scaleByReLUSlopes: whh_scale_by_relu_slopes_f32,
    scaleByTanhSlopesAt: whh_scale_by_tanh_slopes_at_f32,
    scaleBySigmoidSlopesAt: whh_scale_by_sigmoid_slopes_at_f32, sum: whh_sum_f32,
    sumOfSquares: whh_sum_squares_f32, sumOfSquaredDeviations: whh_sum_squared_deviations_f32,
    countAbove: whh_count_above_f32, countOutside: whh_count_outside_f32,
    largestMagnitude: whh_largest_magnitude_f32,
    pack: whh_pack_f32, packTransposed: whh_pack_transposed_f32, accumulate: whh_accumulate_f32)
}

extension Double: ExactScalar {
  public static let precision = Precision.float64

  public static let kernels = ExactKernels<Double>(
    tanh: whh_tanh_f64, sigmoid: whh_sigmoid_f64, rectify: whh_rectify_f64,
    scaleByTanhSlopes: whh_scale_by_tanh_slopes_f64,
    scaleBySigmoidSlopes: whh_scale_by_sigmoid_slopes_f64,
    scaleByReLUSlopes: whh_scale_by_relu_slopes_f64,
    scaleByTanhSlopesAt: whh_scale_by_tanh_slopes_at_f64,
    scaleBySigmoidSlopesAt: whh_scale_by_sigmoid_slopes_at_f64, sum: whh_sum_f64,
    sumOfSquares: whh_sum_squares_f64, sumOfSquaredDeviations: whh_sum_squared_deviations_f64,
    countAbove: whh_count_above_f64, countOutside: whh_count_outside_f64,
    largestMagnitude: whh_largest_magnitude_f64,
    pack: whh_pack_f64, packTransposed: whh_pack_transposed_f64, accumulate: whh_accumulate_f64)
}

extension ExactScalar {
  /// Replaces each number by its hyperbolic tangent, to within 1 ulp; Θ(count).
  public static func tanh(_ values: inout [Self]) { kernels.tanh(&values, values.count) }

  /// Replaces each number x by 1/(1 + e^−x), to within 1 ulp; Θ(count).
  public static func sigmoid(_ values: inout [Self]) { kernels.sigmoid(&values, values.count) }

  /// Replaces each number below zero by zero; nan stays nan; Θ(count).
  public static func rectify(_ values: inout [Self]) { kernels.rectify(&values, values.count) }

  /// Multiplies each number by tanh′ where tanh is h: by 1 − h², rounded once; Θ(count).
  public static func scaleByTanhSlopes(_ values: inout [Self], at states: ArraySlice<Self>) {
    scale(&values, at: states, kernels.scaleByTanhSlopes)
  }

  /// Multiplies each number by the sigmoid's slope where the sigmoid is h: by h(1 − h); Θ(count).
  public static func scaleBySigmoidSlopes(_ values: inout [Self], at states: ArraySlice<Self>) {
    scale(&values, at: states, kernels.scaleBySigmoidSlopes)
  }

  /// Multiplies each number by 1 where h > 0, by 0 elsewhere; Θ(count).
  public static func scaleByReLUSlopes(_ values: inout [Self], at states: ArraySlice<Self>) {
    scale(&values, at: states, kernels.scaleByReLUSlopes)
  }

  /// Multiplies each number by tanh′(z), with all its digits in the tails; Θ(count).
  public static func scaleBySlopesOfTanh(
    _ values: inout [Self], at z: ArraySlice<Self>
  ) {
    scale(&values, at: z, kernels.scaleByTanhSlopesAt)
  }

  /// Multiplies each number by the sigmoid's slope at z, with all its digits in the tails; Θ(count).
  public static func scaleBySlopesOfSigmoid(
    _ values: inout [Self], at z: ArraySlice<Self>
  ) {
    scale(&values, at: z, kernels.scaleBySigmoidSlopesAt)
  }

  private static func scale(
    _ values: inout [Self], at states: ArraySlice<Self>, _ kernel: ExactKernels<Self>.Scaling
  ) {
    precondition(values.count == states.count, "there is a state for each number")
    states.withUnsafeBufferPointer { states in
      if let start = states.baseAddress { kernel(&values, start, values.count) }
    }
  }
}
