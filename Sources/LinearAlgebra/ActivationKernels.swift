import Kernels

extension ExactKernels {
  /// The activations φ of many numbers, in place.
  struct Functions: Sendable {
    let tanh, sigmoid, rectify, erf, gelu, selu, softsign, hardTanh, leakyReLU: Update
  }

  /// Products with their slopes φ′: from h = φ(z) where the name ends in Output, else from z.
  struct Slopes: Sendable {
    let tanhOutput, sigmoidOutput, softsignOutput, relu, leakyReLU, hardTanh, tanh, sigmoid, erf,
      gelu, selu, softsign: Scaling
  }
}

extension Float {
  static let functions = ExactKernels<Float>.Functions(
    tanh: whh_tanh_f32, sigmoid: whh_sigmoid_f32, rectify: whh_rectify_f32, erf: whh_erf_f32,
    gelu: whh_gelu_f32, selu: whh_selu_f32, softsign: whh_softsign_f32, hardTanh: whh_hard_tanh_f32,
    leakyReLU: whh_leaky_relu_f32)

  static let slopes = ExactKernels<Float>.Slopes(
    tanhOutput: whh_scale_by_tanh_slopes_f32, sigmoidOutput: whh_scale_by_sigmoid_slopes_f32,
    softsignOutput: whh_scale_by_softsign_slopes_f32, relu: whh_scale_by_relu_slopes_f32,
    leakyReLU: whh_scale_by_leaky_relu_slopes_f32, hardTanh: whh_scale_by_hard_tanh_slopes_f32,
    tanh: whh_scale_by_tanh_slopes_at_f32, sigmoid: whh_scale_by_sigmoid_slopes_at_f32,
    erf: whh_scale_by_erf_slopes_at_f32, gelu: whh_scale_by_gelu_slopes_at_f32,
    selu: whh_scale_by_selu_slopes_at_f32, softsign: whh_scale_by_softsign_slopes_at_f32)
}

extension Double {
  static let functions = ExactKernels<Double>.Functions(
    tanh: whh_tanh_f64, sigmoid: whh_sigmoid_f64, rectify: whh_rectify_f64, erf: whh_erf_f64,
    gelu: whh_gelu_f64, selu: whh_selu_f64, softsign: whh_softsign_f64, hardTanh: whh_hard_tanh_f64,
    leakyReLU: whh_leaky_relu_f64)

  static let slopes = ExactKernels<Double>.Slopes(
    tanhOutput: whh_scale_by_tanh_slopes_f64, sigmoidOutput: whh_scale_by_sigmoid_slopes_f64,
    softsignOutput: whh_scale_by_softsign_slopes_f64, relu: whh_scale_by_relu_slopes_f64,
    leakyReLU: whh_scale_by_leaky_relu_slopes_f64, hardTanh: whh_scale_by_hard_tanh_slopes_f64,
    tanh: whh_scale_by_tanh_slopes_at_f64, sigmoid: whh_scale_by_sigmoid_slopes_at_f64,
    erf: whh_scale_by_erf_slopes_at_f64, gelu: whh_scale_by_gelu_slopes_at_f64,
    selu: whh_scale_by_selu_slopes_at_f64, softsign: whh_scale_by_softsign_slopes_at_f64)
}

extension ExactScalar {
  /// Replaces each number by its hyperbolic tangent, to within 1 ulp; Θ(count).
  public static func tanh(_ values: inout [Self]) { kernels.functions.tanh(&values, values.count) }

  /// Replaces each number x by 1/(1 + e^−x), to within 1 ulp; Θ(count).
  public static func sigmoid(_ values: inout [Self]) {
    kernels.functions.sigmoid(&values, values.count)
  }

  /// Replaces each number below zero by zero; nan stays nan; Θ(count).
  public static func rectify(_ values: inout [Self]) {
    kernels.functions.rectify(&values, values.count)
  }

  /// Replaces each number by its error function, to within 1 ulp; Θ(count).
  public static func erf(_ values: inout [Self]) { kernels.functions.erf(&values, values.count) }

  /// Replaces each number x by x Φ(x), to within 2 ulp; Θ(count).
  public static func gelu(_ values: inout [Self]) { kernels.functions.gelu(&values, values.count) }

  /// Replaces each number x by λ x, below zero by λα (e^x − 1), to within 2 ulp; Θ(count).
  public static func selu(_ values: inout [Self]) { kernels.functions.selu(&values, values.count) }

  /// Replaces each number x by x/(1 + |x|), to within 2 ulp; Θ(count).
  public static func softsign(_ values: inout [Self]) {
    kernels.functions.softsign(&values, values.count)
  }

  /// Cuts each number at −1 and 1; nan stays nan; Θ(count).
  public static func hardTanh(_ values: inout [Self]) {
    kernels.functions.hardTanh(&values, values.count)
  }

  /// Replaces each number below zero by a hundredth of it; Θ(count).
  public static func leakyReLU(_ values: inout [Self]) {
    kernels.functions.leakyReLU(&values, values.count)
  }

  /// Multiplies each number by tanh′ where tanh is h: by 1 − h², rounded once; Θ(count).
  public static func scaleByTanhSlopes(_ values: inout [Self], at states: ArraySlice<Self>) {
    scale(&values, at: states, kernels.slopes.tanhOutput)
  }

  /// Multiplies each number by the sigmoid's slope where the sigmoid is h: by h(1 − h); Θ(count).
  public static func scaleBySigmoidSlopes(_ values: inout [Self], at states: ArraySlice<Self>) {
    scale(&values, at: states, kernels.slopes.sigmoidOutput)
  }

  /// Multiplies each number by the slope of softsign where softsign is h: by (1 − |h|)²; Θ(count).
  public static func scaleBySoftsignSlopes(_ values: inout [Self], at states: ArraySlice<Self>) {
    scale(&values, at: states, kernels.slopes.softsignOutput)
  }

  /// Multiplies each number by 1 where h > 0, by 0 elsewhere, the same from h and z; Θ(count).
  public static func scaleByReLUSlopes(_ values: inout [Self], at states: ArraySlice<Self>) {
    scale(&values, at: states, kernels.slopes.relu)
  }

  /// Multiplies each number by 1 where h > 0, by 0.01 elsewhere, the same from h and z; Θ(count).
  public static func scaleByLeakyReLUSlopes(_ values: inout [Self], at states: ArraySlice<Self>) {
    scale(&values, at: states, kernels.slopes.leakyReLU)
  }

  /// Multiplies each number by 1 where |h| < 1, by 0 elsewhere, the same from h and z; Θ(count).
  public static func scaleByHardTanhSlopes(_ values: inout [Self], at states: ArraySlice<Self>) {
    scale(&values, at: states, kernels.slopes.hardTanh)
  }

  /// Multiplies each number by tanh′(z), with all its digits in the tails; Θ(count).
  public static func scaleBySlopesOfTanh(_ values: inout [Self], at z: ArraySlice<Self>) {
    scale(&values, at: z, kernels.slopes.tanh)
  }

  /// Multiplies each number by the sigmoid's slope at z, with all its digits in the tails; Θ(count).
  public static func scaleBySlopesOfSigmoid(_ values: inout [Self], at z: ArraySlice<Self>) {
    scale(&values, at: z, kernels.slopes.sigmoid)
  }

  /// Multiplies each number by erf′(z) = 2/√π e^(−z²); Θ(count).
  public static func scaleBySlopesOfErf(_ values: inout [Self], at z: ArraySlice<Self>) {
    scale(&values, at: z, kernels.slopes.erf)
  }

  /// Multiplies each number by Φ(z) + z Φ′(z); Θ(count).
  public static func scaleBySlopesOfGELU(_ values: inout [Self], at z: ArraySlice<Self>) {
    scale(&values, at: z, kernels.slopes.gelu)
  }

  /// Multiplies each number by λ, where z ≤ 0 by λα e^z; Θ(count).
  public static func scaleBySlopesOfSELU(_ values: inout [Self], at z: ArraySlice<Self>) {
    scale(&values, at: z, kernels.slopes.selu)
  }

  /// Multiplies each number by 1/(1 + |z|)²; Θ(count).
  public static func scaleBySlopesOfSoftsign(_ values: inout [Self], at z: ArraySlice<Self>) {
    scale(&values, at: z, kernels.slopes.softsign)
  }

  private static func scale(
    _ values: inout [Self], at places: ArraySlice<Self>, _ kernel: ExactKernels<Self>.Scaling
  ) {
    precondition(values.count == places.count, "there is a state for each number")
    places.withUnsafeBufferPointer { places in
      if let start = places.baseAddress { kernel(&values, start, values.count) }
    }
  }
}
