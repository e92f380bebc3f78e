/// A walk through what was typed before, from a draft that is come back to: Up and Down.
///
/// Up goes to the last entry before that begins with what stood left of the cursor when the walk began;
/// an entry that has been shown is not shown again.
package struct HistoryWalk: Sendable {
  private let draft: EditedText
  private let prefix: String
  /// The entries that are shown from the draft to here.
  private var path: [Int] = []
  private var seen: Set<String>

  package init(from draft: EditedText) {
    self.draft = draft
    prefix = draft.beforeCursor
    seen = [draft.string]
  }

  /// A walk that a search has brought to an entry, from where every entry can be reached.
  package init(from draft: EditedText, at index: Int, of entries: [String]) {
    self.draft = draft
    prefix = ""
    path = [index]
    seen = [draft.string, entries[index]]
  }

  /// The entry before.
  ///
  /// `nil` where there is none. O(entries).
  package mutating func older(in entries: [String]) -> EditedText? {
    let start = min(path.last ?? entries.count, entries.count)
    let found = entries[..<start].lastIndex { entry in
      entry.utf8.starts(with: prefix.utf8) && !seen.contains(entry)
    }
    guard let found else { return nil }
    path.append(found)
    seen.insert(entries[found])
    return EditedText(entries[found])
  }

  /// The entry that was shown before this one, or the draft; `nil` at the draft.
  package mutating func newer(in entries: [String]) -> EditedText? {
    guard let left = path.popLast() else { return nil }
    seen.remove(entries[left])
    return path.last.map { EditedText(entries[$0]) } ?? draft
  }

  /// Whether the text is what the walk shows, so that it may go on; O(length).
  package func shows(_ text: EditedText, of entries: [String]) -> Bool {
    text.string == (path.last.map { entries[$0] } ?? draft.string)
  }
}
