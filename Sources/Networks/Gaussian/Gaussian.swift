import LinearAlgebra

/// The normal distribution of a pre-activation z, N(mean, variance).
public struct Gaussian: Equatable, Sendable {
  public var mean: Double
  public var variance: Double

  public init(mean: Double = 0, variance: Double) {
    precondition(variance >= 0 || variance.isNaN, "a variance is not negative")
    (self.mean, self.variance) = (mean, variance)
  }

  public var deviation: Double { Elementary.sqrt(variance) }

  /// The distribution of −z.
  static prefix func - (z: Gaussian) -> Gaussian { Gaussian(mean: -z.mean, variance: z.variance) }
}

// Integrals of z over a half-line, of which the averages of functions with a corner are made.
extension Gaussian {
  /// How many deviations a value lies above the mean.
  func standardised(_ value: Double) -> Double { (value - mean) / deviation }

  /// P(z > 0).
  var upperShare: Double { Elementary.normalCDF(mean / deviation) }

  /// P(low < ξ < high) for the standardised z, taken from the nearer tail.
  func share(from low: Double, to high: Double) -> Double {
    low > 0
      ? Elementary.normalCDF(-low) - Elementary.normalCDF(-high)
      : Elementary.normalCDF(high) - Elementary.normalCDF(low)
  }

  /// E max(0, z).
  var upperMean: Double {
    mean * upperShare + deviation * Elementary.normalDensity(mean / deviation)
  }

  /// E max(0, z)².
  var upperMeanSquare: Double {
    let density = Elementary.normalDensity(mean / deviation)
    return (mean * mean + variance) * upperShare + mean * deviation * density
  }

  /// E[e^(kz); z < 0] for k > 0, where neither factor may over- or underflow by itself.
  func exponentialBelowZero(_ k: Double) -> Double {
    let shifted = (mean + k * variance) / deviation
    guard shifted > 0 else {
      return Elementary.exp(k * (mean + k * variance / 2)) * Elementary.normalCDF(-shifted)
    }
    let share = Elementary.erfcx(shifted * Elementary.sqrt(0.5)) / 2
    return Elementary.exp(-mean * mean / (2 * variance)) * share
  }
}
