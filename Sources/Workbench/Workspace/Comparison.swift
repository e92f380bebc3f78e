import LinearAlgebra
import Networks
import Stability

/// What `compare` found: for each scheme, the trials of all seeds.
public struct Comparison: Sendable {
  /// What expressions call the last one.
  static let name = "compare"

  public struct Row: Sendable {
    public let scheme: String
    /// The knobs that were turned, as they could be typed: `gain=3,std=1`.
    public let knobs: String
    public let law: String
    /// One for each seed, in order.
    public let trials: [Trial]
  }

  public let rows: [Row]
  public let seeds: [UInt64]
  /// The number of steps, T.
  public let steps: Int
  public let units: Int

  /// The row whose gradients are stable with the most seeds; of several the one whose growth per step is
  /// nearest to 1, then the one whose growth varies least,
  /// then the first.
  public var best: Row? {
    rows.max { $0.merit.lexicographicallyPrecedes($1.merit) }
  }
}

extension Comparison.Row {
  /// The scheme with its knobs, as it could be typed.
  public var label: String { knobs.isEmpty ? scheme : "\(scheme)(\(knobs))" }

  /// A verdict without its evidence.
  struct Judgement: Hashable {
    let gradients: Verdict.Gradients
    let cause: Verdict.Cause
  }

  var judgements: [Judgement] {
    trials.map { Judgement(gradients: $0.verdict.gradients, cause: $0.verdict.cause) }
  }

  /// The most frequent verdict, of several the one that was first, and with how many seeds it came.
  var judgement: (value: Judgement, count: Int) {
    var best = (value: judgements[0], count: 0)
    for value in judgements {
      let count = judgements.count { $0 == value }
      if count > best.count { best = (value, count) }
    }
    return best
  }

  public var stableCount: Int { trials.count(where: \.isStable) }

  public var stableShare: Double { Double(stableCount) / Double(trials.count) }

  var growth: Quartiles { Quartiles(of: trials.map(\.gradientGrowthPerStep)) }

  /// How far the median growth per step is from 1, in either direction; infinite where it overflows.
  private var distance: Double {
    let distance = Elementary.log(growth.median).magnitude
    return distance.isNaN ? .infinity : distance
  }

  /// What makes a row better, the most important first, larger being better.
  fileprivate var merit: [Double] {
    [stableShare, -distance, growth.range.isNaN ? -.infinity : -growth.range]
  }
}
