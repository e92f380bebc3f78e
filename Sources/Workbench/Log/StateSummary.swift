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
    let known = KnownHashes(earlier)
    items =
      Self.settings(workspace) + Self.variables(workspace, known)
      + Self.tensors(workspace, known) + Self.results(workspace, known)
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

  /// Lists by their hash.
  private static func variables(_ workspace: Workspace, _ known: KnownHashes) -> [Item] {
    workspace.variables.sorted { $0.key < $1.key }.compactMap { name, datum in
      guard let buffer = datum.buffer else {
        return Item(name: name, value: .setting(datum.literal))
      }
      let isShared = known.workspace?.variables[name]?.buffer == buffer
      return known.item(name, isShared: isShared, ContentHash(of: datum))
    }
  }

  private static func counts(_ counts: [MatrixName: UInt32]) -> String {
    counts.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", ")
  }

  private static func tensors(_ workspace: Workspace, _ known: KnownHashes) -> [Item] {
    workspace.present.compactMap { name, weights in
      let old = known.workspace?.weights[name]?.matrix
      return known.item(
        name.rawValue, isShared: old?.sharesStorage(with: weights.matrix) ?? false,
        weights.matrix.contentHash)
    }
  }

  private static func results(_ workspace: Workspace, _ known: KnownHashes) -> [Item] {
    let (input, result) = (workspace.input, workspace.result)
    let tensors = [
      known.item(
        "input.values", isShared: input.buffer == known.workspace?.input.buffer,
        input.contentHash),
      known.item(
        QuantityGroup.states.name,
        isShared: result?.isShared(with: known.workspace?.result) ?? false,
        result?.contentHash),
    ].compactMap(\.self)
    let measured = MeasurementGroup.all.compactMap { group in
      group.fields(workspace.measurements).map { (group.name, $0) }
    }
    let compared = workspace.comparison.map { [(Comparison.name, $0.fields)] } ?? []
    return tensors
      + (measured + compared).map { name, fields in
        Item(name: name, value: .content(ContentHash(of: .record(fields))))
      }
  }
}

/// The hashes of an earlier state, which hold still for numbers that are the same piece of memory.
private struct KnownHashes {
  let workspace: Workspace?
  private let values: [String: StateSummary.Value]

  init(_ earlier: (summary: StateSummary, workspace: Workspace)?) {
    workspace = earlier?.workspace
    values = earlier?.summary.values ?? [:]
  }

  /// What is made of numbers, if there are any; they are read only where they are not shared.
  func item(
    _ name: String, isShared: Bool, _ hash: @autoclosure () -> ContentHash?
  ) -> StateSummary.Item? {
    if isShared, let value = values[name] { return StateSummary.Item(name: name, value: value) }
    return hash().map { StateSummary.Item(name: name, value: .content($0)) }
  }
}
