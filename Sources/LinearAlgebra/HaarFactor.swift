import Kernels

extension Matrix {
  /// Q of the QR factorisation with a positive diagonal of R; for a normal matrix, Q is uniform over
  /// the matrices with orthonormal columns (Haar).
  ///
  /// Householder's method, then the signs of R's diagonal are folded into Q: without that Q is not
  /// uniform, because the method prefers a sign (Mezzadri 2007). Exact tier; rows ≥ columns.
  /// About 4 · rows · columns² operations; a column that depends on those before gets some
  /// orthonormal completion.
  public func haarFactor(_ interruption: Interruption) throws(Interrupted) -> Matrix {
    precondition(rows >= columns, "a matrix with more columns than rows is to be transposed first")
    var reflections = Reflections(of: balanced().matrix)
    try reflections.factorise(interruption)
    return try reflections.orthogonalFactor(interruption)
  }
}

/// A QR factorisation under way: R in the upper triangle, the vectors of the reflections below it.
private struct Reflections {
  private let rows: Int
  private let columns: Int
  private var elements: [Double]
  private var factors: [Double] = []

  init(of matrix: Matrix) {
    (rows, columns, elements) = (matrix.rows, matrix.columns, matrix.elements)
  }

  /// Makes one reflection after another and applies it to the columns to its right.
  mutating func factorise(_ interruption: Interruption) throws(Interrupted) {
    let (rows, columns) = (rows, columns)
    for column in 0..<columns {
      let factor = whh_make_reflection(&elements, rows, columns, column)
      factors.append(factor)
      for block in blocks(from: column + 1) {
        try interruption.check()
        elements.withUnsafeMutableBufferPointer { elements in
          guard let start = elements.baseAddress else { return }
          reflect(start, rows, columns, column, factor, start, block)
        }
      }
    }
  }

  /// Q = H_1 H_2 … H_n, applied from the last to the columns of the identity they change; then signs.
  func orthogonalFactor(_ interruption: Interruption) throws(Interrupted) -> Matrix {
    var q = Matrix(rows, columns) { $0 == $1 ? 1 : 0 }.elements
    for column in (0..<columns).reversed() {
      for block in blocks(from: column) {
        try interruption.check()
        reflect(elements, rows, columns, column, factors[column], &q, block)
      }
    }
    let signs = (0..<columns).map { elements[$0 * columns + $0] < 0 ? -1.0 : 1.0 }
    return Matrix(rows, columns) { signs[$1] * q[$0 * columns + $1] }
  }

  /// The columns from `first` on, some at a time, so that a large matrix can be interrupted.
  private func blocks(from first: Int) -> [Range<Int>] {
    stride(from: first, to: columns, by: 1024).map { $0..<min($0 + 1024, columns) }
  }
}

/// Applies a reflection to some columns of `target`.
private func reflect(
  _ reflections: UnsafePointer<Double>, _ rows: Int, _ columns: Int, _ column: Int,
  _ factor: Double, _ target: UnsafeMutablePointer<Double>, _ block: Range<Int>
) {
  withUnsafeTemporaryAllocation(of: Double.self, capacity: block.count) { work in
    guard let work = work.baseAddress else { return }
    whh_reflect(
      reflections, rows, columns, column, factor, target, block.lowerBound, block.upperBound, work)
  }
}
