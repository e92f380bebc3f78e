import LinearAlgebra
import Networks
import Stability

// What the numbers of a workspace are, and what they take: hashes, and the memory they are kept in.

/// A piece of memory that copies of a value share.
struct Buffer: Hashable, Sendable {
  let address: UInt
  let bytes: Int

  /// The memory of an array; of an empty one there is none.
  init?<Element>(_ array: [Element]) {
    let address = array.withUnsafeBytes { $0.baseAddress.map(UInt.init(bitPattern:)) }
    guard let address, !array.isEmpty else { return nil }
    self.address = address
    bytes = array.count * MemoryLayout<Element>.stride
  }
}

extension Matrix {
  /// Whether the entries are the same piece of memory, and so the same numbers; O(1).
  func sharesStorage(with other: Matrix) -> Bool {
    rows == other.rows && Buffer(elements) == Buffer(other.elements)
  }

  /// The hash of the shape and of every entry.
  var contentHash: ContentHash {
    var hash = ContentHash()
    hash.take([UInt64(rows), UInt64(columns)])
    hash.take(elements)
    return hash
  }
}

extension InputSetting {
  /// The hash of the numbers that a file has given; `nil` for other inputs.
  var contentHash: ContentHash? {
    var hash = ContentHash()
    switch self {
    case .none, .noise: return nil
    case .text(_, let source): hash.take(source.bytes)
    case .recording(_, let recording):
      hash.take([recording.steps, recording.batch, recording.inputs].map(UInt64.init))
      hash.take(recording.values)
    }
    return hash
  }

  /// The memory of those numbers.
  var buffer: Buffer? {
    switch self {
    case .none, .noise: nil
    case .text(_, let source): Buffer(source.bytes)
    case .recording(_, let recording): Buffer(recording.values)
    }
  }
}

extension AnyTrajectory {
  fileprivate var buffer: Buffer? {
    switch self {
    case .float32(let trajectory): Buffer(trajectory.states)
    case .float64(let trajectory): Buffer(trajectory.states)
    }
  }

  fileprivate func add(to hash: inout ContentHash) {
    switch self {
    case .float32(let trajectory): hash.take(trajectory.states)
    case .float64(let trajectory): hash.take(trajectory.states)
    }
  }
}

extension RunResult {
  /// The hash of every state; what was computed from them since has no part in it.
  var contentHash: ContentHash {
    var hash = ContentHash()
    hash.take([UInt64(run.steps), UInt64(run.batch)])
    trajectory.add(to: &hash)
    return hash
  }

  /// Whether the states are the same piece of memory.
  func isShared(with other: RunResult?) -> Bool {
    other.map { $0.trajectory.buffer == trajectory.buffer } ?? false
  }

  /// What it keeps beside the matrices of the workspace; of a cell with gates that is also Whh as a
  /// whole.
  fileprivate var buffers: [Buffer?] {
    [
      trajectory.buffer, Buffer(network.recurrent.elements),
      network.input.flatMap { Buffer($0.elements) }, Buffer(states.variance),
      Buffer(states.meanSquare), Buffer(states.saturation), Buffer(states.meanSlope),
      gradients.flatMap { Buffer($0.log10Norm) },
    ]
  }
}

extension Datum {
  /// The memory of a list; nothing for other values.
  var buffer: Buffer? {
    switch self {
    case .numbers(let numbers): Buffer(numbers)
    case .list(let items): Buffer(items)
    default: nil
    }
  }

  /// The memory of a list and of the lists in it.
  fileprivate var buffers: [Buffer] {
    guard case .list(let items) = self else { return [buffer].compactMap(\.self) }
    return [buffer].compactMap(\.self) + items.flatMap(\.buffers)
  }
}

extension ContentHash {
  /// The hash of a value of an expression.
  init(of datum: Datum) {
    self.init()
    take(datum)
  }

  /// Adds a value of an expression.
  mutating func take(_ datum: Datum) {
    switch datum {
    case .numbers(let numbers): take(numbers)
    case .list(let items):
      take([items.count])
      for item in items { take(item) }
    default: take(datum.literal)
    }
  }
}

extension Workspace {
  /// The pieces of memory that hold its numbers, those of any size.
  var buffers: [Buffer] {
    let weights = weights.values.flatMap { weights in
      [
        Buffer(weights.matrix.elements), weights.spectrum?.eigenvalues.flatMap { Buffer($0) },
        weights.spectrum.flatMap { Buffer($0.singularValues) },
      ]
    }
    return (weights + [input.buffer] + (result?.buffers ?? [])).compactMap(\.self)
      + variables.values.flatMap(\.buffers)
  }
}

extension Cell {
  /// The cell with its knobs, in words.
  var described: String {
    settings.isEmpty
      ? Self.card.name
      : Self.card.name + " "
        + settings.map { "\($0.label)=\(Datum($0.value).literal)" }
        .joined(separator: " ")
  }
}
