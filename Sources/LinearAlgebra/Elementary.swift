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

  /// √x, correctly rounded; nan below 0.
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }

  /// Where the standard normal distribution function takes the value `probability`.
  ///
  /// Wichura's algorithm AS241 (1988); ±∞ at 1 and 0, nan outside.
  public static func normalQuantile(_ probability: Double) -> Double {
    whh_normal_quantile(probability)
  }
}
