import LinearAlgebra
import Numerics

/// The eigenvalues and singular values of a weight matrix.
///
/// Computed in float64 whatever precision the matrix was rounded to (LAPACK's dgeev and dgesdd). The
/// eigenvalues of a strongly non-normal matrix are less certain than its singular values: an error of
/// n·ε·σ_max in the matrix moves an eigenvalue by that times its condition number.
public struct Spectrum: Equatable, Sendable {
  /// Largest modulus first; `nil` for a matrix that is not square.
  public let eigenvalues: [Complex<Double>]?
  /// Largest first.
  public let singularValues: [Double]

  /// Computes both.
  ///
  /// O(n³); throws where an entry is not finite or LAPACK does not converge.
  public init(_ matrix: Matrix, _ interruption: Interruption) throws(LinearAlgebraError) {
    eigenvalues = matrix.isSquare ? try matrix.eigenvalues(interruption) : nil
    singularValues = try matrix.singularValues(interruption)
  }

  /// ρ = max |λ_i|; `nil` for a matrix that is not square.
  public var spectralRadius: Double? { eigenvalues?.first?.length }

  /// σ_max, the largest factor by which the matrix stretches a vector.
  public var spectralNorm: Double { singularValues.first ?? 0 }

  /// σ_max / σ_min; infinite for a singular matrix.
  public var conditionNumber: Double {
    guard let smallest = singularValues.last, smallest > 0 else { return .infinity }
    return spectralNorm / smallest
  }
}
