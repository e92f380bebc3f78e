import SystemPackage

/// The journal of a session that is over, and what it holds.
public struct FoundJournal: Sendable {
  /// Where it is.
  public let path: String
  /// When it was last written, in seconds since 1970.
  public let written: Int
  /// All logs, and the number of the present one.
  public let logs: [KeptLog]
  public let current: Int
  /// Whether the session ended as its user wanted it to, or was declined.
  public let hasEnded: Bool
  /// Whether its end is damaged, as by a power cut while it was written.
  public let isTorn: Bool

  let name: JournalFile.Name
  let folder: JournalFolder

  /// The log that was the present one.
  public var present: KeptLog { logs[current] }

  /// What a journal that has been claimed holds; nothing where that cannot be read.
  init?(
    _ file: JournalFile, _ held: borrowing HeldDescriptor, in open: borrowing OpenFolder,
    of folder: JournalFolder
  ) {
    guard let contents = try? held.contents(), contents.header != nil else { return nil }
    path = open.path + "/" + file.name.text
    written = file.status.modified
    (logs, current) = (contents.log.logs, contents.log.current)
    hasEnded = contents.hasEnded || file.name.kind == .ended
    isTorn = contents.isTorn
    name = file.name
    self.folder = folder
  }
}

extension Journal {
  /// The journals that no session keeps, the one written last first; those of ended sessions too, if
  /// so asked.
  ///
  /// O(bytes of all of them).
  public static func recoverable(
    in stateFolder: String? = StateFolder.path, includingEnded: Bool = false
  ) -> [FoundJournal] {
    recoverable(JournalFolder(in: stateFolder), includingEnded: includingEnded)
  }

  package static func recoverable(
    _ folder: JournalFolder, includingEnded: Bool = false
  ) -> [FoundJournal] {
    guard let open = folder.found() else { return [] }
    return open.files(includingEnded ? [.journal, .ended] : [.journal])
      .compactMap { found($0, in: open, of: folder) }
      .filter { includingEnded || !$0.hasEnded }
  }

  /// The journal to offer: of the sessions that were cut off, the last one with statements; of those too
  /// that have ended or were declined, if so asked.
  ///
  /// O(bytes of the journals of sessions that were cut off later).
  public static func latest(
    in stateFolder: String? = StateFolder.path, includingEnded: Bool = false
  ) -> FoundJournal? {
    latest(JournalFolder(in: stateFolder), includingEnded: includingEnded)
  }

  package static func latest(
    _ folder: JournalFolder, includingEnded: Bool = false
  ) -> FoundJournal? {
    guard let open = folder.found() else { return nil }
    return open.files(includingEnded ? [.journal, .ended] : [.journal]).lazy
      .compactMap { found($0, in: open, of: folder) }
      .first { (includingEnded || !$0.hasEnded) && $0.logs.contains { !$0.statements.isEmpty } }
  }

  private static func found(
    _ file: JournalFile, in open: borrowing OpenFolder, of folder: JournalFolder
  ) -> FoundJournal? {
    guard let held = open.claimed(file.name) else { return nil }
    return FoundJournal(file, held, in: open, of: folder)
  }

  /// Goes on with the log of a journal in one of this session; nothing where another session was
  /// faster.
  ///
  /// The old journal stays, locked, until `settle` says what has become of its statements.
  public static func resume(_ found: FoundJournal) -> (journal: Journal, outcome: Outcome)? {
    guard let open = found.folder.found(), let held = open.claimed(found.name),
      let contents = try? held.contents(), contents.header != nil
    else { return nil }
    let predecessor = Predecessor(found.name, isTorn: contents.isTorn, held)
    let journal = Journal(JournalWriter(found.folder, contents.log, from: predecessor))
    return (journal, journal.begin())
  }

  /// Marks a journal as one that nobody wants to resume; it is kept until it is pruned.
  public static func decline(_ found: FoundJournal) {
    guard let open = found.folder.found(), let held = open.claimed(found.name) else { return }
    try? open.rename(found.name, to: .ended)
    try? open.synchronize()
    _ = consume held
  }
}
