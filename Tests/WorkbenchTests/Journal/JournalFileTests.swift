import Foundation
import JournalTesting
import SystemPackage
import Testing
import Workbench

/// The files of journals, from the first event to the last.
@Suite(.timeLimit(.minutes(2))) struct JournalFileTests {
  private let folder: ScratchFolder
  private var state: String { folder.url.path + "/state/whh" }

  init() throws { folder = try ScratchFolder() }

  private var names: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: state + "/journals")
    return (names ?? []).sorted()
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    try folder.bytes("state/whh/journals/" + name)
  }

  private static func statement(_ text: String) -> LogEvent {
    .accepted(LoggedStatement(text, changes: true))
  }

  /// A journal whose session has died.
  private func leave(_ events: [LogEvent]) {
    let journal = Journal(seed: 1, in: state)
    for event in events { #expect(journal.append(event) == .kept) }
  }

  private func resumed() throws -> (journal: Journal, outcome: Journal.Outcome) {
    let found = try #require(Journal.latest(in: state))
    return try #require(Journal.resume(found))
  }

  @Test func nothingIsMadeBeforeTheFirstEvent() throws {
    do {
      let journal = Journal(seed: 1, in: state)
      #expect(journal.finish() == .kept)
      #expect(try folder.names == [])
      #expect(journal.append(Self.statement("stats")) == .kept)
    }
    #expect(names.count == 1)
    #expect(names[0].wholeMatch(of: try Regex("[0-9]{8}-[0-9]{6}-\(getpid())\\.journal")) != nil)
  }

  @Test func whatASessionKeepsIsNobodyElses() throws {
    let journal = Journal(seed: 1, in: state)
    #expect(journal.append(Self.statement("stats")) == .kept)
    #expect(Journal.recoverable(in: state, includingEnded: true).isEmpty)
    #expect(Journal.latest(in: state)?.path == nil)
    // Its lock outlives a new file in its place.
    try FileManager.default.removeItem(atPath: state + "/journals/" + names[0])
    #expect(journal.append(Self.statement("stats")) == .kept)
    #expect(names.count == 1 && Journal.recoverable(in: state).isEmpty)
    _ = consume journal
    #expect(Journal.latest(in: state)?.present.statements.count == 2)
  }

  @Test func sessionsOfOneSecondHaveFilesOfTheirOwn() {
    let journals = (0..<5).map { _ in Journal(seed: 1, in: state) }
    for (number, journal) in journals.enumerated() {
      #expect(journal.append(Self.statement("let n = \(number)")) == .kept)
    }
    #expect(names.count == 5)
    _ = consume journals
    let found = Journal.recoverable(in: state).flatMap(\.present.statements).map(\.text).sorted()
    #expect(found == (0..<5).map { "let n = \($0)" })
  }

  @Test func aSessionThatEndedIsNotOffered() {
    do {
      let journal = Journal(seed: 1, in: state)
      #expect(journal.append(Self.statement("stats")) == .kept)
      #expect(journal.finish() == .kept)
      // At once, not with the process.
      #expect(Journal.latest(in: state)?.path == nil)
    }
    #expect(names.allSatisfy { $0.hasSuffix(".ended") })
    #expect(Journal.recoverable(in: state).isEmpty)
    #expect(Journal.recoverable(in: state, includingEnded: true).map(\.hasEnded) == [true])
  }

  @Test func theLastSessionWithStatementsIsOffered() throws {
    leave([Self.statement("first")])
    leave([Self.statement("second"), .moved(holding: 0)])
    leave([.replaced(seed: 3, [], holding: 0)])
    for (age, name) in [(300, "first"), (200, "second"), (100, "")] {
      let found = try #require(
        Journal.recoverable(in: state).first { ($0.present.statements.first?.text ?? "") == name })
      try touch(found.path, age: age)
    }
    let found = Journal.recoverable(in: state)
    #expect(found.map { $0.present.statements.first?.text } == [nil, "second", "first"])
    #expect(found.map(\.present.seed) == [3, 1, 1])
    let latest = try #require(Journal.latest(in: state))
    #expect(latest.present.statements.map(\.text) == ["second"] && latest.present.holding == 0)
    #expect(abs(latest.written - (time(nil) - 200)) <= 2)
  }

  private func touch(_ path: String, age: Int) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: Double(-age))], ofItemAtPath: path)
  }

  @Test func whatIsDeclinedStaysButIsNotOffered() throws {
    leave(Events.usual)
    let old = try bytes(names[0])
    Journal.decline(try #require(Journal.latest(in: state)))
    #expect(Journal.latest(in: state)?.path == nil)
    #expect(names.count == 1 && names[0].hasSuffix(".ended"))
    #expect(try bytes(names[0]) == old)
  }

  @Test func aLogGoesOnInANewJournal() throws {
    leave(Events.usual)
    let found = try #require(Journal.latest(in: state))
    do {
      let (journal, outcome) = try #require(Journal.resume(found))
      #expect(outcome == .kept)
      #expect(names.count == 2)
      // Two sessions cannot take over the same.
      #expect(Journal.resume(found)?.outcome == nil)
      journal.settle()
      #expect(names.count == 1)
      #expect(journal.append(Self.statement("more")) == .kept)
    }
    let again = try #require(Journal.latest(in: state))
    let expected = ExpectedLog.course(Events.usual + [Self.statement("more")]).last
    #expect(ExpectedLog(again) == expected)
  }

  @Test func logsThatAreGivenUpStayWhereTheyWere() throws {
    leave(Events.usual)
    let old = try bytes(names[0])
    let journal = try resumed().journal
    #expect(names.count == 2)
    journal.withdraw()
    #expect(try names.count == 1 && bytes(names[0]) == old)
    #expect(
      try ExpectedLog(#require(Journal.latest(in: state))) == ExpectedLog.course(Events.usual).last)
  }

  @Test func whatWasDeclinedCanBeAskedFor() throws {
    leave(Events.usual)
    Journal.decline(try #require(Journal.latest(in: state)))
    #expect(Journal.latest(in: state)?.path == nil)
    let found = try #require(Journal.latest(in: state, includingEnded: true))
    #expect(ExpectedLog(found) == ExpectedLog.course(Events.usual).last)
  }

  @Test func aSessionThatDiesBeforeItSettlesLeavesTheOldJournal() throws {
    leave(Events.usual)
    _ = try resumed().journal
    let found = Journal.recoverable(in: state).map { ExpectedLog($0) }
    let expected = try #require(ExpectedLog.course(Events.usual).last)
    #expect(found == [expected, expected])
  }

  @Test func aTornEndIsKeptBeside() throws {
    leave(Events.usual)
    let path = state + "/journals/" + names[0]
    truncate(path, off_t(try bytes(names[0]).count - 3))
    let torn = try bytes(names[0])
    let found = try #require(Journal.latest(in: state))
    #expect(found.isTorn && ExpectedLog(found) == ExpectedLog.course(Events.usual).dropLast().last)
    let (journal, outcome) = try #require(Journal.resume(found))
    journal.settle()
    #expect(outcome == .kept)
    let kept = try #require(names.first { $0.hasSuffix(".torn") })
    #expect(try bytes(kept) == torn)
  }

  @Test func aFileThatGrowsPastItsLogIsMadeSmall() throws {
    let journal = Journal(seed: 1, in: state)
    var largest = 0
    for event in Events.storm(60) {
      #expect(journal.append(event) == .kept)
      largest = max(largest, try bytes(names[0]).count)
    }
    #expect(names.count == 1)
    // Sixty statements of 20 kB, of which one is in the log.
    #expect(120_000 > largest && largest > 64_000)
    _ = consume journal
    let found = try #require(Journal.latest(in: state))
    #expect(ExpectedLog(found) == ExpectedLog.course(Events.storm(60)).last)
  }

  @Test func aLongSessionIsAppendedToAndNotWrittenAgain() throws {
    let journal = Journal(seed: 1, in: state)
    func number() throws -> Int? {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: state + "/journals/" + names[0])
      return attributes[.systemFileNumber] as? Int
    }
    #expect(journal.append(Self.statement("stats")) == .kept)
    let first = try number()
    let text = String(repeating: "x", count: 2000)
    for _ in 0..<100 { #expect(journal.append(Self.statement(text)) == .kept) }
    #expect(try number() == first)
  }

  @Test func linksAreNotFollowed() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("elsewhere"), withIntermediateDirectories: false)
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    symlink(folder.path("elsewhere"), state + "/journals")
    let journal = Journal(seed: 1, in: state)
    let outcome = journal.append(Self.statement("stats"))
    guard case .lost = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("elsewhere")) == [])
    unlink(state + "/journals")
    // It goes on where the folder is one.
    #expect(journal.append(Self.statement("stats")) == .keptAgain)
    _ = consume journal
    // A link to a journal is none.
    try FileManager.default.moveItem(
      atPath: state + "/journals/" + names[0], toPath: folder.path("elsewhere/x.journal"))
    symlink(folder.path("elsewhere/x.journal"), state + "/journals/x.journal")
    #expect(Journal.recoverable(in: state).isEmpty)
  }

  @Test func foldersAndPipesAreNoJournals() throws {
    leave([Self.statement("stats")])
    mkdir(state + "/journals/a.journal", 0o700)
    mkfifo(state + "/journals/b.journal", 0o600)
    try folder.write([1, 2, 3], "state/whh/journals/c.journal")
    #expect(Journal.recoverable(in: state).count == 1)
    Journal.prune(in: state)
    #expect(names.count == 4)
  }

  /// Who opens a journal and locks it after its session has put a new file in its place has nothing.
  @Test func aFileThatHasLostItsNameIsNoJournal() throws {
    let journal = Journal(seed: 1, in: state)
    #expect(journal.append(Self.statement("old")) == .kept)
    let path = state + "/journals/" + names[0]
    let slow = JournalFolder(
      in: state,
      calls: SlowCalls(SystemCalls()) {
        // The old file is unlocked with this, and the new one locked.
        unlink(path)
        #expect(journal.append(Self.statement("new")) == .kept)
      })
    #expect(Journal.recoverable(slow).isEmpty)
    #expect(Journal.recoverable(in: state).isEmpty)
  }
}

/// Calls between the first of which and the next lock something happens.
private struct SlowCalls: ForwardingCalls {
  let base: any JournalCalls
  private let happening: @Sendable () -> Void

  init(_ base: any JournalCalls, _ happening: @escaping @Sendable () -> Void) {
    (self.base, self.happening) = (base, happening)
  }

  func lock(_ file: FileDescriptor) throws(Errno) {
    happening()
    try base.lock(file)
  }
}
