import Networks

/// The matrices of a network, by the names of the equations
/// h_t = φ(Wxh x_t + Whh h_{t−1} + bh), y_t = Why h_t + by.
public enum MatrixName: String, CaseIterable, Sendable {
  case recurrent = "Whh"
  case input = "Wxh"
  case output = "Why"
  case hiddenBias = "bh"
  case outputBias = "by"

  /// A size that matrices of one network share.
  public enum Dimension: String, Sendable {
    case hidden = "the hidden size"
    case inputs = "the input size"
    case outputs = "the output size"
    case one = "one"
  }

  public var rows: Dimension {
    switch self {
    case .recurrent, .input, .hiddenBias: .hidden
    case .output, .outputBias: .outputs
    }
  }

  public var columns: Dimension {
    switch self {
    case .recurrent, .output: .hidden
    case .input: .inputs
    case .hiddenBias, .outputBias: .one
    }
  }

  public var isBias: Bool { columns == .one }

  var usesHiddenSize: Bool { rows == .hidden || columns == .hidden }

  /// Whether the states of a run rest on this matrix.
  var drivesStates: Bool { rows == .hidden }

  /// The shape for which one size was given, `nil` where another size has to be known first.
  func shape(given size: Int, hidden: Int?) -> Shape? {
    switch self {
    case .recurrent: Shape(size, size)
    case .input: hidden.map { Shape($0, size) }
    case .output: hidden.map { Shape(size, $0) }
    case .hiddenBias, .outputBias: Shape(size, 1)
    }
  }
}

extension Shape {
  /// As a person writes it: `512 × 65`.
  var text: String { "\(rows) × \(columns)" }
}
