/// Something that was done to a matrix after it was drawn, imported or typed in.
public enum Edit: Equatable, Sendable {
  case scaled(by: Double)
  case scaledToRadius(Double, by: Double)
  /// So many single entries were set.
  case entriesSet(Int)
  /// Its mean was subtracted.
  case centred(mean: Double)
  /// Each entry was kept with a probability; draw 0 is the first mask of this matrix.
  case masked(keeping: Double, seed: UInt64, draw: UInt32)
  case symmetrised
  case antisymmetrised
  /// Columns were given signs; so many of them excite.
  case signed(excitatory: Int)
  case identityAdded(Double)
  case diagonalZeroed

  /// What was done, as it stands behind the matrix's origin.
  var summary: String {
    switch self {
    case .scaled(let factor): "scaled by \(literal(factor))"
    case .scaledToRadius(let radius, let factor):
      "scaled by \(formatted(factor)) to ρ = \(literal(radius))"
    case .entriesSet(let count): count == 1 ? "an entry set" : "\(count) entries set"
    case .centred(let mean): "centred (mean \(formatted(mean)) subtracted)"
    case .masked(let share, _, let draw): "masked (\(literal(share)) kept, mask \(draw + 1))"
    case .symmetrised: "symmetrised"
    case .antisymmetrised: "antisymmetrised"
    case .signed(let count): "signed by column (\(count) excite)"
    case .identityAdded(let amount): "\(literal(amount)) · I added"
    case .diagonalZeroed: "diagonal set to zero"
    }
  }

  /// A number as it was typed.
  private func literal(_ value: Double) -> String { Datum.number(value).literal }

  /// This edit and one that follows it as a single one, where that says the same.
  private func joined(with next: Edit) -> Edit? {
    guard case (.entriesSet(let one), .entriesSet(let other)) = (self, next) else { return nil }
    return .entriesSet(one + other)
  }

  /// A list of edits with one more.
  static func appending(_ edit: Edit, to edits: [Edit]) -> [Edit] {
    if let joined = edits.last?.joined(with: edit) { return edits.dropLast() + [joined] }
    return edits + [edit]
  }

  /// All of them in few words.
  static func summary(_ edits: [Edit]) -> String {
    guard edits.count > 3 else { return edits.map(\.summary).joined(separator: ", ") }
    return "\(edits.count) edits, the last: \(edits[edits.count - 1].summary)"
  }
}
