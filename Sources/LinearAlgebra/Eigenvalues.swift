import COpenBLAS
import Numerics

extension Matrix {
  /// The eigenvalues, largest modulus first; among equals the larger real part, then the positive
  /// imaginary part.
  ///
  /// Those of the irreducible blocks, one by one. A block of one entry, a cycle, and a constant plus
  /// a multiple of the identity show them to within some roundings; symmetric blocks have real ones
  /// by LAPACK's dsyevd, antisymmetric ones those of their singular values. Others go to dgeev
  /// (balancing, Hessenberg form, QR iteration): backward stable, so they are those of a matrix that
  /// differs by a few n · ε · ‖W‖; how far that moves them is up to their conditioning. Θ(n³).
  public func eigenvalues(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> [Complex<Double>] {
    guard isSquare else { throw .notSquare(rows: rows, columns: columns) }
    guard isFinite else { throw .notFinite }
    if interruption.isRequested { throw .interrupted }
    var found: [Complex<Double>] = []
    for indices in irreducibleBlocks() {
      let block = block(indices).tridiagonalTwin
      if let exact = block.exactEigenvalues() {
        found += exact
      } else {
        found += try block.computedEigenvalues(interruption)
      }
    }
    return found.sorted(by: precedes)
  }

  /// The eigenvalues of an irreducible block that can be written down.
  func exactEigenvalues() -> [Complex<Double>]? {
    if rows == 1 { return [Complex(elements[0])] }
    if let cycle = Cycle(irreducible: self) { return cycle.eigenvalues }
    guard let (constant, diagonal) = constantPlusIdentity else { return nil }
    let others = [Double](repeating: diagonal, count: rows - 1)
    return ([Double(rows) * constant + diagonal] + others).map { Complex($0) }
  }

  private func computedEigenvalues(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> [Complex<Double>] {
    let (balanced, factor) = balanced()
    let found: [Complex<Double>]
    if balanced.isSymmetric {
      found = try balanced.symmetricEigenvalues(interruption).map { Complex($0) }
    } else if balanced.isAntisymmetric {
      found = try balanced.antisymmetricEigenvalues(interruption)
    } else {
      found = try Lapack.run(cost: rows * rows * rows, interruption) {
        eigenvaluesByLapack(of: balanced)
      }
    }
    return found.map { Complex($0.real * factor, $0.imaginary * factor) }
  }

  /// ±iσ for each pair of equal singular values, and 0 where their number is odd.
  private func antisymmetricEigenvalues(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> [Complex<Double>] {
    let values = try singularValues(interruption)
    let pairs = stride(from: 0, to: rows - 1, by: 2).flatMap { index -> [Complex<Double>] in
      let modulus = (values[index] + values[index + 1]) / 2
      return [Complex(0, modulus), Complex(0, -modulus)]
    }
    return pairs + (rows % 2 == 1 ? [.zero] : [])
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
  let found = zip(real, imaginary).map { Complex($0, $1) }
  // Of an orthogonal matrix times c the moduli are known, and only the angles were wanted.
  guard let modulus = matrix.isometryFactor(within: matrix.isometryRounding) else {
    return .success(found)
  }
  return .success(
    found.map { value in
      let correction = modulus / value.length
      return Complex(value.real * correction, value.imaginary * correction)
    })
}
