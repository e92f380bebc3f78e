import COpenBLAS

extension Matrix {
  /// The singular values, largest first; as many as the matrix has rows or columns, whichever are
  /// fewer.
  ///
  /// A weighted permutation shows them as its entries, to the bit; a constant plus a multiple of the
  /// identity, an orthogonal matrix and a symmetric one have known or simpler ones. Others go to
  /// LAPACK's dgesdd (bidiagonal form, then dqds): each is right to within a few n · ε · σ_max, so
  /// the smallest of an ill-conditioned matrix may have no right digit.
  /// Θ(rows · columns · min(rows, columns)).
  public func singularValues(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> [Double] {
    guard isFinite else { throw .notFinite }
    if interruption.isRequested { throw .interrupted }
    if let exact = exactSingularValues() { return exact }
    let (balanced, factor) = balanced()
    let found: [Double]
    if balanced.isSymmetric {
      found = try balanced.symmetricEigenvalues(interruption).map(\.magnitude).sorted(by: >)
    } else {
      let cost = rows * columns * min(rows, columns)
      found = try Lapack.run(cost: cost, interruption) { singularValuesByLapack(of: balanced) }
    }
    return found.map { $0 * factor }
  }

  /// The singular values that can be written down.
  func exactSingularValues() -> [Double]? {
    let smaller = min(rows, columns)
    if isPartialPermutation {
      let weights = elements.filter { $0 != 0 }.map(\.magnitude).sorted(by: >)
      return weights + [Double](repeating: 0, count: smaller - weights.count)
    }
    if let (constant, diagonal) = constantPlusIdentity {
      // √(rows · columns) is the size itself for a square matrix.
      let size = (Double(rows) * Double(columns)).squareRoot()
      let others = [Double](repeating: diagonal.magnitude, count: smaller - 1)
      return ([(size * constant + diagonal).magnitude] + others).sorted(by: >)
    }
    let (balanced, factor) = balanced()
    return balanced.isometryFactor(within: isometryRounding).map {
      [Double](repeating: $0 * factor, count: smaller)
    }
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
