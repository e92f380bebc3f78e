import Language
import Networks

// Names of expressions: what has a value now, or could have one.

extension Prospect {
  /// A matrix, and where the model has gates those of its gates.
  func matrices(_ name: MatrixName) -> [Completion] {
    let parts = workspace.parts(of: name)
    return ([name] + (parts == [name] ? [] : parts)).map { Completion($0.rawValue, state(of: $0)) }
  }

  /// What a matrix is at present.
  private func state(of name: MatrixName) -> String {
    if let weights = workspace.weights[name] { return "\(weights.shape.text)  \(weights.summary)" }
    let parts = workspace.parts(of: name)
    guard parts.count > 1, workspace.assembled(name) != nil else { return "not there yet" }
    return "the gates " + parts.compactMap(\.gate).joined(separator: " ")
  }

  /// What `let` and `for` have named.
  var variables: [Completion] {
    let known = workspace.variables
    let here = names.filter { known[$0] == nil }.map { Completion($0, "named here", ending: "") }
    return here
      + known.sorted { $0.key < $1.key }.map { Completion($0.key, $0.value.brief, ending: "") }
  }

  /// Everything that an expression may begin with.
  var operands: [Offer] {
    let matrices = MatrixName.allCases.map {
      Completion($0.rawValue, state(of: $0), ending: ".")
    }
    let groups = QuantityGroup.listed.map { group in
      Completion(group.name, group.names.prefix(4).joined(separator: ", ") + " …", ending: ".")
    }
    let comparison = Completion(Comparison.name, "what compare found last", ending: ".")
    let functions = Function.all.map { Completion($0.name, $0.summary, ending: "(") }
    let constants = Function.constants.sorted { $0.key < $1.key }
      .map { Completion($0.key, $0.value.brief, ending: "") }
    return [
      Offer(
        candidates: variables + matrices + groups + [comparison] + functions + constants,
        kind: .names)
    ]
  }

  /// What may stand behind a path and a point.
  func members(of path: [String]) -> [Completion] {
    if let (name, words) = MatrixName.leading(path), words == path.count {
      return gates(of: name) + quantities
    }
    if path.count == 1, let group = QuantityGroup.all.first(where: { $0.name == path[0] }) {
      return group.quantities.map { quantity in
        Completion(
          quantity.name, value(of: path + [quantity.name]), ending: quantity.isSeries ? "[" : "")
      }
    }
    if let fields = record(at: path) {
      return fields.map { Completion($0.key, $0.value.brief, ending: "") }
    }
    let names = path.count == 1 ? QuantityGroup.listed.first { $0.name == path[0] }?.names : nil
    return (names ?? []).map { Completion($0, value(of: path + [$0]), ending: "") }
  }

  private func gates(of name: MatrixName) -> [Completion] {
    guard name.gate == nil, name.hasGates, workspace.cell.hasGates else { return [] }
    return workspace.cell.gates.map { gate in
      Completion(gate, state(of: name.ofGate(gate)), ending: ".")
    }
  }

  /// The quantities of a matrix; other names of them once something has been typed.
  private var quantities: [Completion] {
    MatrixQuantity.all.flatMap { quantity in
      (fragment.isEmpty ? [quantity.name] : [quantity.name] + quantity.aliases)
        .map { Completion($0, quantity.label, ending: "") }
    }
  }

  private func datum(at path: [String]) -> Datum? {
    let located = path.map { Located($0, at: SourceRange(0, 0)) }
    return (try? Evaluator(workspace.withoutStaleTheory).value(of: located))?.datum
  }

  /// The fields of a record, where a path leads to one that is known.
  private func record(at path: [String]) -> [Field]? {
    guard case .record(let fields)? = datum(at: path) else { return nil }
    return fields
  }

  /// A number as it is at present, where it is known.
  private func value(of path: [String]) -> String {
    guard let datum = datum(at: path), datum != .null else { return "" }
    switch datum {
    case .list, .numbers: return "\(datum.count ?? 0) values"
    case .record: return "a record"
    default: return String(datum.brief.prefix(60))
    }
  }
}
