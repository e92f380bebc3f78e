import LinearAlgebra
import Networks

extension Network {
  /// The step linearised where every unit is on the steepest part of φ; `nil` for a cell with gates.
  ///
  /// Its spectral radius decides whether the weights alone contract: (1 − a) I + a Whh of a leaky
  /// network, I + ε (Whh − Whhᵀ − γ I) of an antisymmetric one. Θ(n²).
  public var linearStep: Matrix? {
    guard let factors = cell.linearFactors(slope: activation.steepestSlope) else { return nil }
    let weights = cell.weights(from: recurrent)
    return Matrix(units, units) { row, column in
      factors.sum * weights[row, column] + (row == column ? factors.state : 0)
    }
  }
}
