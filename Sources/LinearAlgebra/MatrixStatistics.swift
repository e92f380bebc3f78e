// Statistics over the entries of a matrix; exact tier, Θ(rows · columns) each. An entry that is not
// finite shows in the answer: infinite where all infinities agree, nan otherwise.

extension Matrix {
  /// max |W_ij|; nan where an entry is nan, 0 for a matrix without entries.
  public var largestMagnitude: Double { Double.largestMagnitude(elements[...]) }

  /// The mean of the entries.
  public var mean: Double {
    let (balanced, factor) = balanced()
    return Double.sum(balanced.elements[...]) / Double(elements.count) * factor
  }

  /// The standard deviation of the entries as a population: √⟨(W_ij − mean)²⟩.
  public var standardDeviation: Double {
    let (balanced, factor) = balanced()
    return Moments(balanced.elements[...]).variance.squareRoot() * factor
  }

  /// ‖W‖_F = √ΣW_ij².
  public var frobeniusNorm: Double {
    let (balanced, factor) = balanced()
    return Double.sumOfSquares(balanced.elements[...]).squareRoot() * factor
  }

  /// The matrix divided by a power of two, and that factor, so that sums of squares and of
  /// differences stay in range.
  ///
  /// The factor is 1 where there is nothing to fear. Division is exact but for entries 2^−1000
  /// times smaller than the largest.
  func balanced() -> (matrix: Matrix, factor: Double) {
    let largest = largestMagnitude
    guard largest.isFinite, largest > 0, !(0x1p-400...0x1p400 ~= largest) else { return (self, 1) }
    let exponent = min(max(largest.exponent, -1000), 1000)
    let factor = Double(sign: .plus, exponent: exponent, significand: 1)
    return (map { $0 / factor }, factor)
  }
}
