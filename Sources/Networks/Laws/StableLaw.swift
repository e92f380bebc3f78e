import LinearAlgebra

/// A symmetric stable law: its characteristic function is exp(−|scale · t|^exponent).
///
/// Exponent 1 is Cauchy's law, 2 the normal law of variance 2 · scale²; below 2 the variance is
/// infinite, up to 1 there is no mean.
public struct StableLaw: Equatable, Sendable {
  public let exponent: Double
  public let scale: Double

  public init(exponent: Double, scale: Double) {
    (self.exponent, self.scale) = (exponent, scale)
  }

  var mean: Double { exponent > 1 ? 0 : .nan }

  var deviation: Double { exponent < 2 ? .infinity : 2.0.squareRoot() * scale }

  /// A number of this law from every two independent uniform ones (Chambers, Mallows and Stuck
  /// 1976).
  ///
  /// From u and w, with V = π(u − ½), E = −ln w and α the exponent, it is
  /// scale · sin αV / cos(V)^(1/α) · (cos((1 − α)V)/E)^((1 − α)/α).
  func values(of pairs: [Double]) -> [Double] {
    (0..<pairs.count / 2).map { index in
      let v = pairs[2 * index] - 0.5
      let cosine = Elementary.pow(Elementary.cosPi(v), 1 / exponent)
      let ratio = Elementary.cosPi((1 - exponent) * v) / -Elementary.log(pairs[2 * index + 1])
      return scale * Elementary.sinPi(exponent * v) / cosine
        * Elementary.pow(ratio, (1 - exponent) / exponent)
    }
  }
}
