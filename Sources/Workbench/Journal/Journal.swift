import Synchronization

/// Keeps what happens to the log of a session on the disk, so that nothing that was accepted is lost
/// with the process or the machine.
///
/// A session has a file of its own in the folder `journals` of `StateFolder`, made at its first
/// statement and locked as long as the session lives. Only the user may read it. Each event is a line
/// that is on the disk before `append` returns; what a person sees afterwards has been kept.
///
/// A class, because a descriptor lives in it; its end gives the lock back.
public final class Journal: Sendable {
  /// How the keeping of an event went.
  public enum Outcome: Equatable, Sendable {
    /// It is on the disk, with all before it.
    case kept
    /// It is not, for the first time; the message says why, and what happens now.
    case lost(message: String)
    /// It is not, still.
    case stillNotKept
    /// It is, with all that was not kept meanwhile.
    case keptAgain
  }

  private struct State: ~Copyable, Sendable {
    var writer: JournalWriter
    var isFailing = false
  }

  private let state: Mutex<State>

  /// The journal of a session that begins with this seed, in a folder such as `StateFolder.path`.
  public convenience init(seed: UInt64, in stateFolder: String? = StateFolder.path) {
    self.init(seed: seed, JournalFolder(in: stateFolder))
  }

  package convenience init(seed: UInt64, _ folder: JournalFolder) {
    self.init(JournalWriter(folder, JournalLog(seed: seed)))
  }

  init(_ writer: consuming sending JournalWriter) {
    state = Mutex(State(writer: writer))
  }

  /// Keeps what has happened to the log.
  ///
  /// After a failure all is kept in memory, and every further event is an occasion to write the whole
  /// log to a new file. O(length of the event) as a rule.
  public func append(_ event: LogEvent) -> Outcome {
    tried { (writer) throws(JournalFailure) in try writer.take(event) }
  }

  /// Notes that the session has ended as its user wanted it to, so that nobody is asked to resume
  /// it.
  ///
  /// A session that is ended by a signal is left as it is.
  @discardableResult
  public func finish() -> Outcome {
    tried { (writer) throws(JournalFailure) in try writer.end() }
  }

  /// Makes sure that a log which was taken over is kept here.
  func begin() -> Outcome {
    tried { (writer) throws(JournalFailure) in try writer.writeAnew() }
  }

  /// Says that the session goes on with the logs that were taken over: the journal they come from is
  /// removed as soon as this one is on the disk.
  public func settle() { state.withLock { $0.writer.dismissPredecessor() } }

  /// Gives up the logs that were taken over: they stay where they were, for another to resume.
  public func withdraw() { state.withLock { $0.writer.withdraw() } }

  private func tried(
    _ body: (inout JournalWriter) throws(JournalFailure) -> Void
  ) -> Outcome {
    state.withLock { state in
      let wasFailing = state.isFailing
      do throws(JournalFailure) {
        try body(&state.writer)
        state.isFailing = false
        return wasFailing ? .keptAgain : .kept
      } catch {
        state.isFailing = true
        return wasFailing ? .stillNotKept : .lost(message: Self.message(error))
      }
    }
  }

  private static func message(_ failure: JournalFailure) -> String {
    "the journal cannot be written: \(failure.sentence); what follows is kept in memory only, and "
      + "the journal is tried again at every statement"
  }
}
