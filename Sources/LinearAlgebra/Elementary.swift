import Kernels

/// Elementary functions with the same bits on every machine, to within 1 ulp.
///
/// Those of the C library depend on the CPU they run on. nan gives nan; limits are taken at ±∞.
public enum Elementary {
  /// e^x.
  public static func exp(_ x: Double) -> Double { whh_exp(x) }

  /// e^x − 1, with all its digits near zero.
  public static func expm1(_ x: Double) -> Double { whh_expm1(x) }

  /// The natural logarithm; −∞ at 0, nan below.
  public static func log(_ x: Double) -> Double { whh_log(x) }

  /// ln(1 + x), with all its digits near zero; −∞ at −1, nan below.
  public static func log1p(_ x: Double) -> Double { whh_log1p(x) }

  /// The decimal logarithm, exact for powers of ten.
  public static func log10(_ x: Double) -> Double { whh_log10(x) }

  /// x to the power y as in C99, exact where the result is a double.
  public static func pow(_ x: Double, _ y: Double) -> Double { whh_pow(x, y) }

  public static func tanh(_ x: Double) -> Double { whh_tanh(x) }

  /// 1/(1 + e^−x).
  public static func sigmoid(_ x: Double) -> Double { whh_sigmoid(x) }

  /// sin πx, exact at whole and half numbers; nan at ±∞.
  public static func sinPi(_ x: Double) -> Double { whh_sin_pi(x) }

  /// cos πx, exact at whole and half numbers; nan at ±∞.
  public static func cosPi(_ x: Double) -> Double { whh_cos_pi(x) }

  /// The angle between −π/2 and π/2 whose tangent is x.
  public static func atan(_ x: Double) -> Double { whh_atan(x) }

  /// The error function 2/√π ∫₀ˣ e^(−t²) dt.
  public static func erf(_ x: Double) -> Double { whh_erf(x) }

  /// 1 − erf x, with all its digits where erf x is close to 1.
  public static func erfc(_ x: Double) -> Double { whh_erfc(x) }

  /// e^(x²) erfc x, which neither under- nor overflows for x ≥ 0; to within 2 ulp.
  public static func erfcx(_ x: Double) -> Double { whh_erfcx(x) }

  /// Φ(x), the standard normal distribution function, with all its digits in the lower tail.
  public static func normalCDF(_ x: Double) -> Double { whh_normal_cdf(x) }

  /// e^(−x²/2)/√(2π), the standard normal density; to within 2 ulp.
  public static func normalDensity(_ x: Double) -> Double { whh_normal_density(x) }

  /// √x, correctly rounded; nan below 0.
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }

  /// Where the standard normal distribution function takes the value `probability`.
  ///
  /// Wichura's algorithm AS241 (1988); ±∞ at 1 and 0, nan outside.
  public static func normalQuantile(_ probability: Double) -> Double {
    whh_normal_quantile(probability)
  }
}
