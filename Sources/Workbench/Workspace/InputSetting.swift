import LinearAlgebra
import Networks

/// What drives the network, as the user chose it.
public enum InputSetting: Sendable {
  case none
  case noise(deviation: Double)
  case text(path: String, TextSource)
  case recording(path: String, Recording)

  /// A .npy file of shape (steps, inputs) or (steps, batch, inputs).
  public struct Recording: Sendable {
    public let steps: Int
    public let batch: Int
    public let inputs: Int
    public let values: [Double]
    /// Whether the file had no batch axis, so that any batch shares it.
    public let isShared: Bool
  }

  var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  /// The kind, as it is typed.
  var kind: String {
    switch self {
    case .none: "none"
    case .noise: "noise"
    case .text: "text"
    case .recording: "npy"
    }
  }

  /// The kind with what was chosen, for a person.
  var summary: String {
    switch self {
    case .none: "none"
    case .noise(let deviation): "noise, std \(formatted(deviation))"
    case .text(let path, let source):
      "text \(path), \(source.scalarCount) characters of \(source.vocabulary.count) kinds"
    case .recording(let path, let recording):
      "npy \(path), \(recording.steps) steps of \(recording.inputs) inputs"
    }
  }

  /// The input size, where the input itself fixes it, and what it is called.
  var size: (Int, String)? {
    switch self {
    case .none, .noise: nil
    case .text(let path, let source):
      (source.vocabulary.count, "\(path) has \(source.vocabulary.count) different characters")
    case .recording(let path, let recording):
      (recording.inputs, "\(path) has \(recording.inputs) inputs a step")
    }
  }

  /// The input of the first `steps` steps.
  ///
  /// O(steps) for text, whatever the length of the file.
  func drive(steps: Int) -> Drive {
    switch self {
    case .none: .silent
    case .noise(let deviation): .noise(deviation: deviation)
    case .text(_, let source): .symbols(source.symbols(first: steps))
    case .recording(_, let recording):
      .recorded(values: recording.values, batch: recording.batch)
    }
  }
}
