/// Searching in what was typed before, while the text waits.
extension KeyEditor {
  /// Ctrl-R and Ctrl-S: begins a search, or goes on with it.
  func search(_ direction: HistorySearch.Direction) -> Bool {
    search = HistorySearch(from: buffer.text, in: request.history)
    walk = nil
    return true
  }

  /// Whether the key belongs to the search; any other ends it, and is then acted on.
  func takeSearching(_ key: String) -> Bool {
    switch key {
    case "\u{12}": step(.older)
    case "\u{13}": step(.newer)
    case "\u{7F}", "\u{8}": search?.erase()
    case "\u{7}": endSearch(keepsMatch: false)
    case _ where Self.isText(key): search?.type(key)
    default:
      endSearch(keepsMatch: true)
      return false
    }
    return true
  }

  private func step(_ direction: HistorySearch.Direction) {
    guard let search else { return }
    if search.pattern.isEmpty {
      self.search?.type(lastPattern)
    } else {
      self.search?.step(direction)
    }
  }

  private func endSearch(keepsMatch: Bool) {
    guard let search else { return }
    self.search = nil
    if !search.pattern.isEmpty { lastPattern = search.pattern }
    guard keepsMatch, let index = search.index else {
      buffer.text = search.draft
      return
    }
    walk = HistoryWalk(from: search.draft, at: index, of: request.history)
    buffer.text = search.shown
  }

  private static func isText(_ key: String) -> Bool {
    key.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
