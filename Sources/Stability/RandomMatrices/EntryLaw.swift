import LinearAlgebra
import Networks

/// What the predictions need to know of independent entries.
public struct EntryLaw: Equatable, Sendable {
  public let mean: Double
  public let deviation: Double
  /// E[(w − m)⁴]/σ⁴ − 3: 0 for normal entries, −6/5 for uniform ones.
  public let excessKurtosis: Double

  public init(mean: Double, deviation: Double, excessKurtosis: Double) {
    (self.mean, self.deviation) = (mean, deviation)
    self.excessKurtosis = excessKurtosis
  }

  /// That of a declared law; `nil` where the entries are not independent or their kurtosis is unknown.
  public init?(_ law: Law) {
    let excessKurtosis: Double
    switch law.family {
    case .normal: excessKurtosis = 0
    case .uniform: excessKurtosis = -1.2
    case .truncated(let cut): excessKurtosis = cut.excessKurtosis
    case .stable, .independent, .structured: return nil
    }
    self.init(mean: law.mean, deviation: law.deviation, excessKurtosis: excessKurtosis)
  }
}
