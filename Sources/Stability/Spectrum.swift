import LinearAlgebra
import Numerics

/// The eigenvalues and singular values of a weight matrix.
///
/// Computed in float64 whatever precision the matrix was rounded to. The eigenvalues of a strongly
/// non-normal matrix are less certain than its singular values: an error of n·ε·σ_max in the matrix moves
/// an eigenvalue by that times its condition number.
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

  /// The mean of the singular values.
  public var meanSingularValue: Double {
    scaledBy(spectralNorm) { Double.sum($0) / Double(singularValues.count) }
  }

  /// √⟨σ²⟩: by how much the matrix stretches a vector of random direction.
  public var rmsSingularValue: Double {
    scaledBy(spectralNorm) { (Double.sumOfSquares($0) / Double(singularValues.count)).squareRoot() }
  }

  /// ⟨ln σ⟩, which is ln|det W|/n for a square matrix; −∞ for a singular one.
  public var meanLogSingularValue: Double {
    let logarithms = singularValues.map(Elementary.log)
    return logarithms.contains(-.infinity)
      ? -.infinity : Double.sum(logarithms[...]) / Double(logarithms.count)
  }

  /// Henrici's distance from a normal matrix, √(‖W‖_F² − Σ|λ|²)/‖W‖_F.
  ///
  /// 0 for a normal matrix, whose powers are as large as those of ρ; 1 for a nilpotent one; 1/√2 for
  /// large matrices of independent centred entries. `nil` where there are no eigenvalues or no entries
  /// but zeros. What rounding may have left counts as 0.
  public var henrici: Double? {
    guard let eigenvalues, spectralNorm > 0 else { return nil }
    let unit = spectralNorm
    let squares = singularValues.map { ($0 / unit) * ($0 / unit) }
    let moduli = eigenvalues.map { ($0.length / unit) * ($0.length / unit) }
    let total = Double.sum(squares[...])
    let share = 1 - Double.sum(moduli[...]) / total
    return share > 16 * Double(eigenvalues.count) * 0x1p-52 ? share.squareRoot() : 0
  }

  /// A mean over the singular values, taken where their squares are in range.
  private func scaledBy(_ unit: Double, _ mean: (ArraySlice<Double>) -> Double) -> Double {
    guard unit > 0, unit.isFinite else { return unit }
    return unit * mean(singularValues.map { $0 / unit }[...])
  }
}
