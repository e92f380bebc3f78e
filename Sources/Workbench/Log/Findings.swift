import Language
import LinearAlgebra
import Networks

/// What a statement found outside exact arithmetic, in the order in which it needed it: factors that
/// rest on LAPACK, and the contents of files.
///
/// Given again when the statement is carried out anew, they make its draws the same to the bit, on
/// whatever machine and whatever has become of the files.
struct Findings: Sendable {
  /// What a matrix was multiplied by to reach a spectral radius.
  struct Factor: Equatable, Sendable {
    let matrix: String
    let value: Double

    /// What follows the name of the matrix in a record.
    static let suffix = ".factor"
  }

  var factors: [Factor] = []
  var files: [FileContent] = []

  var isEmpty: Bool { factors.isEmpty && files.isEmpty }
}

/// What was in a file.
enum FileContent: Sendable {
  case text(TextSource)
  case array(NpyArray)
}

extension Workspace {
  /// The factor that the next scaling of a matrix is known to have had.
  func knownFactor(of name: MatrixName) -> Double? {
    expected.factors.first { $0.matrix == name.rawValue }?.value
  }

  /// Takes note of the factor a matrix was scaled by.
  mutating func note(factor: Double?, of name: MatrixName) {
    guard let factor else { return }
    findings.factors.append(Findings.Factor(matrix: name.rawValue, value: factor))
    if let index = expected.factors.firstIndex(where: { $0.matrix == name.rawValue }) {
      expected.factors.remove(at: index)
    }
  }

  /// The array in a .npy file, as it is or as it was found when the statement was first carried out.
  mutating func array(
    in path: Located<String>, _ evaluation: Evaluation
  ) throws -> NpyArray {
    let array: NpyArray
    if case .array(let known)? = expected.files.first {
      array = known
      expected.files.removeFirst()
    } else {
      array = try pointing(at: path) { try evaluation.array(in: path.value) }
    }
    findings.files.append(.array(array))
    return array
  }

  /// The text in a file, in the same way.
  mutating func text(
    in path: Located<String>, _ evaluation: Evaluation
  ) throws -> TextSource {
    let text: TextSource
    if case .text(let known)? = expected.files.first {
      text = known
      expected.files.removeFirst()
    } else {
      let interruption = evaluation.interruption
      text = try pointing(at: path) {
        try TextFile.read(path.value, limit: evaluation.resources.memory.available / 2) {
          interruption.isRequested
        }
      }
    }
    findings.files.append(.text(text))
    return text
  }
}
