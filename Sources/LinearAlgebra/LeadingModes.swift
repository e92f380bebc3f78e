import COpenBLAS
import Numerics

/// An eigenvalue with its directions: W v = λ v and uᴴ W = λ uᴴ.
public struct Mode: Equatable, Sendable {
  public let eigenvalue: Complex<Double>
  /// v, of norm 1: the direction that W^k turns everything into.
  public let right: [Complex<Double>]
  /// u, of norm 1: what W^k looks at in the vector it is applied to.
  public let left: [Complex<Double>]

  /// |uᴴ v|; zero for a defective eigenvalue.
  public var overlap: Double { Self.product(left, right).length }

  /// 1/|uᴴ v|, by which an error of the matrix moves the eigenvalue.
  public var conditionNumber: Double { 1 / overlap }

  /// |uᴴ x|/|uᴴ v|: how much of the right direction a vector has in it, so that W^k x approaches
  /// |λ|^k times that, where λ is the largest.
  public func amplitude(in vector: [Double]) -> Double {
    Self.product(left, vector.map { Complex($0) }).length / overlap
  }

  private static func product(
    _ one: [Complex<Double>], _ other: [Complex<Double>]
  ) -> Complex<Double> {
    zip(one, other).reduce(.zero) { $0 + $1.0.conjugate * $1.1 }
  }
}

extension Matrix {
  /// The modes of the eigenvalue of largest modulus.
  ///
  /// One if it is real, two for a conjugate pair, the one with the positive imaginary part first; none
  /// for the zero matrix.
  ///
  /// From order 256 by ARPACK, on W and on its transpose; else, and where that does not converge, by
  /// LAPACK's dgeev with vectors, Θ(n³). Where several eigenvalues have the same modulus it is one of
  /// them.
  public func leadingModes(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> [Mode] {
    guard isSquare else { throw .notSquare(rows: rows, columns: columns) }
    guard isFinite else { throw .notFinite }
    let (balanced, factor) = balanced()
    guard let found = try balanced.leadingMode(interruption), found.eigenvalue != .zero else {
      return []
    }
    let value = found.eigenvalue
    let mode = Mode(
      eigenvalue: Complex(value.real * factor, value.imaginary * factor), right: found.right,
      left: found.left)
    guard value.imaginary != 0 else { return [mode] }
    let other = mode.conjugate
    return value.imaginary > 0 ? [mode, other] : [other, mode]
  }

  private func leadingMode(_ interruption: Interruption) throws(LinearAlgebraError) -> Mode? {
    guard !elements.isEmpty else { return nil }
    if rows >= Self.iterationOrder, let mode = try iteratedMode(interruption) { return mode }
    let matrix = self
    return try Lapack.run(cost: 4 * rows * rows * rows, interruption) {
      leadingModeByLapack(of: matrix)
    }
  }

  private func iteratedMode(_ interruption: Interruption) throws(LinearAlgebraError) -> Mode? {
    guard isometryFactor(within: 0x1p-21) == nil,
      let (right, _) = try outermostPair(interruption),
      let (left, _) = try outermostPair(transposed: true, interruption)
    else { return nil }
    // Both leading, so equal or conjugate, unless the iteration missed one.
    let isEqual = (left.value - right.value).length <= 1e-8 * right.value.length
    let isConjugate = (left.value - right.value.conjugate).length <= 1e-8 * right.value.length
    guard isEqual || isConjugate else { return nil }
    // Wᵀ x = λ x is x̄ᴴ W = λ x̄ᴴ.
    return Mode(
      eigenvalue: right.value, right: right.vector,
      left: isEqual ? left.vector.map(\.conjugate) : left.vector)
  }
}

extension Mode {
  fileprivate var conjugate: Mode {
    Mode(
      eigenvalue: eigenvalue.conjugate, right: right.map(\.conjugate), left: left.map(\.conjugate))
  }
}

private func leadingModeByLapack(of matrix: Matrix) -> Result<Mode, LinearAlgebraError> {
  // Stored by rows, to LAPACK this is the transpose: its right vectors are the conjugates of our left
  // ones, and the other way round.
  var elements = matrix.elements
  let count = matrix.rows
  var real = [Double](repeating: 0, count: count)
  var imaginary = real
  var left = [Double](repeating: 0, count: count * count)
  var right = left
  let info = Lapack.withWorkspace { work, workCount in
    var order = Int32(count), info: Int32 = 0, leading = order, stride = order, strideToo = order
    var vectors = CChar(UInt8(ascii: "V")), vectorsToo = vectors, size = workCount
    dgeev_(
      &vectors, &vectorsToo, &order, &elements, &leading, &real, &imaginary, &left, &stride, &right,
      &strideToo, work, &size, &info, 1, 1)
    return info
  }
  guard info == 0 else { return .failure(.noConvergence(routine: "dgeev", leftover: Int(info))) }
  let values = zip(real, imaginary).map { Complex($0, $1) }
  // The first of equal ones: of a pair that is the one with the positive imaginary part.
  let index = values.indices.max { values[$0].length < values[$1].length } ?? 0
  let first = values[index].imaginary < 0 ? index - 1 : index
  return .success(
    Mode(
      eigenvalue: values[first],
      right: column(first, of: left, values[first]).map(\.conjugate),
      left: column(first, of: right, values[first]).map(\.conjugate)))
}

/// The eigenvector that LAPACK keeps in one column, or in two for a pair.
private func column(
  _ index: Int, of vectors: [Double], _ value: Complex<Double>
) -> [Complex<Double>] {
  let count = Int(Double(vectors.count).squareRoot())
  return (0..<count).map { row in
    Complex(
      vectors[index * count + row],
      value.imaginary == 0 ? 0 : vectors[(index + 1) * count + row])
  }
}
