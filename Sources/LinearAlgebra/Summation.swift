// Sums in double over many numbers: pairwise, in an order that depends on the count alone, so that
// the relative error of a sum of numbers of one sign is below (20 + log₂(count/128)) · 2^−53
// (Higham 2002, section 4.2). Θ(count) each.

extension ExactScalar {
  /// Σx.
  public static func sum(_ values: ArraySlice<Self>) -> Double {
    reduce(values, kernels.sum)
  }

  /// Σx².
  public static func sumOfSquares(_ values: ArraySlice<Self>) -> Double {
    reduce(values, kernels.sumOfSquares)
  }

  /// How many |x| are above a threshold; nan is not.
  public static func countAbove(_ threshold: Self, in values: ArraySlice<Self>) -> Int {
    reduce(values) { kernels.countAbove($0, $1, threshold) }
  }

  /// How many x are below `low` or above `high`; nan is not.
  public static func countOutside(
    _ low: Self, _ high: Self, in values: ArraySlice<Self>
  ) -> Int {
    reduce(values) { kernels.countOutside($0, $1, low, high) }
  }

  /// max |x|; nan where an x is nan, 0 where there is none.
  public static func largestMagnitude(_ values: ArraySlice<Self>) -> Self {
    reduce(values, kernels.largestMagnitude)
  }

  /// Hands a slice to a kernel; of no numbers every answer is zero.
  fileprivate static func reduce<Answer: Numeric>(
    _ values: ArraySlice<Self>, _ kernel: (UnsafePointer<Self>, Int) -> Answer
  ) -> Answer {
    values.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { kernel($0, buffer.count) } ?? 0
    }
  }
}

/// The first two moments of some numbers, taken as a population.
public struct Moments: Equatable, Sendable {
  public let mean: Double
  /// ⟨x²⟩.
  public let meanSquare: Double
  /// ⟨(x − mean)²⟩, from the deviations and so without cancellation.
  public let variance: Double
  /// Whether no number is infinite or nan.
  public let isFinite: Bool

  /// Reads the numbers a few times; of no numbers, the moments are nan; Θ(count).
  public init<Scalar: ExactScalar>(_ values: ArraySlice<Scalar>) {
    let count = Double(values.count)
    let mean = Scalar.sum(values) / count
    self.mean = mean
    meanSquare = Scalar.sumOfSquares(values) / count
    variance =
      Scalar.reduce(values) { Scalar.kernels.sumOfSquaredDeviations($0, $1, mean) } / count
    isFinite = Scalar.largestMagnitude(values).isFinite
  }
}
