import Language
import LinearAlgebra
import Networks

/// Turns a cause from below, which knows no place in the text, into a sentence at a place.
///
/// The one border between typed causes and what a person reads; a diagnostic passes untouched.
func diagnostic(for error: any Error, at range: SourceRange) -> Diagnostic {
  switch error {
  case let diagnostic as Diagnostic: diagnostic
  case let error as FileError: error.diagnostic(at: range)
  case let error as MemoryShortage: error.diagnostic(at: range)
  case is Interrupted, LinearAlgebraError.interrupted, DrawingError.interrupted:
    Diagnostic(
      .interrupted, "interrupted; the workspace is as it was before this statement", at: range)
  case LinearAlgebraError.notSquare(let rows, let columns):
    Diagnostic(
      .notSquare, "eigenvalues need a square matrix, and this one is \(rows) × \(columns)",
      at: range)
  case LinearAlgebraError.notFinite:
    Diagnostic(
      .notFinite, "the matrix has an entry that is not a finite number", at: range,
      hint: "draw or import another one")
  case LinearAlgebraError.noConvergence(let routine, let leftover):
    Diagnostic(
      .noConvergence, "\(routine) did not converge: \(leftover) values are missing", at: range,
      hint: "a slightly different matrix may do: scale it or draw again")
  default: Diagnostic(.noConvergence, "\(error)", at: range)
  }
}
