import Networks
import Stability

/// What a person reads about the gates of a run: how far they are open, and how many are stuck.
struct GatesSection {
  let blocks: [Block]

  init(_ states: StateStatistics) {
    guard !states.gates.isEmpty else {
      blocks = []
      return
    }
    let rows = states.gates.map { gate -> [Datum] in
      let (first, last) = (gate.steps.first, gate.steps.last)
      return [
        .text(gate.name), .optional(first?.mean), .optional(last?.mean),
        .optional(last.map { 100 * $0.saturation }),
      ]
    }
    blocks = [
      .table(
        Table(
          columns: [
            Table.Column("gate", .left), Table.Column("open at step 1"),
            Table.Column("at the last"), Table.Column("stuck %"),
          ], rows: rows)),
      .sentence("A gate is open from 0 to 1; stuck is below 0.01 or above 0.99."),
    ]
  }

  /// The same as data: for each gate its mean and saturation, step by step.
  static func record(_ states: StateStatistics) -> Datum {
    .record(
      states.gates.map { gate in
        Field(
          key: gate.name,
          value: .record([
            Field(key: "mean", value: .numbers(gate.steps.map(\.mean))),
            Field(key: "saturation", value: .numbers(gate.steps.map(\.saturation))),
          ]))
      })
  }
}
