import Foundation
import JournalTesting
import SystemPackage
import Testing
import Workbench

/// Where no journal can be kept there is one message, and all goes on.
@Suite(.timeLimit(.minutes(2))) struct JournalShortageTests {
  private static let events = (1...20).map {
    LogEvent.accepted(LoggedStatement("let a = \($0)", changes: true))
  }

  private static func message(_ reason: String) -> String {
    "the journal cannot be written: \(reason); what follows is kept in memory only, and the journal "
      + "is tried again at every statement"
  }

  @Test(arguments: [
    (nil, "there is no home folder to keep it in"),
    ("/dev/null/.local/state/whh", "'/dev/null/.local' cannot be written: not a directory"),
    (
      "/proc/whh",
      "'/proc/whh' cannot be written: there is no such folder"
    ),
  ])
  func whereNoFolderCanBe(state: String?, reason: String) {
    let journal = Journal(seed: 1, in: state)
    let outcomes = Self.events.map(journal.append) + [journal.finish()]
    #expect(outcomes[0] == .lost(message: Self.message(reason)))
    #expect(outcomes.dropFirst().allSatisfy { $0 == .stillNotKept })
    #expect(Journal.recoverable(in: state).isEmpty)
  }

  @Test func theStateFolderIsWhereTheEnvironmentSays() {
    func path(_ environment: [String: String]) -> String? {
      StateFolder.path { environment[$0] }
    }
    #expect(path(["HOME": "/home/a"]) == "/home/a/.local/state/whh")
    #expect(path(["HOME": "/home/a", "XDG_STATE_HOME": "/s"]) == "/s/whh")
    #expect(path(["HOME": "/home/a", "XDG_STATE_HOME": "s"]) == "/home/a/.local/state/whh")
    #expect(path(["XDG_STATE_HOME": "/s"]) == "/s/whh")
    #expect(path(["HOME": "a"]) == nil && path(["HOME": ""]) == nil && path([:]) == nil)
  }

  @Test func aSignalDoesNotBreakACallOff() throws {
    var attempts = 0
    let answer = try SystemCalls().made {
      attempts += 1
      errno = EINTR
      return attempts < 10 ? -1 : 7
    }
    #expect(answer == 7 && attempts == 10)
    let error = #expect(throws: Errno.self) {
      try SystemCalls().made {
        errno = EINTR
        return -1
      }
    }
    #expect(error == .interrupted)
  }

  /// Whether a disk of some kB can be had.
  private static let canMount: Bool = {
    guard let folder = try? ScratchFolder() else { return false }
    defer { _ = try? run("/bin/umount", folder.url.path) }
    return (try? run("/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.url.path)) == 0
  }()

  @discardableResult
  private static func run(_ command: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(.enabled(if: canMount, "only root can mount a small disk: a real full disk is not tested"))
  func aDiskThatFillsLosesNothingThatWasKept() throws {
    let folder = try ScratchFolder()
    try Self.run("/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.url.path)
    defer { _ = try? Self.run("/bin/umount", "-l", folder.url.path) }
    let text = String(repeating: "x", count: 3000)
    let events = (1...40).map {
      LogEvent.accepted(LoggedStatement("let a\($0) = " + text, changes: true))
    }
    let path = folder.url.path + "/journals"
    let course = ExpectedLog.course(events + Self.events)
    let journal = Journal(seed: 1, in: folder.url.path)
    let outcomes = events.map(journal.append)
    let kept = try #require(outcomes.firstIndex { $0 != .kept })
    #expect(kept > 5)
    #expect(
      outcomes[kept]
        == .lost(message: Self.message("'\(path)' could not be written: there is no space left")))
    #expect(outcomes.dropFirst(kept + 1).allSatisfy { $0 == .stillNotKept })
    // What a copy holds, which nobody has locked, is what has been kept.
    let copy = try ScratchFolder()
    try Self.run("/bin/cp", "-r", path, copy.path("journals"))
    let found = try #require(Journal.latest(in: copy.url.path))
    #expect(ExpectedLog(found) == course[kept])
    try Self.run("/bin/mount", "-o", "remount,size=1m", folder.url.path)
    #expect(journal.append(Self.events[0]) == .keptAgain)
    #expect(Self.events.dropFirst().map(journal.append).allSatisfy { $0 == .kept })
    _ = consume journal
    let again = try #require(Journal.latest(in: folder.url.path))
    #expect(ExpectedLog(again) == course.last)
  }

  @Test(.enabled(if: canMount, "only root can mount a disk: a read-only one is not tested"))
  func aDiskThatMayOnlyBeReadIsNoObstacle() throws {
    let folder = try ScratchFolder()
    try Self.run("/bin/mount", "-t", "tmpfs", "-o", "ro", "tmpfs", folder.url.path)
    defer { _ = try? Self.run("/bin/umount", "-l", folder.url.path) }
    let journal = Journal(seed: 1, in: folder.path("whh"))
    let outcomes = Self.events.map(journal.append)
    let reason = "'\(folder.path("whh"))' cannot be written: read-only file system"
    #expect(outcomes.first == .lost(message: Self.message(reason)))
    #expect(outcomes.dropFirst().allSatisfy { $0 == .stillNotKept })
  }
}
