import Networks

/// The matrices of a network, by the names of the equations
/// h_t = φ(Wxh x_t + bx + Whh h_{t−1} + bh), y_t = Why h_t + by; one gate of them as `Whh.f`.
public struct MatrixName: Hashable, Sendable {
  public enum Family: String, CaseIterable, Sendable {
    case recurrent = "Whh"
    case input = "Wxh"
    case output = "Why"
    case hiddenBias = "bh"
    case inputBias = "bx"
    case outputBias = "by"
  }

  /// A size that matrices of one network share.
  public enum Dimension: String, Sendable {
    case hidden = "the hidden size"
    case inputs = "the input size"
    case outputs = "the output size"
    case one = "one"
  }

  public let family: Family
  /// The gate whose block of rows it is; `nil` for all there are.
  public let gate: String?

  init(_ family: Family, gate: String? = nil) {
    (self.family, self.gate) = (family, gate)
  }

  public static let recurrent = MatrixName(.recurrent)
  public static let input = MatrixName(.input)
  public static let output = MatrixName(.output)
  public static let hiddenBias = MatrixName(.hiddenBias)
  public static let inputBias = MatrixName(.inputBias)
  public static let outputBias = MatrixName(.outputBias)

  /// The names without a gate, in the order of the equations.
  public static let allCases = Family.allCases.map { MatrixName($0) }

  /// `Whh`, or `Whh.f` for a gate that some cell has.
  public init?(rawValue: String) {
    let parts = rawValue.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let family = Family(rawValue: parts[0]), parts.count < 3 else { return nil }
    guard let gate = parts.dropFirst().first else {
      self.init(family)
      return
    }
    guard Self.everyGate.contains(gate), MatrixName(family).hasGates else { return nil }
    self.init(family, gate: gate)
  }

  private static let everyGate = Set(cells.flatMap { $0.gates.filter { !$0.isEmpty } })

  public var rawValue: String { gate.map { "\(family.rawValue).\($0)" } ?? family.rawValue }

  /// The block of one gate.
  func ofGate(_ gate: String) -> MatrixName { MatrixName(family, gate: gate) }

  /// The matrix that the gates are blocks of.
  var whole: MatrixName { MatrixName(family) }

  /// Whether a cell with gates has one for each of them.
  var hasGates: Bool { rows == .hidden }

  /// What a path of an expression names first, `Whh` or `Whh.f`, and how many of its words that takes.
  static func leading(_ path: [String]) -> (name: MatrixName, words: Int)? {
    if path.count > 1, let name = MatrixName(rawValue: path[0] + "." + path[1]) { return (name, 2) }
    return path.first.flatMap { MatrixName(rawValue: $0) }.map { ($0, 1) }
  }

  public var rows: Dimension {
    switch family {
    case .recurrent, .input, .hiddenBias, .inputBias: .hidden
    case .output, .outputBias: .outputs
    }
  }

  public var columns: Dimension {
    switch family {
    case .recurrent, .output: .hidden
    case .input: .inputs
    case .hiddenBias, .inputBias, .outputBias: .one
    }
  }

  public var isBias: Bool { columns == .one }

  var isRecurrent: Bool { family == .recurrent }

  var usesHiddenSize: Bool { rows == .hidden || columns == .hidden }

  /// Whether the states of a run rest on this matrix.
  var drivesStates: Bool { rows == .hidden }

  /// The shape for which one size was given, `nil` where another size has to be known first.
  func shape(given size: Int, hidden: Int?) -> Shape? {
    switch family {
    case .recurrent: Shape(size, size)
    case .input: hidden.map { Shape($0, size) }
    case .output: hidden.map { Shape(size, $0) }
    case .hiddenBias, .inputBias, .outputBias: Shape(size, 1)
    }
  }
}

extension Shape {
  /// As a person writes it: `512 × 65`.
  var text: String { "\(rows) × \(columns)" }
}
