import Glibc
import Language
import LineEditor
import Workbench

/// What happens at the start to a session that was cut off.
enum Resumption {
  /// The journal of the session that was cut off last, if the person at the terminal wants to go on
  /// with it.
  ///
  /// Who says no is not asked again; who gives no answer is, at the next start.
  static func offered(by editor: LineEditor) -> FoundJournal? {
    guard let found = Journal.latest() else { return nil }
    Output.standard.write(sentence(about: found, at: time(nil), width: Terminal.width) + "\n")
    switch answer(to: "Resume it? [Y/n] ", from: editor) {
    case true?: return found
    case false?: Journal.decline(found)
    case nil: break
    }
    return nil
  }

  /// Yes, which Enter alone says, or no; nothing where the question is evaded.
  private static func answer(to question: String, from editor: LineEditor) -> Bool? {
    while case .line(let line) = editor.answer(to: question) {
      switch line.lowercased().filter({ !$0.isWhitespace }) {
      case "", "y", "yes": return true
      case "n", "no": return false
      default: continue
      }
    }
    return nil
  }

  /// `A session of 3 statements was cut off 5 min ago, after 'stats'.`, in one line of the terminal.
  private static func sentence(about found: FoundJournal, at now: Int, width: Int) -> String {
    let log = found.present
    let count = log.statements.count
    let undone = count - log.holding
    let start =
      "A session of \(count) " + (count == 1 ? "statement" : "statements")
      + (undone > 0 ? " (\(undone) undone)" : "")
      + " was cut off \(age(now - found.written)) ago, after '"
    let last = log.statements.prefix(max(log.holding, 1)).last?.text ?? ""
    return start + shortened(last, to: max(width - start.count - 2, 12)) + "'."
  }

  /// The first line of a statement, as far as there is room, with nothing in it that would steer the
  /// terminal.
  static func shortened(_ statement: String, to width: Int) -> String {
    let lines = statement.split(separator: "\n", omittingEmptySubsequences: false)
    var shown = visible(String(lines.first ?? "").replacing("\t", with: " "))
    guard lines.count > 1 || displayWidth(shown) > width else { return shown }
    while displayWidth(shown) >= width { shown.removeLast() }
    return shown + "…"
  }

  /// `40 s`, `5 min`, `3 h`, `2 days`.
  private static func age(_ seconds: Int) -> String {
    switch seconds {
    case ..<60: "\(max(seconds, 0)) s"
    case ..<3600: "\(seconds / 60) min"
    case ..<(2 * 86400): "\(seconds / 3600) h"
    default: "\(seconds / 86400) days"
    }
  }
}

/// Keeps the journal of the session at the prompt, and says so when that does not work.
final class JournalKeeper: Sendable {
  private let journal: Journal

  /// A journal for a session that begins with this seed.
  init(seed: UInt64) {
    journal = Journal(seed: seed)
    Journal.prune()
  }

  /// The journal that goes on with one of a session that was cut off; nothing where another shell has
  /// taken that.
  init?(resuming found: FoundJournal) {
    guard let (journal, outcome) = Journal.resume(found) else { return nil }
    self.journal = journal
    Self.tell(outcome)
    Journal.prune()
  }

  /// Keeps what has happened to the log: to be called before the reply is shown.
  func keep(_ event: LogEvent) { Self.tell(journal.append(event)) }

  /// Goes on with the logs that were taken over.
  func settle() { journal.settle() }

  /// Leaves the logs that were taken over to another session.
  func withdraw() { journal.withdraw() }

  /// Notes that the user has left the session: with `quit` or Ctrl-D, and not by a signal.
  func finish() {
    guard journal.finish() != .kept else { return }
    Output.errors.write("whh: the end of this session is not on the disk\n")
  }

  private static func tell(_ outcome: Journal.Outcome) {
    switch outcome {
    case .kept, .stillNotKept: break
    case .lost(let message): Output.errors.write("whh: \(message)\n")
    case .keptAgain: Output.errors.write("whh: the journal is kept again, with all before it\n")
    }
  }
}

extension Program {
  /// Takes up the session that was cut off last, as `--resume` wants; where none was, the one that has
  /// ended last.
  mutating func resumeLatest(isKept: Bool) {
    if let found = Journal.latest() { return resume(found, isKept: isKept) }
    if let found = Journal.latest(includingEnded: true) {
      Output.errors.write("whh: no session was cut off; this is the last one that ended\n")
      return resume(found, isKept: isKept)
    }
    Output.errors.write("whh: there is no session to resume\n")
    if !isKept { status = Status.commandFailed }
  }

  /// Carries out the log of a session that was cut off; its journal goes on with this one if `isKept`.
  mutating func resume(_ found: FoundJournal, isKept: Bool) {
    if isKept {
      keeper = JournalKeeper(resuming: found)
      guard keeper != nil else {
        Output.errors.write("whh: another whh has taken up that session\n")
        return
      }
    }
    let keeper = keeper
    let restored = session.restore(found.logs, current: found.current) { keeper?.keep($0) }
    progressLine.erase()
    if restored.failure?.code == .interrupted {
      keeper?.withdraw()
      self.keeper = nil
      Output.errors.write("whh: interrupted; the session stays there to be resumed\n")
      if !isKept { status = 128 + SIGINT }
      return
    }
    keeper?.settle()
    tell(restored, of: found.present, isKept: isKept)
  }

  private mutating func tell(
    _ restored: Session.Restoration, of log: KeptLog, isKept: Bool
  ) {
    if let failure = restored.failure {
      complain(of: restored.count + 1, in: log, "fails now: \(visible(failure.message))")
      if isKept { Output.errors.write("whh: undo goes on with all of it, once that is mended\n") }
      if !isKept { status = Status.commandFailed }
    } else if isShown || isKept, !isSilent {
      Output.standard.write(
        "resumed: \(restored.count) \(restored.count == 1 ? "statement" : "statements"); "
          + "log shows them\n")
    }
    if let changed = restored.firstChanged {
      complain(
        of: changed, in: log,
        "gives another state than it did; a file that it reads may have changed")
    }
  }

  private func complain(of number: Int, in log: KeptLog, _ what: String) {
    let statement = Resumption.shortened(log.statements[number - 1].text, to: 40)
    Output.errors.write(
      "whh: of the session that was cut off, statement \(number) ('\(statement)') \(what)\n")
  }

  /// Sees to it that all that is accepted from here on is kept.
  mutating func beginKeeping() {
    guard keeper == nil else { return }
    keeper = JournalKeeper(seed: session.seed)
  }
}
