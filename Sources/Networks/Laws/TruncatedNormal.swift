import LinearAlgebra

/// A normal law cut to an interval: what lies outside is drawn again.
public struct TruncatedNormal: Equatable, Sendable {
  /// The mean and the deviation of the normal law before the cut.
  public let center: Double
  public let scale: Double
  public let low: Double
  public let high: Double

  /// Cuts N(center, scale²) to [low, high]; either bound may be infinite.
  public init(center: Double = 0, scale: Double, low: Double, high: Double) {
    (self.center, self.scale, self.low, self.high) = (center, scale, low, high)
  }

  /// The standard deviation of N(0, 1) cut at ±2, as Keras and JAX have it in their source.
  public static let twoDeviations = 0.87962566103423978

  /// The law of deviation `deviation` that is a normal law cut at two of its deviations.
  static func corrected(deviation: Double) -> TruncatedNormal {
    let scale = deviation / twoDeviations
    return TruncatedNormal(scale: scale, low: -2 * scale, high: 2 * scale)
  }

  /// The bounds in deviations from the centre.
  private var standardLow: Double { (low - center) / scale }
  private var standardHigh: Double { (high - center) / scale }

  /// The probability of the interval, from the tail in which it has its digits.
  var mass: Double {
    let (a, b) = (standardLow, standardHigh)
    return a > 0
      ? Elementary.normalCDF(-a) - Elementary.normalCDF(-b)
      : Elementary.normalCDF(b) - Elementary.normalCDF(a)
  }

  /// The numbers that uniform ones stand for: the quantile between Φ(low) and Φ(high).
  ///
  /// Above the median it is taken from the upper tail, so that both tails keep their digits.
  func values(of uniforms: [Double]) -> [Double] {
    guard scale > 0 else {
      return [Double](repeating: min(max(center, low), high), count: uniforms.count)
    }
    let (a, b) = (standardLow, standardHigh)
    let below = Elementary.normalCDF(a)
    let mass = Elementary.normalCDF(b) - below
    let above = Elementary.normalCDF(-b)
    let upperMass = Elementary.normalCDF(-a) - above
    return uniforms.map { u in
      let p = below + u * mass
      let z =
        p <= 0.5
        ? Elementary.normalQuantile(p) : -Elementary.normalQuantile(above + (1 - u) * upperMass)
      return min(max(center + scale * z, low), high)
    }
  }

  /// E[(w − m)⁴]/σ⁴ − 3, below zero.
  public var excessKurtosis: Double { moments.excessKurtosis }

  /// The mean, the standard deviation and the excess kurtosis.
  ///
  /// By quadrature: the closed form loses its digits where the interval is narrow or far out. With
  /// eight Gauss–Legendre nodes a panel it is right to a few ulp.
  var moments: (mean: Double, deviation: Double, excessKurtosis: Double) {
    guard scale > 0 else { return (min(max(center, low), high), 0, 0) }
    let (a, b) = (standardLow, standardHigh)
    guard a < b else { return (.nan, .nan, .nan) }
    let (nodes, weights) = quadrature(from: a, to: b)
    func average(_ values: [Double]) -> Double {
      Double.sum(zip(values, weights).map { $0 * $1 }[...]) / Double.sum(weights[...])
    }
    let mean = average(nodes)
    let squares = nodes.map { ($0 - mean) * ($0 - mean) }
    let variance = average(squares)
    let kurtosis = average(squares.map { $0 / variance * ($0 / variance) })
    return (center + scale * mean, scale * variance.squareRoot(), kurtosis - 3)
  }

  /// Points of an interval in deviations from the centre, and weights in proportion to the density.
  private func quadrature(from a: Double, to b: Double) -> (nodes: [Double], weights: [Double]) {
    // The density is largest at the point nearest to zero, and falls off at the rate of `steepness`.
    let peak = min(max(0, a), b)
    let steepness = 1 + peak.magnitude
    let (from, to) = (max(a, peak - 40), min(b, peak + 40))
    let panels = max(1, Int((2 * steepness * (to - from)).rounded(.up)))
    var nodes: [Double] = [], weights: [Double] = []
    for panel in 0..<panels {
      let half = (to - from) / Double(2 * panels)
      let middle = from + half * Double(2 * panel + 1)
      for (node, weight) in Self.gaussLegendre {
        for x in [middle - half * node, middle + half * node] {
          nodes.append(x)
          weights.append(weight * Elementary.exp(-0.5 * (x - peak) * (x + peak)))
        }
      }
    }
    return (nodes, weights)
  }

  /// The positive nodes of the 8-point rule on [−1, 1], and their weights.
  private static let gaussLegendre = [
    (0.18343464249564978, 0.36268378337836166), (0.525532409916329, 0.3137066458778869),
    (0.7966664774136267, 0.22238103445337443), (0.9602898564975362, 0.10122853629037706),
  ]

  /// The law of a number of this law times a factor above zero.
  func scaled(by factor: Double) -> TruncatedNormal {
    TruncatedNormal(
      center: factor * center, scale: factor * scale, low: factor * low, high: factor * high)
  }
}
