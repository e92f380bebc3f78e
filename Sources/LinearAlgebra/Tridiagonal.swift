// Chains with feedback: entries on the diagonal and next to it. Their eigenvalues are so
// ill-conditioned that dgeev has no right digit of them for some hundred units, and yet they are those
// of a matrix whose entries next to the diagonal are equal in pairs, mostly a symmetric one.

extension Matrix {
  /// Whether every entry is on the diagonal or next to it.
  var isTridiagonal: Bool {
    isSquare
      && (0..<rows).allSatisfy { row in
        (0..<columns).allSatisfy { abs(row - $0) <= 1 || elements[row * columns + $0] == 0 }
      }
  }

  /// A matrix with the same eigenvalues, D W D⁻¹ for a diagonal D: in place of the pairs b_i, c_i next
  /// to the diagonal it has ±√|b_i c_i| with their signs.
  ///
  /// It is there when W is tridiagonal and none of those entries is zero; otherwise W itself. Symmetric
  /// where all products b_i c_i are above zero; antisymmetric where all are below and the diagonal is
  /// zero. Θ(n²).
  var tridiagonalTwin: Matrix {
    guard rows > 1, isTridiagonal else { return self }
    guard (1..<rows).allSatisfy({ self[$0, $0 - 1] * self[$0 - 1, $0] != 0 }) else { return self }
    return Matrix(rows, columns) { row, column in
      let entry = self[row, column]
      guard abs(row - column) == 1 else { return entry }
      let size = entry.magnitude.squareRoot() * self[column, row].magnitude.squareRoot()
      return Double(signOf: entry, magnitudeOf: size)
    }
  }
}
