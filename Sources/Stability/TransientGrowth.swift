import LinearAlgebra

/// ‖W^k‖ for k = 1, 2, 5, 10, 20, 50, 100: the most that k linear steps can do to a vector.
///
/// For a normal matrix it is ρ^k. A non-normal one may first grow although ρ < 1, and in the end shrink
/// (Trefethen and Embree 2005); as long as it does the series goes on, up to 10 000.
public struct TransientGrowth: Equatable, Sendable {
  public struct Point: Equatable, Sendable {
    public let power: Int
    /// With an exponent of its own, since powers leave every format.
    public let norm: Magnitude
  }

  public let points: [Point]

  /// The point of the largest norm; of equal ones the first.
  public var largest: Point {
    points.dropFirst().reduce(points[0]) { $1.norm.log10 > $0.norm.log10 ? $1 : $0 }
  }

  private static let leastPower = 100
  private static let mostPower = 10_000

  /// Four products and three norms for each power of ten: Θ(n³).
  ///
  /// The matrix has to be square, finite and not empty.
  public init(
    _ matrix: Matrix, spectralRadius: Double, _ interruption: Interruption
  ) throws(LinearAlgebraError) {
    precondition(matrix.isSquare && matrix.rows > 0, "a power is that of a square matrix")
    var points: [Point] = []
    func add(_ power: Int, _ factor: ScaledMatrix) throws(LinearAlgebraError) {
      points.append(Point(power: power, norm: try factor.norm(interruption)))
    }
    var (first, power) = (ScaledMatrix(matrix, exponent: 0), 1)
    while true {
      try add(power, first)
      guard Self.goesOn(points, spectralRadius) else { break }
      let second = try first.times(first, interruption)
      try add(2 * power, second)
      let fifth = try second.times(second, interruption).times(first, interruption)
      try add(5 * power, fifth)
      first = try fifth.times(fifth, interruption)
      power *= 10
    }
    self.points = points
  }

  /// Up to 100, and beyond while a matrix that has to decay in the end still grows.
  private static func goesOn(_ points: [Point], _ spectralRadius: Double) -> Bool {
    guard let last = points.last, last.power < mostPower, last.norm.mantissa != 0 else {
      return false
    }
    guard last.power >= leastPower, points.count > 1 else { return true }
    return spectralRadius < 1 && last.norm.log10 > points[points.count - 2].norm.log10
  }
}

/// A matrix times 2^exponent, its largest entry between 1 and 2.
private struct ScaledMatrix {
  let matrix: Matrix
  let exponent: Int

  init(_ matrix: Matrix, exponent: Int) {
    let largest = matrix.largestMagnitude
    guard largest.isFinite, largest > 0 else {
      (self.matrix, self.exponent) = (matrix, exponent)
      return
    }
    // Twice, for the factor of the smallest numbers is itself out of range.
    let shift = Int(largest.exponent)
    let half = Double(sign: .plus, exponent: -shift / 2, significand: 1)
    let rest = Double(sign: .plus, exponent: -shift - (-shift / 2), significand: 1)
    self.matrix = shift == 0 ? matrix : matrix.map { $0 * half * rest }
    self.exponent = exponent + shift
  }

  func times(
    _ other: ScaledMatrix, _ interruption: Interruption
  ) throws(LinearAlgebraError) -> ScaledMatrix {
    ScaledMatrix(
      try matrix.times(other.matrix, interruption), exponent: exponent + other.exponent)
  }

  func norm(_ interruption: Interruption) throws(LinearAlgebraError) -> Magnitude {
    Magnitude(mantissa: try matrix.spectralNorm(interruption).value, exponent: exponent)
  }
}

extension Magnitude {
  /// As one number; infinite or zero beyond the range of float64.
  public var value: Double {
    guard mantissa.isFinite, mantissa != 0 else { return mantissa }
    return Double(
      sign: .plus, exponent: exponent.clamped(to: -4000...4000), significand: mantissa)
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
