import COpenBLAS
import Numerics

/// An eigenvalue with its directions: W v = λ v and uᴴ W = λ uᴴ.
public struct Mode: Equatable, Sendable {
  public let eigenvalue: Complex<Double>
  /// v, of norm 1: the direction that W^k turns everything into, if |λ| is the largest.
  public let right: [Complex<Double>]
  /// u, of norm 1: what W^k looks at in the vector it is applied to.
  public let left: [Complex<Double>]

  /// |uᴴ v|; zero for a defective eigenvalue.
  ///
  /// An error of the matrix moves the eigenvalue by 1/overlap times its size.
  public var overlap: Double {
    zip(left, right).reduce(Complex<Double>.zero) { $0 + $1.0.conjugate * $1.1 }.length
  }

  /// uᴴ x / uᴴ v, the coordinate of x along v when x is written in eigenvectors; Θ(n).
  public func share(of x: [Double]) -> Complex<Double> {
    var (ofX, ofRight) = (Complex<Double>.zero, Complex<Double>.zero)
    for (entry, (x, right)) in zip(left, zip(x, right)) {
      ofX += entry.conjugate * Complex(x)
      ofRight += entry.conjugate * right
    }
    return ofX / ofRight
  }
}

extension Matrix {
  /// The modes whose |λ| is above a share of the largest, largest first; without those that have no left
  /// direction of their own, because the matrix is defective there.
  ///
  /// LAPACK's dgeev with both kinds of eigenvectors. Θ(n³).
  public func modes(
    above share: Double, _ interruption: Interruption
  ) throws(LinearAlgebraError) -> [Mode] {
    guard isSquare else { throw .notSquare(rows: rows, columns: columns) }
    guard isFinite else { throw .notFinite }
    guard rows > 0 else { return [] }
    let (balanced, factor) = balanced()
    let modes = try Lapack.run(cost: 4 * rows * rows * rows, interruption) {
      modesByLapack(of: balanced, above: share)
    }
    return modes.map { $0.scaled(by: factor) }
  }
}

private func modesByLapack(
  of matrix: Matrix, above share: Double
) -> Result<[Mode], LinearAlgebraError> {
  var elements = matrix.elements
  let size = matrix.rows
  var real = [Double](repeating: 0, count: size)
  var imaginary = real
  var left = [Double](repeating: 0, count: size * size)
  var right = left
  let info = Lapack.withWorkspace { work, workCount in
    var order = Int32(size), info: Int32 = 0, workCount = workCount
    var wanted = CChar(UInt8(ascii: "V")), wantedToo = wanted
    var (leading, leftLeading, rightLeading) = (order, order, order)
    dgeev_(
      &wanted, &wantedToo, &order, &elements, &leading, &real, &imaginary, &left, &leftLeading,
      &right, &rightLeading, work, &workCount, &info, 1, 1)
    return info
  }
  guard info == 0 else { return .failure(.noConvergence(routine: "dgeev", leftover: Int(info))) }
  let eigenvalues = zip(real, imaginary).map { Complex($0, $1) }
  let largest = eigenvalues.map(\.length).max() ?? 0
  let wanted = eigenvalues.indices.filter { eigenvalues[$0].length > share * largest }
    .sorted { eigenvalues[$0].length > eigenvalues[$1].length }
  // Stored by rows, to LAPACK this is the transpose: its right vectors are the conjugates of our left
  // ones, and the other way round.
  let modes = wanted.map { index in
    Mode(
      eigenvalue: eigenvalues[index],
      right: vector(index, of: left, imaginary).map(\.conjugate),
      left: vector(index, of: right, imaginary).map(\.conjugate))
  }
  return .success(modes.filter { $0.overlap > 1e-12 })
}

/// An eigenvector as dgeev leaves it: of a complex pair the real parts in one column, the imaginary
/// parts in the next.
private func vector(
  _ index: Int, of columns: [Double], _ imaginary: [Double]
) -> [Complex<Double>] {
  let size = imaginary.count
  let isSecond = imaginary[index] < 0
  let start = (isSecond ? index - 1 : index) * size
  return (start..<start + size).map { position in
    guard imaginary[index] != 0 else { return Complex(columns[position]) }
    let part = columns[position + size]
    return Complex(columns[position], isSecond ? -part : part)
  }
}

extension Mode {
  fileprivate func scaled(by factor: Double) -> Mode {
    Mode(
      eigenvalue: Complex(eigenvalue.real * factor, eigenvalue.imaginary * factor), right: right,
      left: left)
  }
}
