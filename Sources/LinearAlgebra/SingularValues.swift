import COpenBLAS

extension Matrix {
  /// The singular values, largest first; as many as the matrix has rows or columns, whichever are
  /// fewer.
  ///
  /// LAPACK's dgesdd (bidiagonal form, then dqds): each is right to within a few n · ε · σ_max, so
  /// the smallest of an ill-conditioned matrix may have no right digit. A diagonal matrix shows
  /// them on its diagonal, to the bit. Θ(rows · columns · min(rows, columns)).
  public func singularValues(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> [Double] {
    guard isFinite else { throw .notFinite }
    if isDiagonal { return diagonal.map(\.magnitude).sorted(by: >) }
    let (balanced, factor) = balanced()
    let cost = rows * columns * min(rows, columns)
    let found = try Lapack.run(cost: cost, interruption) { singularValuesByLapack(of: balanced) }
    return found.map { $0 * factor }
  }
}

private func singularValuesByLapack(of matrix: Matrix) -> Result<[Double], LinearAlgebraError> {
  // Stored by rows, to LAPACK this is the transpose, which has the same singular values.
  var elements = matrix.elements
  let smaller = min(matrix.rows, matrix.columns)
  var values = [Double](repeating: 0, count: smaller)
  var integers = [Int32](repeating: 0, count: 8 * smaller)
  let info = Lapack.withWorkspace { work, workCount in
    var rows = Int32(matrix.columns), columns = Int32(matrix.rows), info: Int32 = 0
    var none = CChar(UInt8(ascii: "N")), leading = rows, one: Int32 = 1, oneToo: Int32 = 1
    var unused = 0.0, unusedToo = 0.0, size = workCount
    dgesdd_(
      &none, &rows, &columns, &elements, &leading, &values, &unused, &one, &unusedToo, &oneToo,
      work, &size, &integers, &info, 1)
    return info
  }
  guard info == 0 else { return .failure(.noConvergence(routine: "dgesdd", leftover: Int(info))) }
  return .success(values)
}
