import LinearAlgebra

/// An average with its uncertainty.
public struct Estimate: Equatable, Sendable {
  public let value: Double
  /// The standard error; `nil` where too few blocks were measured, or the value is not finite.
  public let standardError: Double?
  /// Half the width of the 95 % interval.
  public let bar: Double?

  public init(_ value: Double, standardError: Double? = nil, bar: Double? = nil) {
    (self.value, self.standardError, self.bar) = (value, standardError, bar)
  }

  /// −1 or 1 where the 95 % interval leaves no doubt of it; `nil` where zero is inside, or nobody knows
  /// how wide it is.
  public var sign: Int? {
    if value == -.infinity { return -1 }
    guard let bar, value.magnitude > bar else { return nil }
    return value < 0 ? -1 : 1
  }
}

/// Running averages per step of several series, with errors from block averages.
///
/// A block must be long against the time over which a series is correlated; so its length is doubled
/// until that no longer raises the error (Flyvbjerg and Petersen 1989), down to eight blocks. The 95 %
/// bar takes Student's t for as many blocks as were used. At most 256 blocks are kept, whatever the
/// length: then neighbours are merged.
struct BlockAverages: Sendable {
  private struct Block: Sendable {
    var steps = 0.0
    var sums: [Double]

    mutating func add(_ other: Block) {
      steps += other.steps
      for index in sums.indices { sums[index] += other.sums[index] }
    }
  }

  private static let mostBlocks = 256
  private static let fewestBlocks = 8
  /// What rounding leaves unknown of an average of logarithms of order 1, however steady it is.
  private static let roundingBar = 1e-12

  private let width: Int
  private var total: Block
  private var blocks: [Block] = []
  private var open: Block
  private var stretchesInOpen = 0
  private var stretchesPerBlock = 1

  /// Averages of `width` series.
  init(width: Int) {
    self.width = width
    total = Block(sums: [Double](repeating: 0, count: width))
    open = total
  }

  var steps: Int { Int(total.steps) }

  /// Adds what the series sum to over some steps; O(width).
  mutating func add(_ sums: [Double], steps: Int) {
    let block = Block(steps: Double(steps), sums: sums)
    total.add(block)
    open.add(block)
    stretchesInOpen += 1
    guard stretchesInOpen == stretchesPerBlock else { return }
    blocks.append(open)
    open = Block(sums: [Double](repeating: 0, count: width))
    stretchesInOpen = 0
    guard blocks.count == Self.mostBlocks else { return }
    blocks = Self.merged(blocks)
    stretchesPerBlock *= 2
  }

  /// The average per step of what `part` makes of the sums of all series: of one, or of a sum of some;
  /// O(blocks).
  func estimate(of part: ([Double]) -> Double) -> Estimate {
    let mean = part(total.sums) / total.steps
    var series = blocks.map { (steps: $0.steps, sum: part($0.sums)) }
    guard mean.isFinite, series.count >= Self.fewestBlocks else { return Estimate(mean) }
    var levels: [(error: Double, count: Int)] = []
    while series.count >= Self.fewestBlocks {
      levels.append((Self.standardError(series), series.count))
      series = stride(from: 0, to: series.count - 1, by: 2).map {
        (series[$0].steps + series[$0 + 1].steps, series[$0].sum + series[$0 + 1].sum)
      }
    }
    let chosen = Self.settled(levels)
    let bar = chosen.error * studentQuantile(degrees: chosen.count - 1)
    return Estimate(mean, standardError: chosen.error, bar: max(bar, Self.roundingBar))
  }

  /// The first level that no longer one exceeds by more than that is itself uncertain.
  private static func settled(
    _ levels: [(error: Double, count: Int)]
  ) -> (error: Double, count: Int) {
    let index = levels.indices.first { index in
      levels[(index + 1)...].allSatisfy { later in
        later.error <= levels[index].error * (1 + 1 / (2 * Double(later.count - 1)).squareRoot())
      }
    }
    return levels[index ?? levels.count - 1]
  }

  /// That of a ratio of sums, from the blocks' deviations from it.
  private static func standardError(_ series: [(steps: Double, sum: Double)]) -> Double {
    let (count, steps) = (Double(series.count), series.reduce(0) { $0 + $1.steps })
    let mean = series.reduce(0) { $0 + $1.sum } / steps
    let squares = series.reduce(0) { total, block in
      let deviation = block.sum - mean * block.steps
      return total + deviation * deviation
    }
    return (squares * count / (count - 1)).squareRoot() / steps
  }

  private static func merged(_ blocks: [Block]) -> [Block] {
    stride(from: 0, to: blocks.count, by: 2).map { index in
      var block = blocks[index]
      block.add(blocks[index + 1])
      return block
    }
  }
}

/// The 97.5 % quantile of Student's t, by its expansion in 1/ν around the normal one.
///
/// Abramowitz and Stegun 26.7.5; to within 0.001 from 4 degrees on.
public func studentQuantile(degrees: Int) -> Double {
  let z = 1.959963984540054, square = z * z
  let one = (square + 1) / 4
  let two = ((5 * square + 16) * square + 3) / 96
  let three = (((3 * square + 19) * square + 17) * square - 15) / 384
  let four = ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160
  let ν = Double(degrees)
  return z * (1 + (one + (two + (three + four / ν) / ν) / ν) / ν)
}
