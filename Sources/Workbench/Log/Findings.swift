import Language
import LinearAlgebra
import Networks

/// What a statement found outside exact arithmetic, in the order in which it needed it: factors and
/// other numbers that rest on LAPACK, and the contents of files.
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

  /// A number that rests on LAPACK, of which the statement has made something.
  struct Reading: Equatable, Sendable {
    let name: String
    let value: Double

    /// What stands before the name in a record.
    static let prefix = "reading."
  }

  var factors: [Factor] = []
  var readings: [Reading] = []
  var files: [FileContent] = []

  /// What of it is recorded.
  var answers: [Answer] {
    factors.map { Answer(key: $0.matrix + Factor.suffix, value: .number($0.value, .exact)) }
      + readings.map { Answer(key: Reading.prefix + $0.name, value: .number($0.value, .exact)) }
  }

  init() {}

  /// What is recorded in a session file.
  init(_ record: [RecordedAnswer]) {
    for answer in record {
      guard let value = Double(answer.text) else { continue }
      if answer.key.hasPrefix(Reading.prefix) {
        let name = String(answer.key.dropFirst(Reading.prefix.count))
        readings.append(Reading(name: name, value: value))
      } else if answer.key.hasSuffix(Factor.suffix),
        let matrix = MatrixName(rawValue: String(answer.key.dropLast(Factor.suffix.count)))
      {
        factors.append(Factor(matrix: matrix.rawValue, value: value))
      }
    }
  }
}

/// What was in a file.
enum FileContent: Sendable {
  case text(TextSource)
  case array(NpyArray)
  /// On the disk, because memory was wanted.
  case spilledText(Spill)
  case spilledArray(Spill, shape: [Int], NpyType)

  /// The memory it takes.
  var buffer: Buffer? {
    switch self {
    case .text(let source): Buffer(source.bytes)
    case .array(let array): Buffer(array.elements)
    case .spilledText, .spilledArray: nil
    }
  }

  /// The same on the disk; as it is where the disk does not take it.
  var spilled: FileContent {
    switch self {
    case .text(let source): Spill(source.bytes).map { .spilledText($0) } ?? self
    case .array(let array):
      Spill(array.elements).map { .spilledArray($0, shape: array.shape, array.type) } ?? self
    case .spilledText, .spilledArray: self
    }
  }

  /// The text, if it is one.
  func text(at path: Located<String>) throws -> TextSource? {
    switch self {
    case .text(let source): source
    case .spilledText(let spill):
      try TextSource(spill.elements(as: UInt8.self), path: path.value)
    case .array, .spilledArray: nil
    }
  }

  /// The array, if it is one.
  func array() throws -> NpyArray? {
    switch self {
    case .array(let array): array
    case .spilledArray(let spill, let shape, let type):
      NpyArray(shape: shape, type: type, elements: try spill.elements(as: Double.self))
    case .text, .spilledText: nil
    }
  }
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
    if let known = try expected.files.first?.array() {
      array = known
      expected.files.removeFirst()
    } else {
      array = try evaluation.array(in: path)
    }
    findings.files.append(.array(array))
    return array
  }

  /// The text in a file, in the same way.
  mutating func text(
    in path: Located<String>, _ evaluation: Evaluation
  ) throws -> TextSource {
    let text: TextSource
    if let known = try expected.files.first?.text(at: path) {
      text = known
      expected.files.removeFirst()
    } else {
      let interruption = evaluation.interruption
      text = try evaluation.reading(path) {
        try TextFile.read(path.value, limit: evaluation.resources.memory.available / 2) {
          interruption.isRequested
        }
      }
    }
    findings.files.append(.text(text))
    return text
  }
}
