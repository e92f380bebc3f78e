import Foundation
import JournalTesting
import Language
import Testing
import Workbench

/// What a journal holds is the session, whatever was done: every log, what is undone in each, and where
/// undo and redo lead.
@Suite struct KeptSessionLaws {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// A statement about the model, or about the log; many cannot be carried out, and change nothing.
  private static func statement(_ random: inout SplitMix, _ path: String) -> String {
    let number = random.next() % 9
    let count = 1 + random.next() % 4
    return switch random.next() % 16 {
    case 0...4: "let a\(number % 3) = \(number)"
    case 5: "init Whh normal \(2 + number % 3)"
    case 6: "print 1 + \(number)"
    case 7: "for k in [1, 2] { let b = k + \(number) }"
    case 8: "note \"\(number)\""
    case 9...10: "undo \(count)"
    case 11: "redo \(count)"
    case 12: "goto \(number)"
    case 13...14: "edit \(count) let c = \(number)"
    default: "load \(path)"
    }
  }

  /// What undoing and redoing everything passes through.
  private func tour(_ shell: Shell) -> [String] {
    var states = [shell.stateHash]
    for command in ["undo", "redo", "undo 2", "redo 3"] {
      for _ in 0..<30 where shell.run(command).isEmpty { states.append(shell.stateHash) }
    }
    return states
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func whatIsKeptIsTheSession(seed: UInt64) throws {
    let lesson = folder.path + "/lesson.whh"
    try "# whh session 1, whh 0.1.0, stream 1, seed 3\nlet a1 = 4\nlet a2 = 5\nprint 1\n"
      .write(toFile: lesson, atomically: true, encoding: .utf8)
    var random = SplitMix(state: seed)
    let shell = Shell()
    do {
      let journal = Journal(seed: 1, in: folder.path)
      var kept = 0
      for _ in 0..<20 {
        shell.run(Self.statement(&random, lesson))
        for event in shell.events[kept...] { #expect(journal.append(event) == .kept) }
        kept = shell.events.count
      }
      withExtendedLifetime(journal) {}
    }
    let found = try #require(Journal.latest(in: folder.path))
    #expect(found.logs == shell.logs.all && found.current == shell.logs.current)
    let resumed = Shell()
    #expect(resumed.restore(found.logs, current: found.current).failure == nil)
    #expect(resumed.log == shell.log)
    #expect(tour(resumed) == tour(shell))
  }

  @Test func aLogThatFailsIsOneUndoAway() throws {
    let first = Shell()
    first.run("let a = 1; let b = 2")
    var logs = first.logs.all
    logs[0].statements.insert(LoggedStatement("import Whh gone.npy", changes: true), at: 1)
    logs[0].holding = 3
    let shell = Shell()
    let restored = shell.restore(logs, current: 0)
    #expect(restored.count == 1 && restored.failure != nil)
    #expect(shell.log == (1, 1))
    let failure = try #require(shell.run("undo").first)
    #expect(failure.message.contains("statement 2 of that log, 'import Whh gone.npy', fails now"))
    #expect(shell.log == (1, 1) && shell.logs.all.map(\.statements.count) == [3, 1])
  }

  @Test func anotherStateThanBeforeIsNoticed() {
    let first = Shell()
    first.run("let a = 1; let b = 2; print 3; let c = 3")
    var logs = first.logs.all
    logs[0].statements[1].text = "let b = 3"
    #expect(Shell().restore(logs, current: 0).firstChanged == 2)
    #expect(Shell().restore(first.logs.all, current: 0).firstChanged == nil)
  }

  @Test func redoAfterAnEditWasUndoneIsTheEdit() {
    let shell = Shell()
    shell.run("let a = 1; let b = 2; let c = 3; undo; edit 1 let a = 9; stats; print 1")
    let edited = shell.stateHash
    shell.run("undo; redo")
    #expect(shell.stateHash == edited)
  }

  @Test(arguments: ["log", "quit", "save x", "goto 1", "undo"])
  func nothingAboutTheSessionTakesThePlaceOfAStatement(text: String) throws {
    let shell = Shell()
    shell.run("let a = 1; let b = 2")
    let before = shell.logs.all
    #expect(shell.run("edit 1 \(text)").first?.code == .misplaced)
    #expect(shell.logs.all == before)
  }
}
