import SystemPackage

/// Keeps the log of a session in a file.
///
/// Goals, in order: what has been kept survives the death of the process and of the machine; after a
/// failure the next attempt rests on nothing that the failure may have spoilt; a statement costs one
/// small write. A file that could not be written or forced to the disk is never written to again,
/// since the system forgets what it failed to write and calls the next attempt a success
/// (PostgreSQL's "fsyncgate", 2018): a new file gets the whole log, and then the name. The old one
/// stays open until then for its lock, which says that the session lives.
struct JournalWriter: ~Copyable, Sendable {
  private let folder: JournalFolder
  private var log: JournalLog
  private var file: JournalOutput?
  /// Whether the file holds all that was kept, and more may be appended.
  private(set) var isSound = false
  /// Folders in which there are names that may not be on the disk yet.
  private var unsafeFolders: [String] = []
  private var predecessor: Predecessor?

  /// Keeps a session that begins with the log; `predecessor` kept it until now.
  init(_ folder: JournalFolder, _ log: JournalLog, from predecessor: consuming Predecessor? = nil) {
    (self.folder, self.log) = (folder, log)
    self.predecessor = predecessor
  }

  /// Keeps what has happened to the log: on return it is on the disk.
  ///
  /// O(length of the event) as a rule, O(log) after a failure and where the file has become much
  /// larger than need be.
  mutating func take(_ event: LogEvent) throws(JournalFailure) {
    let isPossible = log.take(event)
    precondition(isPossible, "the log cannot get there: \(event)")
    guard isSound, file?.isGone == false else { return try writeAnew() }
    if file?.isBloated(for: log) == true {
      do {
        return try writeAnew()
      } catch {
        // The old file is as good as before, unless its name has been given away.
        guard isSound else { throw error }
      }
    }
    try append(.event(event))
  }

  /// Notes that the session has ended as its user wanted it to; nothing where it had no statements.
  mutating func end() throws(JournalFailure) {
    guard file != nil || !log.isEmpty else { return }
    if !isSound { try writeAnew() }
    try append(.ended)
    isSound = false
    // The record is enough; the name spares the next start the reading.
    if let name = file?.name, let open = folder.found() { try? open.rename(name, to: .ended) }
  }

  /// Lets the journal before this one go as soon as all of it is kept here.
  mutating func dismissPredecessor() {
    predecessor?.isDismissed = true
    retirePredecessor()
  }

  /// Gives up, in favour of the journal before this one.
  mutating func withdraw() {
    if let name = file?.name, let open = folder.found() { try? open.remove(name) }
    isSound = false
    file = nil
    predecessor = nil
  }

  private mutating func retirePredecessor() {
    guard isSound, predecessor?.isDismissed == true, let open = folder.found() else { return }
    predecessor.take()?.retire(in: open)
  }

  private mutating func append(_ record: JournalRecord) throws(JournalFailure) {
    isSound = false
    do throws(Errno) {
      try file?.append(record)
    } catch {
      throw JournalFailure(folder.path ?? "", error)
    }
    isSound = true
    retirePredecessor()
  }

  /// Writes the whole log to a new file, which then takes the name.
  mutating func writeAnew() throws(JournalFailure) {
    let open = try folder.made(&unsafeFolders)
    do throws(Errno) {
      var new = try JournalOutput(in: open, inPlaceOf: file?.name)
      try new.publish(log, in: open)
      // The name leads to the new file from now on, but a power cut may still take that back.
      isSound = false
      file = consume new
      try open.synchronize()
    } catch {
      throw JournalFailure(open.path, error)
    }
    isSound = true
    retirePredecessor()
  }
}

/// The journal of a session that is over, claimed by the one that goes on with it.
struct Predecessor: ~Copyable, Sendable {
  let name: JournalFile.Name
  let isTorn: Bool
  /// For the lock.
  let held: HeldDescriptor
  var isDismissed = false

  init(_ name: JournalFile.Name, isTorn: Bool, _ held: consuming HeldDescriptor) {
    (self.name, self.isTorn) = (name, isTorn)
    self.held = held
  }

  /// Takes it out of the way; what fails leaves it to be offered again.
  consuming func retire(in open: borrowing OpenFolder) {
    guard isTorn else {
      try? open.remove(name)
      return
    }
    // What could not be believed of it is not for us to delete.
    try? open.rename(name, to: .torn)
  }
}
