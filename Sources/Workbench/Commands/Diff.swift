import Language
import Networks
import Stability

extension Command {
  static let diff = Command(
    "diff", "What is different between two states: settings, matrices and results.",
    discussion: "A and B are numbers of the log; 0 is the start. Matrices differ by their hashes.",
    examples: ["init Whh xavier 64; unroll 20; init Whh orthogonal 64; diff 1 3"], isAside: true,
    .number("a", "a number of the log", .logNumbers), .number("b", "another", .logNumbers)
  ) { evaluation, a, b in
    let history = try evaluation.presentHistory()
    var sides: [Side] = []
    for number in [a, b] {
      let place = try evaluation.place(number, in: history)
      let workspace = try evaluation.interpreter.workspace(after: place, of: history)
      sides.append(Side(place: place, summary: StateSummary(workspace), workspace: workspace))
    }
    return Outcome(evaluation.workspace, Difference(sides[0], sides[1]).report)
  }
}

/// A state that is compared.
private struct Side {
  let place: Int
  let summary: StateSummary
  let workspace: Workspace

  /// A setting as it is, a hash by its first half.
  func text(of name: String) -> Datum {
    switch summary.values[name] {
    case nil: .null
    case .setting(let text): .text(text)
    case .content(let hash): .text("#\(hash.description.prefix(8))")
    }
  }

  /// The numbers that are known of a thing that differs, by what they are called.
  func numbers(of name: String) -> [(label: String, value: Datum)] {
    if let matrix = MatrixName(rawValue: name) {
      guard let weights = workspace.weights[matrix] else { return [] }
      return MatrixQuantity.statistics.map { ($0.label, $0.value(weights)) }
        .filter { $0.1 != .null }
    }
    guard name == QuantityGroup.states.name, let result = workspace.result else { return [] }
    return [
      ("steps", .integer(result.run.steps)),
      ("growth per step", .optional(result.states.growthPerStep)),
      ("last variance", .optional(result.states.variance.last)),
      ("gradient growth per step", .optional(result.gradients?.growthPerStep)),
    ].filter { $0.1 != .null }
  }
}

/// Two states side by side, as far as they differ.
private struct Difference {
  private let sides: (Side, Side)
  private let names: [String]

  init(_ one: Side, _ other: Side) {
    sides = (one, other)
    let (old, new) = (one.summary, other.summary)
    let all =
      old.items.map(\.name) + new.items.map(\.name).filter { old.values[$0] == nil }
    let differing = all.filter { old.values[$0] != new.values[$0] }
    // The counters of draws say nothing that the matrices do not.
    let seen = differing.filter { !StateSummary.counters.contains($0) }
    names = seen.isEmpty ? differing : seen
  }

  private var rows: [[Datum]] {
    names.flatMap { name -> [[Datum]] in
      let head: [Datum] = [.text(name), sides.0.text(of: name), sides.1.text(of: name)]
      let (one, other) = (sides.0.numbers(of: name), sides.1.numbers(of: name))
      let labels =
        one.map(\.label)
        + other.map(\.label).filter { label in !one.contains { $0.label == label } }
      return [head]
        + labels.map { label in
          [
            .text("  " + label), one.first { $0.label == label }?.value ?? .null,
            other.first { $0.label == label }?.value ?? .null,
          ]
        }
    }
  }

  var report: Report {
    let (a, b) = (sides.0.place, sides.1.place)
    let table = Table(
      columns: [
        Table.Column("what differs", .left), Table.Column("after \(a)"), Table.Column("after \(b)"),
      ],
      rows: rows)
    let record = rows.map { row in
      Datum.record([
        Field(key: "name", value: .text(row[0].shown.trimmed)), Field(key: "a", value: row[1]),
        Field(key: "b", value: row[2]),
      ])
    }
    return Report(
      result: [
        Field(key: "same", value: .boolean(rows.isEmpty)),
        Field(key: "differences", value: .list(record)),
      ],
      blocks: rows.isEmpty
        ? [.sentence("The states after \(a) and after \(b) are the same, to the bit.")]
        : [.table(table)])
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
