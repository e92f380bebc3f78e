import LinearAlgebra
import Networks
import Stability

/// A workspace in short: what two states have to agree in to be the same.
///
/// Settings in words, numbers by their hash. What is only kept because it was computed once, such as
/// eigenvalues, is no part of it.
struct StateSummary: Equatable, Sendable {
  struct Item: Equatable, Sendable {
    /// As it is typed or shown: `seed`, `Whh`, `states`.
    let name: String
    /// A setting as a person reads it, a hash for what is made of numbers.
    let value: Value
  }

  enum Value: Equatable, Sendable {
    case setting(String)
    case content(ContentHash)
  }

  /// In the order in which they are shown.
  let items: [Item]

  /// O(numbers of the workspace), or less where `earlier` shares them: `workspace` is what came of
  /// the state that `earlier` is a summary of.
  init(_ workspace: Workspace, after earlier: (StateSummary, Workspace)? = nil) {
    items =
      Self.settings(workspace) + Self.variables(workspace, earlier)
      + Self.tensors(workspace, earlier) + Self.results(workspace, earlier)
  }

  /// What stands before the name of a matrix in the item that says where it came from.
  static let origin = "origin of "

  /// The counters of draws, which only decide what is drawn next.
  static let counters = ["draws", "masks"]

  /// The names of what is different in the other one, those that it has not included.
  func changes(to other: StateSummary) -> [String] {
    let (old, new) = (values, other.values)
    let changed =
      other.items.map(\.name).filter { old[$0] != new[$0] }
      + items.map(\.name).filter { new[$0] == nil }
    var names: [String] = []
    for name in changed {
      let name = name.hasPrefix(Self.origin) ? String(name.dropFirst(Self.origin.count)) : name
      if !names.contains(name) { names.append(name) }
    }
    let seen = names.filter { !Self.counters.contains($0) }
    return seen.isEmpty ? names : seen
  }

  var values: [String: Value] {
    Dictionary(items.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The hashes of all tensors: matrices, states, and what a file has given as input.
  var tensors: [(name: String, hash: ContentHash)] {
    items.compactMap { item in
      guard case .content(let hash) = item.value, Self.isTensor(item.name) else { return nil }
      return (item.name, hash)
    }
  }

  /// What was measured rests on LAPACK, and its hash would be no promise.
  private static func isTensor(_ name: String) -> Bool {
    MatrixName(rawValue: name) != nil || ["input.values", QuantityGroup.states.name].contains(name)
  }

  /// One hash of everything.
  var hash: ContentHash {
    var hash = ContentHash()
    for item in items {
      hash.take(item.name)
      switch item.value {
      case .setting(let text): hash.take(text)
      case .content(let content): hash.take([content.value])
      }
    }
    return hash
  }
}

extension StateSummary {
  private static func settings(_ workspace: Workspace) -> [Item] {
    let sizes = workspace.declaredSizes.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue) \($0.value)" }
    let settings = [
      ("model", ([workspace.cell.described] + sizes).joined(separator: ", ")),
      ("activation", workspace.activation.name), ("dtype", workspace.precision.rawValue),
      ("seed", "\(workspace.seed)"), ("input", workspace.input.summary),
      ("limits", workspace.limits.summary), ("draws", counts(workspace.draws)),
      ("masks", counts(workspace.masks)),
    ]
    let origins = workspace.present.map { (origin + $0.name.rawValue, $0.weights.summary) }
    return (settings + origins).map { Item(name: $0.0, value: .setting($0.1)) }
  }

  /// Lists by their hash, which is taken over where the list is the same piece of memory.
  private static func variables(
    _ workspace: Workspace, _ earlier: (StateSummary, Workspace)?
  ) -> [Item] {
    guard !workspace.variables.isEmpty else { return [] }
    let known = earlier?.0.values ?? [:]
    return workspace.variables.sorted { $0.key < $1.key }.map { name, datum in
      guard let buffer = datum.buffer else {
        return Item(name: name, value: .setting(datum.literal))
      }
      if earlier?.1.variables[name]?.buffer == buffer, let value = known[name] {
        return Item(name: name, value: value)
      }
      var hash = ContentHash()
      hash.take(datum)
      return Item(name: name, value: .content(hash))
    }
  }

  private static func counts(_ counts: [MatrixName: UInt32]) -> String {
    counts.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", ")
  }

  private static func tensors(
    _ workspace: Workspace, _ earlier: (StateSummary, Workspace)?
  ) -> [Item] {
    let known = earlier?.0.values ?? [:]
    return workspace.present.map { name, weights in
      if let old = earlier?.1.weights[name], old.matrix.sharesStorage(with: weights.matrix),
        let value = known[name.rawValue]
      {
        return Item(name: name.rawValue, value: value)
      }
      var hash = ContentHash()
      hash.take([UInt64(weights.shape.rows), UInt64(weights.shape.columns)])
      hash.take(weights.matrix.elements)
      return Item(name: name.rawValue, value: .content(hash))
    }
  }

  private static func results(
    _ workspace: Workspace, _ earlier: (StateSummary, Workspace)?
  ) -> [Item] {
    let contents: [(String, ContentHash?)] = [
      ("input.values", workspace.input.contentHash), ("states", workspace.result?.contentHash),
    ]
    let measured = MeasurementGroup.all.compactMap { group in
      group.fields(workspace.measurements).map { (group.name, $0) }
    }
    let compared = workspace.comparison.map { [(Comparison.name, $0.fields)] } ?? []
    let numbers = (measured + compared).map { name, fields in
      var hash = ContentHash()
      hash.take(Datum.record(fields).literal)
      return (name, hash)
    }
    let known = earlier?.0.values ?? [:]
    let shared = earlier.map { workspace.result?.isShared(with: $0.1.result) ?? false } ?? false
    return contents.compactMap { name, hash in
      if name == "states", shared, let value = known[name] { return Item(name: name, value: value) }
      return hash.map { Item(name: name, value: .content($0)) }
    } + numbers.map { Item(name: $0.0, value: .content($0.1)) }
  }
}
