import COpenBLAS

extension Matrix {
  /// The product with another matrix.
  ///
  /// OpenBLAS' dgemm on one thread (tolerance tier: its bits depend on the CPU). Θ(rows · columns ·
  /// other.columns).
  public func times(
    _ other: Matrix, _ interruption: Interruption
  ) throws(LinearAlgebraError) -> Matrix {
    precondition(columns == other.rows, "the sizes of a product agree")
    return try Lapack.run(cost: rows * columns * other.columns / 20, interruption) {
      .success(product(self, other, isTransposed: false))
    }
  }

  /// The product of the transpose with another matrix; as `times`.
  public func transposedTimes(
    _ other: Matrix, _ interruption: Interruption
  ) throws(LinearAlgebraError) -> Matrix {
    precondition(rows == other.rows, "the sizes of a product agree")
    return try Lapack.run(cost: rows * columns * other.columns / 20, interruption) {
      .success(product(self, other, isTransposed: true))
    }
  }
}

/// A B, or Aᵀ B; stored by rows, to BLAS they are Bᵀ A and its like, column by column.
private func product(_ a: Matrix, _ b: Matrix, isTransposed: Bool) -> Matrix {
  let rows = isTransposed ? a.columns : a.rows
  let inner = isTransposed ? a.rows : a.columns
  guard rows > 0, inner > 0, b.columns > 0 else {
    return Matrix(repeating: 0, rows: rows, columns: b.columns)
  }
  let elements = [Double](unsafeUninitializedCapacity: rows * b.columns) { buffer, count in
    var (m, n, k) = (Int32(b.columns), Int32(rows), Int32(inner))
    var (one, zero) = (1.0, 0.0)
    var (plain, second) = (CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: isTransposed ? "T" : "N")))
    var (leadingB, leadingA, leadingC) = (m, Int32(a.columns), m)
    dgemm_(
      &plain, &second, &m, &n, &k, &one, b.elements, &leadingB, a.elements, &leadingA, &zero,
      buffer.baseAddress, &leadingC, 1, 1)
    count = rows * b.columns
  }
  return Matrix(rows: rows, columns: b.columns, elements: elements)
}
