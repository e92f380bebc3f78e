// Chains with feedback: entries on the diagonal and next to it. Their eigenvalues are so
// ill-conditioned that dgeev has no right digit of them for some hundred units, and yet they are those
// of a symmetric matrix.

extension Matrix {
  /// Whether every entry is on the diagonal or next to it.
  var isTridiagonal: Bool {
    isSquare
      && (0..<rows).allSatisfy { row in
        (0..<columns).allSatisfy { abs(row - $0) <= 1 || elements[row * columns + $0] == 0 }
      }
  }

  /// A matrix with the same eigenvalues that is symmetric or antisymmetric, where there is one: D⁻¹WD
  /// for a diagonal D, which has ±√|b_i c_i| for the pairs b_i, c_i next to the diagonal.
  ///
  /// It is there when W is tridiagonal and all products b_i c_i are above zero, or when all are below
  /// and the diagonal is zero. Otherwise W itself. Θ(n²).
  var tridiagonalTwin: Matrix {
    guard rows > 1, isTridiagonal else { return self }
    let products = (1..<rows).map { self[$0, $0 - 1] * self[$0 - 1, $0] }
    let isSymmetric = products.allSatisfy { $0 > 0 }
    guard isSymmetric || products.allSatisfy({ $0 < 0 }) && diagonal.allSatisfy({ $0 == 0 }) else {
      return self
    }
    return Matrix(rows, columns) { row, column in
      if row == column { return self[row, row] }
      guard abs(row - column) == 1 else { return 0 }
      let size = products[min(row, column)].magnitude.squareRoot()
      return isSymmetric || row < column ? size : -size
    }
  }
}
