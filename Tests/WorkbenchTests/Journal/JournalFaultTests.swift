import JournalTesting
import SystemPackage
import Testing
import Workbench

/// Whatever call fails, and the machine loses its power afterwards: what was acknowledged is there.
@Suite(.timeLimit(.minutes(5))) struct JournalFaultTests {
  private static let events = Events.usual + Events.storm(6) + Events.usual.suffix(3)

  /// What a session heard of its journal, as letters: kept, lost, still not, again.
  private static func letters(_ outcomes: [Journal.Outcome]) -> String {
    let letters = outcomes.map { outcome in
      switch outcome {
      case .kept: "k"
      case .lost: "l"
      case .stillNotKept: "s"
      case .keptAgain: "a"
      }
    }
    return letters.joined()
  }

  private static func journal(_ calls: any JournalCalls) -> Journal {
    Journal(seed: 1, JournalFolder(in: "/home/state/whh", calls: calls))
  }

  /// Keeps a session until its end or its death.
  private static func outcomes(_ calls: any JournalCalls, ends: Bool) -> [Journal.Outcome] {
    let journal = journal(calls)
    return events.map(journal.append) + (ends ? [journal.finish()] : [])
  }

  /// How many events were acknowledged.
  private static func count(_ outcomes: ArraySlice<Journal.Outcome>) -> Int {
    outcomes.lastIndex { $0 == .kept || $0 == .keptAgain }.map { $0 + 1 } ?? 0
  }

  /// How many of the events are to be found on a disk; nothing where something else is.
  private static func found(on disk: SimulatedDisk, atLeast kept: Int) -> Int? {
    let folder = JournalFolder(in: "/home/state/whh", calls: disk)
    let course = ExpectedLog.course(events)
    let journals = Journal.recoverable(folder, includingEnded: true)
    let counts = journals.map { journal in
      course.indices.last { course[$0] == ExpectedLog(journal) && $0 >= kept }
        ?? course.lastIndex(of: ExpectedLog(journal))
    }
    return counts.contains(nil) ? nil : counts.compactMap(\.self).max() ?? 0
  }

  @Test(arguments: FaultyCalls.Fault.all)
  func nothingAcknowledgedIsLost(fault: FaultyCalls.Fault) throws {
    let usual = try Regex(fault.isForEver ? "k*(ls*)?" : "k*(ls*(ak*)?)?")
    var (failing, complaints) = (0, 0)
    while true {
      failing += 1
      let disk = SimulatedDisk()
      let calls = FaultyCalls(disk, fault, at: failing)
      let outcomes = Self.outcomes(calls, ends: true)
      let heard = Self.letters(outcomes)
      #expect(heard.wholeMatch(of: usual) != nil, "call \(failing): \(heard)")
      complaints += heard.contains("l") ? 1 : 0
      let kept = Self.count(outcomes.dropLast())
      for keepsNames in [false, true] {
        for content in SimulatedDisk.Content.allCases {
          let after = disk.afterPowerCut(keepingNames: keepsNames, content)
          let found = Self.found(on: after, atLeast: kept)
          #expect((found ?? -1) >= kept, "call \(failing), \(content): \(heard)")
        }
      }
      guard calls.hasFailed else { break }
    }
    #expect(failing > 100)
    // A short write is nothing to complain of, most other faults are.
    #expect(fault.manner == .short ? complaints == 0 : complaints > 50)
  }

  /// Not only at the end, where a later event may have mended what was spoilt.
  @Test(arguments: FaultyCalls.Fault.all.filter { !$0.isForEver })
  func aPowerCutRightAfterAFaultLosesNothingAcknowledged(fault: FaultyCalls.Fault) throws {
    var failing = 0
    while true {
      failing += 1
      let disk = SimulatedDisk()
      let calls = FaultyCalls(disk, fault, at: failing)
      let journal = Self.journal(calls)
      var outcomes: [Journal.Outcome] = []
      for event in Self.events where !calls.hasFailed { outcomes.append(journal.append(event)) }
      let kept = Self.count(outcomes[...])
      for keepsNames in [false, true] {
        let after = disk.afterPowerCut(keepingNames: keepsNames, .lost)
        let found = Self.found(on: after, atLeast: kept)
        #expect((found ?? -1) >= kept, "call \(failing): \(Self.letters(outcomes))")
      }
      guard calls.hasFailed else { break }
    }
    #expect(failing > 100)
  }

  @Test func aPowerCutAfterAnyCallLosesNothingAcknowledged() throws {
    let cuts = Self.cuts(synchronizing: true)
    #expect(cuts.count > 800)
    #expect(cuts.allSatisfy { ($0.found ?? -1) >= $0.kept })
  }

  /// The test above can fail: without forcing anything to the disk nearly all is lost.
  @Test func withoutSynchronizingMostIsLost() throws {
    let cuts = Self.cuts(synchronizing: false)
    let losses = cuts.count { $0.kept > 0 && ($0.found ?? -1) < $0.kept }
    #expect(Double(losses) > 0.5 * Double(cuts.count))
  }

  private struct Cut {
    let kept: Int
    let found: Int?
  }

  /// Power cuts before every call of a session, in all manners.
  private static func cuts(synchronizing: Bool) -> [Cut] {
    var cuts: [Cut] = []
    var failing = 0
    let forEver = FaultyCalls.Fault(error: .ioError, manner: .undone, isForEver: true)
    while true {
      failing += 1
      let disk = SimulatedDisk()
      // From the call on nothing reaches the disk, as when the machine is dead.
      let calls = FaultyCalls(
        synchronizing ? disk : UnsafeCalls(disk), forEver, at: failing)
      let outcomes = Self.outcomes(calls, ends: false)
      let kept = count(outcomes[...])
      for keepsNames in [false, true] {
        for content in SimulatedDisk.Content.allCases {
          let after = disk.afterPowerCut(keepingNames: keepsNames, content)
          cuts.append(Cut(kept: kept, found: found(on: after, atLeast: kept)))
        }
      }
      guard calls.hasFailed else { return cuts }
    }
  }

  /// A fault while a journal is read or taken over loses nothing either.
  @Test(arguments: FaultyCalls.Fault.all)
  func nothingIsLostInTakingOver(fault: FaultyCalls.Fault) throws {
    let disk = SimulatedDisk()
    #expect(Self.outcomes(disk, ends: false).allSatisfy { $0 == .kept })
    var failing = 0
    while true {
      failing += 1
      let disk = disk.afterPowerCut(keepingNames: true, .kept)
      let calls = FaultyCalls(disk, fault, at: failing)
      var isKept = true
      do {
        let found = Journal.latest(JournalFolder(in: "/home/state/whh", calls: calls))
        if let found, let (journal, outcome) = Journal.resume(found) {
          journal.settle()
          isKept = outcome == .kept
        }
      }
      for content in SimulatedDisk.Content.allCases {
        let after = disk.afterPowerCut(keepingNames: content == .kept, content)
        let found = Self.found(on: after, atLeast: Self.events.count)
        #expect(found == Self.events.count, "call \(failing), \(content), \(isKept)")
      }
      guard calls.hasFailed else { break }
    }
    #expect(failing > 15)
  }
}
