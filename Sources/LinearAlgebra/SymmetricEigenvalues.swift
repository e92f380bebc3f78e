import COpenBLAS

extension Matrix {
  /// The eigenvalues of a symmetric matrix, which are real, smallest first.
  ///
  /// LAPACK's dsyevd (tridiagonal form, then QR iteration): each is right to within a few
  /// n · ε · ‖W‖. Θ(n³), some five times faster than for a general matrix.
  func symmetricEigenvalues(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> [Double] {
    try Lapack.run(cost: rows * rows * rows, interruption) {
      symmetricEigenvaluesByLapack(of: self)
    }
  }
}

private func symmetricEigenvaluesByLapack(
  of matrix: Matrix
) -> Result<[Double], LinearAlgebraError> {
  var elements = matrix.elements
  var values = [Double](repeating: 0, count: matrix.rows)
  // dsyevd asks for one integer when no vectors are wanted.
  var integer: Int32 = 0
  let info = Lapack.withWorkspace { work, workCount in
    var order = Int32(matrix.rows), leading = order, size = workCount, info: Int32 = 0
    var none = CChar(UInt8(ascii: "N")), triangle = CChar(UInt8(ascii: "U"))
    var integerCount: Int32 = workCount < 0 ? -1 : 1
    dsyevd_(
      &none, &triangle, &order, &elements, &leading, &values, work, &size, &integer,
      &integerCount, &info, 1, 1)
    return info
  }
  guard info == 0 else { return .failure(.noConvergence(routine: "dsyevd", leftover: Int(info))) }
  return .success(values)
}
