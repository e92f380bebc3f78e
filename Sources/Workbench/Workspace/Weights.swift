import LinearAlgebra
import Networks
import Stability

/// A matrix of the workspace together with where it came from.
public struct Weights: Sendable {
  public enum Origin: Equatable, Sendable {
    /// Drawn by a scheme; draw 0 is the first.
    case drawn(scheme: String, law: Law, seed: UInt64, draw: UInt32)
    case imported(path: String)
    case typed
    /// Made of the matrices of the gates.
    case gates
  }

  public let matrix: Matrix
  public let origin: Origin
  /// What drew the matrix, and can draw others of its kind.
  let initializer: (any Initializer)?
  /// Computed when something first asks for it, then kept.
  var spectrum: Spectrum?

  init(_ matrix: Matrix, _ origin: Origin, _ initializer: (any Initializer)? = nil) {
    self.matrix = matrix
    self.origin = origin
    self.initializer = initializer
  }

  var shape: Shape { Shape(matrix.rows, matrix.columns) }

  /// g = σ√fan_in, which is σ√n for a square matrix.
  var gain: Double { matrix.standardDeviation * Double(shape.fanIn).squareRoot() }

  /// Where the matrix came from, in a few words.
  var summary: String {
    switch origin {
    case .drawn(let scheme, let law, _, _): "\(scheme), \(law.formula)"
    case .imported(let path): "imported from \(path)"
    case .typed: "typed in"
    case .gates: "its gates one below the other"
    }
  }
}
