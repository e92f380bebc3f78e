import COpenBLAS
import Numerics

extension Matrix {
  /// The eigenvalues, largest modulus first; among equals the larger real part, then the positive
  /// imaginary part.
  ///
  /// LAPACK's dgeev (balancing, Hessenberg form, QR iteration): backward stable, so they are those
  /// of a matrix that differs by a few n · ε · ‖W‖; how far that moves them is up to their
  /// conditioning. A triangular matrix shows them on its diagonal, to the bit. Θ(n³).
  public func eigenvalues(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> [Complex<Double>] {
    guard isSquare else { throw .notSquare(rows: rows, columns: columns) }
    guard isFinite else { throw .notFinite }
    if isUpperTriangular || isLowerTriangular {
      return diagonal.map { Complex($0) }.sorted(by: precedes)
    }
    let (balanced, factor) = balanced()
    let cost = rows * rows * rows
    let found = try Lapack.run(cost: cost, interruption) { eigenvaluesByLapack(of: balanced) }
    return found.map { Complex($0.real * factor, $0.imaginary * factor) }.sorted(by: precedes)
  }
}

private func precedes(_ one: Complex<Double>, _ other: Complex<Double>) -> Bool {
  (one.length, one.real, one.imaginary) > (other.length, other.real, other.imaginary)
}

private func eigenvaluesByLapack(
  of matrix: Matrix
) -> Result<[Complex<Double>], LinearAlgebraError> {
  // Stored by rows, to LAPACK this is the transpose, which has the same eigenvalues.
  var elements = matrix.elements
  let count = matrix.rows
  var real = [Double](repeating: 0, count: count)
  var imaginary = real
  let info = Lapack.withWorkspace { work, workCount in
    var order = Int32(count), one: Int32 = 1, unused = 0.0, unusedToo = 0.0, info: Int32 = 0
    var none = CChar(UInt8(ascii: "N")), noneToo = none, leading = order, oneToo = one
    var size = workCount
    dgeev_(
      &none, &noneToo, &order, &elements, &leading, &real, &imaginary, &unused, &one, &unusedToo,
      &oneToo, work, &size, &info, 1, 1)
    return info
  }
  guard info == 0 else { return .failure(.noConvergence(routine: "dgeev", leftover: Int(info))) }
  return .success(zip(real, imaginary).map { Complex($0, $1) })
}
