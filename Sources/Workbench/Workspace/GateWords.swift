import Language
import Networks

extension Workspace {
  /// What the gates are called in full; one word may mean another letter in another cell.
  private static let gateWords: [(word: String, letters: [String])] = [
    ("input", ["i"]), ("forget", ["f"]), ("candidate", ["g", "n"]), ("cell", ["g", "n"]),
    ("output", ["o"]), ("reset", ["r"]), ("update", ["z"]),
  ]

  /// The gate of this model that a word or letter means.
  func gate(_ word: Located<String>) throws(Diagnostic) -> String {
    guard cell.hasGates else {
      throw Diagnostic(
        .unknownMatrix, "the model is \(cell.name), which has no gates", at: word.range,
        hint: "choose one that has: model lstm \(size(of: .hidden)?.value ?? 512)")
    }
    let meant = Self.gateWords.first { $0.word == word.value }?.letters ?? [word.value]
    if let gate = cell.gates.first(where: meant.contains) { return gate }
    let own = Self.gateWords.filter { cell.gates.contains(where: $0.letters.contains) }.map(\.word)
    let isOfAnother = Self.gateWords.contains {
      $0.word == word.value || $0.letters.contains(word.value)
    }
    let near = isOfAnother ? nil : nearest(to: word.value, among: own)
    throw Diagnostic(
      .unknownMatrix, "the model is \(cell.name), which has no gate '\(word.value)'",
      at: word.range,
      hint: near.map { "did you mean '\($0)'?" }
        ?? "it has " + cell.gates.map(title).joined(separator: ", "))
  }

  /// The words and letters that mean gates of this model, each with what it means.
  var gateSpellings: [(word: String, meaning: String)] {
    guard cell.hasGates else { return [] }
    return Self.gateWords.compactMap { word, letters in
      cell.gates.first(where: letters.contains).map { (word, "gate \($0)") }
    } + cell.gates.map { ($0, "gate " + title(of: $0)) }
  }

  /// A gate with its word: `forget f`.
  private func title(of gate: String) -> String {
    let word = Self.gateWords.first { $0.letters.contains(gate) }?.word
    return [word, gate].compactMap(\.self).joined(separator: " ")
  }
}
