/// The candidate that was probably meant by a mistyped word, or nothing.
///
/// The nearest in the distance of Damerau and Levenshtein in its restricted form (insertion,
/// deletion, substitution, and the swap of two neighbours; nothing edited twice), if it is at most
/// a third of the word, and at least 1 is always allowed. Case does not count. Of equally near ones
/// the first is taken. Words of fewer than three letters are too short to guess from.
/// O(word · candidate) for each candidate of about the word's length, O(1) for the others.
public func suggestion(for word: String, among candidates: [String]) -> String? {
  let letters = Array(word.lowercased())
  guard letters.count >= 3 else { return nil }
  let limit = max(1, letters.count / 3)
  var best: (name: String, distance: Int)?
  for name in candidates {
    let other = Array(name.lowercased())
    guard abs(letters.count - other.count) <= limit else { continue }
    let distance = editDistance(letters, other)
    if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
  }
  return best?.name
}

/// The restricted Damerau–Levenshtein distance, by three rows of the usual table.
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for i in first.indices {
    var row = [i + 1]
    for j in second.indices {
      let isSame = first[i] == second[j]
      var cost = min(last[j] + (isSame ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[second.count]
}
