import LinearAlgebra

/// An upper triangle whose rows may differ by more than floating-point numbers reach: row i is that of
/// `rows` times 2^exponents[i], and its largest entry there is near 1.
///
/// The product of the triangles that QR leaves along a trajectory is of this kind, its rows falling
/// from the fastest growth to the slowest. Kept so, its small singular values are as right as the
/// large ones (Stewart 1997, On graded QR decompositions of products of matrices).
struct GradedTriangle: Sendable {
  private(set) var rows: Matrix
  private(set) var exponents: [Int]

  init(identity size: Int) {
    rows = .identity(size)
    exponents = [Int](repeating: 0, count: size)
  }

  private var size: Int { exponents.count }

  /// The exponents of the rows that are not all zeros.
  private var aliveExponents: [Int] {
    (0..<size).filter { rows.row($0).contains { $0 != 0 } }.map { exponents[$0] }
  }

  /// That of the largest entries; 0 where there are none.
  var largestExponent: Int { aliveExponents.max() ?? 0 }

  /// Replaces R by 2^exponent · A R, for an upper triangle A; Θ(n³).
  mutating func multiply(
    by triangle: Matrix, exponent: Int, _ interruption: Interruption
  ) throws(LinearAlgebraError) {
    let shifts = Self.shifts(triangle, exponents)
    let scaled = Matrix(size, size) { row, column in
      Self.scaled(triangle[row, column], by: exponents[column] - shifts[row])
    }
    rows = try scaled.times(rows, interruption)
    exponents = shifts.map { $0 + exponent }
    normalise()
  }

  /// Replaces R by the triangle of Rᵀ, which has the same singular values and lies nearer to a diagonal
  /// matrix; Θ(n³).
  ///
  /// A step of the QR algorithm for them: what stands off the diagonal shrinks by the squared ratio of
  /// the two values.
  mutating func sweep(_ interruption: Interruption) throws(LinearAlgebraError) {
    let triangle = try rows.transposed.triangularFactor(interruption)
    let shifts = Self.shifts(triangle, exponents)
    rows = Matrix(size, size) { row, column in
      Self.scaled(triangle[row, column], by: exponents[column] - shifts[row])
    }
    exponents = shifts
    normalise()
  }

  /// The exponent of each row of A · diag 2^exponents, that of its largest entry.
  private static func shifts(_ matrix: Matrix, _ exponents: [Int]) -> [Int] {
    (0..<matrix.rows).map { row in
      zip(matrix.row(row), exponents).filter { $0.0 != 0 }
        .map { Int($0.0.exponent) + $0.1 }.max() ?? 0
    }
  }

  /// x · 2^exponent, zero where that is too small to matter.
  private static func scaled(_ x: Double, by exponent: Int) -> Double {
    x == 0 || exponent < -2000 ? 0 : Double(sign: .plus, exponent: exponent, significand: x)
  }

  /// Brings the largest entry of each row near 1.
  private mutating func normalise() {
    let shifts = Self.shifts(rows, [Int](repeating: 0, count: size))
    for (row, shift) in shifts.enumerated() where shift != 0 {
      for column in row..<size { rows[row, column] = Self.scaled(rows[row, column], by: -shift) }
      exponents[row] += shift
    }
  }
}

extension GradedTriangle {
  /// R divided by 2^shift, where what is too small beside the largest entries is zero.
  func scaled(by shift: Int) -> Matrix {
    Matrix(size, size) { Self.scaled(rows[$0, $1], by: exponents[$0] - shift) }
  }

  /// ‖R‖_F; Θ(n²).
  var norm: Magnitude {
    let shift = largestExponent
    return Magnitude(mantissa: scaled(by: shift).frobeniusNorm, exponent: shift)
  }

  /// ln of the singular values, largest first, −∞ for zeros; Θ(n³).
  ///
  /// A few sweeps first, which part what differs much; then rotations.
  func logSingularValues(
    _ interruption: Interruption
  ) throws -> (logs: [Double], resolution: Double) {
    var triangle = self
    for _ in 0..<4 { try triangle.sweep(interruption) }
    var rows = GradedRows(triangle.rows, triangle.exponents)
    let worst = try rows.orthogonalise(interruption)
    return (rows.logNorms.sorted(by: >), worst)
  }
}
