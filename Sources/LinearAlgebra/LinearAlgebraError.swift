/// Why a matrix has no such values, or why they were not found.
public enum LinearAlgebraError: Error, Equatable, Sendable {
  /// Eigenvalues are those of a square matrix.
  case notSquare(rows: Int, columns: Int)
  /// An entry is infinite or nan.
  case notFinite
  /// A LAPACK routine gave up with so many values left to find.
  case noConvergence(routine: String, leftover: Int)
  case interrupted
}
