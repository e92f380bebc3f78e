import Networks

/// The card of a cell without its type, for help.
struct CellInfo: Sendable {
  let name: String
  let summary: String
  let source: String
  let knobs: [KnobInfo]

  private init<Model: Cell>(_: Model.Type) {
    let card = Model.card
    (name, summary, source) = (card.name, card.summary, card.source)
    knobs = card.knobs.map { KnobInfo($0) }
  }

  static let all: [CellInfo] = cells.map { CellInfo($0) }

  /// How the cell is chosen.
  var usage: String {
    (["model \(name) HIDDEN"] + knobs.map { $0.parameter().usage }).joined(separator: " ")
  }
}
