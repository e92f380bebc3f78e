import LinearAlgebra
import Numerics

/// The singular values of a matrix of independent centred entries, in units of σ√longer, where `longer`
/// is the larger of the numbers of rows and columns and `shorter` the smaller.
///
/// Their squares are λ = 1 + c + 2√c cos θ with c = shorter/longer and the density 2 sin²θ/(πλ) in θ from
/// 0 to π (Marchenko and Pastur 1967); for a square matrix that is a quarter of a circle of radius 2.
/// For f(λ) = a₀/2 + Σ a_k cos kθ and entries of excess kurtosis κ, the sum of f over the squares has
/// the mean shorter · ∫f plus ¼(f(0) + f(π)) − a₀/4 + κ a₂/2, and the variance ½Σ k a_k² + κ a₁²/4
/// (Bai and Silverstein 2004; Pan and Zhou 2008).
struct MarchenkoPastur {
  let shorter: Int
  let longer: Int
  let excessKurtosis: Double

  init(shorter: Int, longer: Int, excessKurtosis: Double = 0) {
    (self.shorter, self.longer) = (shorter, longer)
    self.excessKurtosis = excessKurtosis
  }

  private static let panels = 512

  /// cos(2πk/M) for k = 0 … M − 1, where M is four times the number of panels.
  private static let cosines = (0..<(4 * panels)).map { unitRoot($0, of: 4 * panels).real }

  /// cos kθ at the middle of panel j.
  private static func cosine(_ k: Int, _ j: Int) -> Double {
    cosines[k * (2 * j + 1) % (4 * panels)]
  }

  private var ratio: Double { Double(shorter) / Double(longer) }

  private func square(_ cosine: Double) -> Double {
    max(0, 1 + ratio + 2 * ratio.squareRoot() * cosine)
  }

  /// The mean of √λ over all singular values.
  private var limitMean: Double {
    (0..<Self.panels).reduce(0) { sum, panel in
      let cosine = Self.cosine(1, panel)
      return sum + 2 * (1 - cosine * cosine) / square(cosine).squareRoot() / Double(Self.panels)
    }
  }

  /// a_k of √λ.
  private func coefficient(_ k: Int) -> Double {
    (0..<Self.panels).reduce(0) { sum, panel in
      sum + square(Self.cosine(1, panel)).squareRoot() * Self.cosine(k, panel)
    } * 2 / Double(Self.panels)
  }

  /// The sum of the singular values: its mean, and its deviation over draws.
  var sum: (mean: Double, deviation: Double) {
    let coefficients = (0...32).map(coefficient)
    let ends = square(1).squareRoot() + square(-1).squareRoot()
    let shift = ends / 4 - coefficients[0] / 4 + excessKurtosis * coefficients[2] / 2
    let variance = coefficients.indices.reduce(0) {
      $0 + Double($1) * coefficients[$1] * coefficients[$1] / 2
    }
    let kurtosisPart = excessKurtosis * coefficients[1] * coefficients[1] / 4
    return (Double(shorter) * limitMean + shift, max(0, variance + kurtosisPart).squareRoot())
  }

  /// The sum of ln σ_i: for normal entries ½Σ[ψ(k/2) + ln(2/longer)] over the `shorter` last k up to
  /// `longer`, exactly (the determinant is a product of χ variables), and the kurtosis' part of the law
  /// above.
  var logarithmSum: (mean: Double, deviation: Double) {
    var (mean, variance) = (0.0, 0.0)
    let scale = Elementary.log(2 / Double(longer))
    for k in (longer - shorter + 1)...longer {
      mean += (GammaFunctions.digamma(Double(k) / 2) + scale) / 2
      variance += GammaFunctions.trigamma(Double(k) / 2) / 4
    }
    mean -= excessKurtosis * ratio / 4
    return (mean, max(0, variance + excessKurtosis * ratio / 4).squareRoot())
  }

  /// The largest singular value: Tracy and Widom's law of order 1 with the centring and scale that are
  /// right to second order (Johnstone 2001; Johnstone and Ma 2012), its mean and deviation by Bornemann
  /// (2010).
  ///
  /// Excess kurtosis moves the edge by κ cos θ/(2√(shorter · longer)), relatively, and adds its part to
  /// the variance of the overall scale.
  var largest: (mean: Double, deviation: Double) {
    let (small, large) = (Double(shorter), Double(longer))
    let roots = ((small - 0.5).squareRoot(), (large - 0.5).squareRoot())
    let center = (roots.0 + roots.1) * (roots.0 + roots.1)
    let scale = (roots.0 + roots.1) * Elementary.pow(1 / roots.0 + 1 / roots.1, 1.0 / 3)
    let mean = (center - 1.2065335745820 * scale) / large
    let deviation = 1.2680340580 * scale / large
    let value = mean.squareRoot()
    let cosine = min(1, (mean - 1 - ratio) / (2 * ratio.squareRoot()))
    let shift = value * excessKurtosis * cosine / (2 * (small * large).squareRoot())
    let normalVariance = deviation * deviation / (4 * mean)
    let scaleVariance = mean * excessKurtosis / (4 * small * large)
    return (
      value - normalVariance / (2 * value) + shift,
      max(0, normalVariance + scaleVariance).squareRoot()
    )
  }

  /// The share of singular values below each of `values`, which are in units of σ√longer.
  ///
  /// By the trapezium of the density in θ, right to some 1e-6. O(panels + count).
  func share(below values: [Double]) -> [Double] {
    // From θ = π, where the values are smallest, to θ = 0.
    let ends = (0...Self.panels).map { Self.cosines[2 * (Self.panels - $0)] }
    let densities = ends.map { cosine -> Double in
      let square = square(cosine)
      return square > 0 ? 2 * (1 - cosine * cosine) / square : 1 - cosine
    }
    let shares = densities.indices.dropFirst().reduce(into: [0.0]) { shares, end in
      shares.append(
        shares[end - 1] + (densities[end - 1] + densities[end]) / Double(2 * Self.panels))
    }
    return values.map { value in
      let cosine = (value * value - 1 - ratio) / (2 * ratio.squareRoot())
      guard cosine > -1 else { return 0 }
      guard cosine < 1 else { return 1 }
      let panel = ends.firstIndex { $0 > cosine } ?? Self.panels
      let part = Self.angle(from: ends[panel - 1], to: cosine) * Double(Self.panels) / Double.pi
      return shares[panel - 1] + part * (shares[panel] - shares[panel - 1])
    }
  }

  /// The small angle between two directions of the upper half-plane with these cosines.
  private static func angle(from one: Double, to other: Double) -> Double {
    let sines = [one, other].map { ((1 - $0) * (1 + $0)).squareRoot() }
    let sine = sines[0] * other - one * sines[1]
    return sine * (1 + sine * sine / 6)
  }
}
