import LinearAlgebra

/// The gamma function and its relatives, for positive arguments; exact-tier arithmetic, right to some
/// 1e-13.
enum GammaFunctions {
  /// ln Γ(x), by Stirling's series from 12 on and Γ(x + 1) = x Γ(x) below.
  static func logGamma(_ x: Double) -> Double {
    var (product, y) = (1.0, x)
    while y < 12 { (product, y) = (product * y, y + 1) }
    let inverse = 1 / (y * y)
    let series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / y
    return (y - 0.5) * Elementary.log(y) - y + 0.9189385332046727 + series - Elementary.log(product)
  }

  /// x^a e^(−x)/Γ(a + 1).
  ///
  /// With x near a the powers are of the order of e^(±a) each, so their logarithms are taken together.
  static func weight(_ a: Double, _ x: Double) -> Double {
    Elementary.exp(a * Elementary.log(x) - x - logGamma(a + 1))
  }

  /// Q(a, x) = Γ(a, x)/Γ(a): the share of the gamma distribution above x.
  ///
  /// The power series of the share below, or Lentz's continued fraction beyond a + 1 (Press et al.,
  /// Numerical Recipes, 6.2). Some √a terms.
  static func shareAbove(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    let weight = weight(a, x)
    guard x >= a + 1 else {
      var (term, sum, index) = (1.0, 1.0, a)
      while term > sum * 0x1p-56 {
        index += 1
        term *= x / index
        sum += term
      }
      return 1 - weight * sum
    }
    return weight * a * continuedFraction(a, x)
  }

  private static func continuedFraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var (c, d) = (1e300, 1 / b)
    var (fraction, change, index) = (d, 0.0, 0.0)
    while (change - 1).magnitude > 0x1p-52 {
      index += 1
      let numerator = -index * (index - a)
      b += 2
      d = 1 / (numerator * d + b)
      c = b + numerator / c
      change = d * c
      fraction *= change
    }
    return fraction
  }

  /// ψ(x) = d ln Γ/dx.
  static func digamma(_ x: Double) -> Double {
    var (shift, y) = (0.0, x)
    while y < 12 { (shift, y) = (shift - 1 / y, y + 1) }
    let inverse = 1 / (y * y)
    let series =
      inverse * (1.0 / 12 - inverse * (1.0 / 120 - inverse * (1.0 / 252 - inverse / 240)))
    return shift + Elementary.log(y) - 0.5 / y - series
  }

  /// ψ′(x).
  static func trigamma(_ x: Double) -> Double {
    var (shift, y) = (0.0, x)
    while y < 12 { (shift, y) = (shift + 1 / (y * y), y + 1) }
    let inverse = 1 / (y * y)
    let series = inverse * (1.0 / 6 - inverse * (1.0 / 30 - inverse * (1.0 / 42 - inverse / 30)))
    return shift + (1 + 0.5 / y + series) / y
  }
}
