import LinearAlgebra

/// What theory says of a number before the matrix is drawn.
public struct Prediction: Equatable, Sendable {
  /// The expected number; of a condition number, which has no mean, the median.
  public let value: Double
  /// The standard deviation over draws: 0 where every draw gives the same, `nil` where there is none or
  /// it is not known.
  public let spread: Double?
  /// Of a condition number, the size that its law is written in.
  private let conditionScale: Double?

  public init(_ value: Double, spread: Double) {
    (self.value, self.spread) = (value, spread)
    conditionScale = nil
  }

  /// What large matrices tend to, with an unknown spread at finite size.
  public init(limit: Double) {
    (value, spread, conditionScale) = (limit, nil, nil)
  }

  /// Whether the value is the median of a law rather than a mean.
  public var isMedian: Bool { conditionScale != nil }

  private init(median: Double, conditionScale: Double) {
    (value, spread) = (median, nil)
    self.conditionScale = conditionScale
  }

  /// The condition number of a large square matrix of independent entries: σ_max hardly varies, and
  /// t = n σ_min/g has P(σ_min > t) = e^(−t²/2 − t) (Edelman 1988; Tao and Vu 2010).
  static func conditionNumber(size: Int, largest: Double, gain: Double) -> Prediction {
    let scale = Double(size) * largest / gain
    // Half of all draws have t²/2 + t > ln 2.
    let median = scale / ((1 + 2 * Elementary.log(2)).squareRoot() - 1)
    return Prediction(median: median, conditionScale: scale)
  }

  /// (measured − predicted)/spread; rounding of this size is not taken for a deviation.
  ///
  /// Of a condition number, the standard normal number that is as rare as the measured one. `nil`
  /// where nothing can be said.
  public func score(of measured: Double, rounding: Double) -> Double? {
    guard measured.isFinite else { return nil }
    if let conditionScale {
      let t = conditionScale / measured
      return Elementary.normalQuantile(Elementary.exp(-t * t / 2 - t))
    }
    guard let spread else { return nil }
    let scale = (spread * spread + rounding * rounding).squareRoot()
    guard scale > 0 else { return measured == value ? 0 : nil }
    return (measured - value) / scale
  }
}
