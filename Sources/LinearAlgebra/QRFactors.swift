import COpenBLAS

/// A = Q R: orthonormal columns times an upper triangle.
public struct QRFactors: Sendable {
  /// rows × columns.
  public let orthonormal: Matrix
  /// columns × columns; the signs of its diagonal are whatever they turned out.
  public let triangle: Matrix
  /// An estimate of ‖R‖₁ ‖R⁻¹‖₁, seldom more than three times too small; infinite where R is singular.
  public let condition: Double
}

extension Matrix {
  /// The QR factorisation of a matrix that has at least as many rows as columns.
  ///
  /// Householder's method, LAPACK's dgelqf on the rows: row by row backward stable, because rows are
  /// taken in the order of their size (Cox and Higham 1998). So R_ii of a matrix whose rows differ by
  /// any factor is as right as if they did not. Tolerance tier; Θ(rows · columns²).
  public func qrFactors(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> QRFactors {
    precondition(rows >= columns, "a matrix with more columns than rows has no such factors")
    guard isFinite else { throw .notFinite }
    return try Lapack.run(cost: rows * columns * columns, interruption) {
      .success(Reflections(self).factors)
    }
  }

  /// R of the QR factorisation alone; as `qrFactors`.
  public func triangularFactor(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> Matrix {
    precondition(rows >= columns, "a matrix with more columns than rows has no such factor")
    guard isFinite else { throw .notFinite }
    return try Lapack.run(cost: rows * columns * columns, interruption) {
      .success(Reflections(self).triangle)
    }
  }

  /// ln |det W|, from R of each irreducible block; −∞ for a matrix that is singular to the bit; Θ(n³).
  public func logDeterminant(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> Double {
    guard isSquare else { throw .notSquare(rows: rows, columns: columns) }
    var sum = 0.0
    for indices in irreducibleBlocks() {
      let factor = try block(indices).tridiagonalTwin.triangularFactor(interruption)
      sum += factor.diagonal.reduce(0) { $0 + Elementary.log($1.magnitude) }
    }
    return sum
  }
}

/// What dgelqf leaves of a matrix whose rows have been sorted: to LAPACK, which wants columns, the
/// rows are the columns of Aᵀ = Rᵀ Qᵀ.
private struct Reflections {
  private let matrix: Matrix
  /// Row i of what was factorised is row `order[i]` of the matrix.
  private let order: [Int]
  private var elements: [Double] = []
  private var scales: [Double]

  init(_ matrix: Matrix) {
    self.matrix = matrix
    let sizes = (0..<matrix.rows).map { Double.largestMagnitude(matrix.row($0)) }
    order = sizes.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
    scales = [Double](repeating: 0, count: matrix.columns)
    elements.reserveCapacity(matrix.elements.count)
    for row in order { elements += matrix.row(row) }
    guard matrix.columns > 0 else { return }
    _ = Lapack.withWorkspace { work, workCount in
      var (m, n) = (Int32(matrix.columns), Int32(matrix.rows))
      var leading = m, size = workCount, info: Int32 = 0
      dgelqf_(&m, &n, &elements, &leading, &scales, work, &size, &info)
      return info
    }
  }

  var triangle: Matrix {
    let columns = matrix.columns
    return Matrix(columns, columns) { $0 <= $1 ? elements[$0 * columns + $1] : 0 }
  }

  var factors: QRFactors {
    let triangle = triangle
    return QRFactors(
      orthonormal: orthonormal, triangle: triangle, condition: conditionEstimate(triangle))
  }

  private var orthonormal: Matrix {
    var elements = elements
    guard matrix.columns > 0 else { return matrix }
    _ = Lapack.withWorkspace { work, workCount in
      var (m, n) = (Int32(matrix.columns), Int32(matrix.rows))
      var k = m, leading = m, size = workCount, info: Int32 = 0
      dorglq_(&m, &n, &k, &elements, &leading, scales, work, &size, &info)
      return info
    }
    var rows = [Double](repeating: 0, count: elements.count)
    let width = matrix.columns
    for (position, row) in order.enumerated() {
      for column in 0..<width { rows[row * width + column] = elements[position * width + column] }
    }
    return Matrix(rows: matrix.rows, columns: width, elements: rows)
  }
}

/// dtrcon in the 1-norm; the upper triangle by rows is to LAPACK a lower one, transposed.
private func conditionEstimate(_ triangle: Matrix) -> Double {
  guard triangle.columns > 0 else { return 1 }
  var norm = CChar(UInt8(ascii: "I")), lower = CChar(UInt8(ascii: "L"))
  var notUnit = CChar(UInt8(ascii: "N"))
  var order = Int32(triangle.columns), leading = order, info: Int32 = 0, reciprocal = 0.0
  var work = [Double](repeating: 0, count: 3 * triangle.columns)
  var integers = [Int32](repeating: 0, count: triangle.columns)
  dtrcon_(
    &norm, &lower, &notUnit, &order, triangle.elements, &leading, &reciprocal, &work, &integers,
    &info, 1, 1, 1)
  precondition(info == 0, "argument \(-info) of dtrcon is illegal")
  return reciprocal > 0 ? 1 / reciprocal : .infinity
}
