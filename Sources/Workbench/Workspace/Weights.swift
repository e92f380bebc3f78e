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
    /// Changed since; `from` is where it came from at first.
    indirect case edited(from: Origin, by: [Edit])

    /// Where a matrix comes from that had this origin and was then changed.
    func edited(by edit: Edit) -> Origin {
      guard case .edited(let first, let edits) = self else {
        return .edited(from: self, by: [edit])
      }
      return .edited(from: first, by: Edit.appending(edit, to: edits))
    }

    /// In a few words.
    var summary: String {
      switch self {
      case .drawn(let scheme, let law, _, _): "\(scheme), \(law.formula)"
      case .imported(let path): "imported from \(path)"
      case .typed: "typed in"
      case .gates: "its gates one below the other"
      case .edited(let first, let edits): "\(first.summary); \(Edit.summary(edits))"
      }
    }
  }

  public let matrix: Matrix
  public let origin: Origin
  /// What drew the matrix, and can draw others of its kind.
  let initializer: (any Initializer)?
  /// Computed when something first asks for it, then kept; so are the next three.
  var spectrum: Spectrum?
  var leadingRadius: LeadingValue?
  var leadingNorm: LeadingValue?
  var growth: TransientGrowth?

  init(_ matrix: Matrix, _ origin: Origin, _ initializer: (any Initializer)? = nil) {
    self.matrix = matrix
    self.origin = origin
    self.initializer = initializer
  }

  var shape: Shape { Shape(matrix.rows, matrix.columns) }

  /// g = σ√fan_in, which is σ√n for a square matrix.
  var gain: Double { matrix.standardDeviation * Double(shape.fanIn).squareRoot() }

  /// √(Σσ²/min(rows, columns)), which the Frobenius norm knows without any singular value.
  var rmsSingularValue: Double {
    matrix.frobeniusNorm / Double(min(shape.rows, shape.columns)).squareRoot()
  }

  /// The law it was drawn from.
  var law: Law? {
    guard case .drawn(_, let law, _, _) = origin else { return nil }
    return law
  }

  /// The name of the stream that the matrix called `name` was drawn from: that of the whole matrix,
  /// where it is a block of one drawn for all gates.
  func stream(of name: MatrixName) -> String {
    (initializer is FusedBlock ? name.whole : name).rawValue
  }

  /// Where the matrix came from, in a few words.
  var summary: String { origin.summary }

  /// ρ, as far as it has been computed; `nil` for a matrix that is not square.
  var spectralRadius: Double? { spectrum?.spectralRadius ?? leadingRadius?.value }

  /// σ_max, as far as it has been computed.
  var spectralNorm: Double? { spectrum?.spectralNorm ?? leadingNorm?.value }

  /// What the law says that the matrix was drawn from; nothing for others.
  var prediction: MatrixPrediction? {
    guard case .drawn(_, let law, _, _) = origin else { return nil }
    return MatrixPrediction(law, shape)
  }
}
