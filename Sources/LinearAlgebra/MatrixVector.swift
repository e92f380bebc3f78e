import COpenBLAS

// Products with one vector; tolerance tier, Θ(rows · columns).

extension Matrix {
  /// W x.
  func times(_ x: [Double]) -> [Double] { image(of: x, isTransposed: false) }

  /// Wᵀ x.
  func transposedTimes(_ x: [Double]) -> [Double] { image(of: x, isTransposed: true) }

  private func image(of x: [Double], isTransposed: Bool) -> [Double] {
    precondition(x.count == (isTransposed ? rows : columns), "the sizes of a product agree")
    var y = [Double](repeating: 0, count: isTransposed ? columns : rows)
    guard !elements.isEmpty else { return y }
    Lapack.prepare()
    // Stored by rows, to BLAS this is the transpose.
    let letter = CChar(UInt8(ascii: isTransposed ? "N" : "T"))
    dgemv_(
      [letter], [Int32(columns)], [Int32(rows)], [1], elements, [Int32(columns)], x, [1], [0], &y,
      [1], 1)
    return y
  }
}
