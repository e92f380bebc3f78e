import SystemPackage

extension Journal {
  /// How many journals are kept however old they are.
  package static let mostKept = 32
  /// For how long the others are kept, in seconds: 30 days.
  package static let keptFor = 30 * 86400

  /// Removes old journals: the 32 written last are kept, and of the others those of the last 30 days.
  ///
  /// Ended, declined and damaged ones count like those that wait to be resumed. What a living session
  /// keeps is never touched. O(number of journals).
  public static func prune(in stateFolder: String? = StateFolder.path) {
    prune(JournalFolder(in: stateFolder))
  }

  package static func prune(_ folder: JournalFolder) {
    guard let open = folder.found() else { return }
    let now = folder.calls.now()
    let old = open.files([.journal, .ended, .torn]).dropFirst(mostKept)
      .filter { now - $0.status.modified > keptFor }
    // A file that is being written for the first time is not a day old.
    let unfinished = open.files([.new]).filter { now - $0.status.modified > 86400 }
    for file in old + unfinished {
      guard let held = open.claimed(file.name) else { continue }
      try? open.remove(file.name)
      _ = consume held
    }
  }
}
