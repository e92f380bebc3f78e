import Foundation
import JournalTesting
import Testing
import Workbench

/// What is written comes back as it was.
@Suite(.timeLimit(.minutes(2))) struct JournalRoundTripTests {
  private static let state = "/home/state/whh"

  @Test(arguments: Events.hostileTexts.indices)
  func everyEventComesBack(text: Int) throws {
    let events = Events.events(with: Events.hostileTexts[text])
    let course = ExpectedLog.course(events)
    // All beginnings of the story, but of long ones.
    let isLong = Events.hostileTexts[text].utf8.count > 1000
    for count in isLong ? events.count...events.count : 1...events.count {
      let folder = JournalFolder(in: Self.state, calls: SimulatedDisk())
      do {
        let journal = Journal(seed: 1, folder)
        for event in events.prefix(count) { #expect(journal.append(event) == .kept) }
      }
      let found = try #require(Journal.recoverable(folder).first)
      #expect(ExpectedLog(found) == course[count])
      #expect(!found.isTorn && !found.hasEnded)
    }
  }

  /// `Events.usual` as whh 0.1.0 wrote them; the checks were computed by a program in C.
  private static let text = """
    47df0e09f58d7e2d whh journal 1\twhh 0.1.0\tstream 1\tseed 1
    5dd0656483d4565a accepted\tchanges\tinit Whh xavier 512\t\t|# σ\t|
    ad7e0f18dd819a11 accepted\tchanges\tunroll 100\t# long
    d3228e59a188a4c0 accepted\treads\tstats\t
    81a66d262770647d moved\t1
    c3cd9d686a797643 accepted\treads\tprint 1\t
    f9d7db185b3c3c22 moved\t4
    facf10e4c2ff0c38 moved\t0
    b36ad327f708073e accepted\tchanges\tfor g in [1] {\\n  print g\\n}\t
    b07b6942a697fa9e replaced\tseed 7\tholding 1\tchanges\tseed 7\t\treads\tstats\t
    62c5583e5c1c03d9 accepted\tchanges\tbackprop\t
    9284d80236e396a9 ended

    """

  private func recovered(_ text: String) throws -> FoundJournal {
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("journals"), withIntermediateDirectories: false)
    try folder.write(text.utf8, "journals/x.journal")
    return try #require(Journal.recoverable(in: folder.url.path, includingEnded: true).first)
  }

  /// Journals of old programs can be read for ever.
  @Test func theFirstFormatIsRead() throws {
    let found = try recovered(Self.text)
    #expect(ExpectedLog(found) == ExpectedLog.course(Events.usual).last)
    #expect(found.hasEnded && !found.isTorn)
  }

  @Test func nothingFollowsTheEnd() throws {
    let found = try recovered(Self.text + "bf42caf4da615623 moved\t0\n")
    #expect(ExpectedLog(found) == ExpectedLog.course(Events.usual).last)
    #expect(found.hasEnded && found.isTorn)
  }

  @Test func thatIsHowItIsWritten() throws {
    let disk = SimulatedDisk()
    let journal = Journal(seed: 1, JournalFolder(in: Self.state, calls: disk))
    Events.usual.forEach { _ = journal.append($0) }
    journal.finish()
    let (written, first) = (try disk.text(ofFile: ".ended"), Self.text)
    // The checks depend on the version, which the first line names.
    func records(_ text: String) -> [Substring] {
      text.replacing("whh \(Manual.version)", with: "whh 0.1.0").split(separator: "\n").map {
        $0.dropFirst(17)
      }
    }
    #expect(records(written) == records(first))
    #expect(Manual.version != "0.1.0" || written == first)
  }

  @Test func storiesOfAnyLengthComeBack() throws {
    for seed in 1...50 as ClosedRange<UInt64> {
      let folder = JournalFolder(in: Self.state, calls: SimulatedDisk())
      let events = Events.random(Int(seed) * 4, seed: seed)
      do {
        let journal = Journal(seed: 1, folder)
        for event in events { #expect(journal.append(event) == .kept) }
      }
      let found = try #require(Journal.recoverable(folder).first)
      #expect(ExpectedLog(found) == ExpectedLog.course(events).last)
    }
  }
}
