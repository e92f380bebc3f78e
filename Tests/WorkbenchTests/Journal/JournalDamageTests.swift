import Foundation
import JournalTesting
import Testing
import Workbench

/// A journal that is cut, flipped or mixed up gives what was written before the damage, and no more.
@Suite(.timeLimit(.minutes(2))) struct JournalDamageTests {
  private let folder: ScratchFolder
  private let whole: [UInt8]
  private static let course = ExpectedLog.course(Events.usual)

  init() throws {
    folder = try ScratchFolder()
    do {
      let journal = Journal(seed: 1, in: folder.url.path)
      for event in Events.usual { #expect(journal.append(event) == .kept) }
    }
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: folder.path("journals")).first)
    whole = try folder.bytes("journals/" + name)
    try FileManager.default.removeItem(atPath: folder.path("journals/" + name))
  }

  private func recovered(_ bytes: some Sequence<UInt8>) throws -> FoundJournal? {
    try folder.write(bytes, "journals/x.journal")
    return Journal.recoverable(in: folder.url.path).first
  }

  /// Holds what is recovered to the lines before the one at which the damage begins.
  private func expect(
    _ bytes: some Sequence<UInt8>, damagedAt place: Int, isTorn: Bool = true,
    _ comment: @autoclosure () -> Comment
  ) throws {
    let lines = whole.prefix(place).count { $0 == UInt8(ascii: "\n") }
    let found = try recovered(bytes)
    let expected = lines == 0 ? nil : Self.course[lines - 1]
    #expect(found.map { ExpectedLog($0) } == expected, comment())
    if let found { #expect(found.isTorn == isTorn, comment()) }
  }

  @Test func everyLengthGivesWhatItHoldsWhole() throws {
    for length in 0...whole.count {
      let isWhole = length == 0 || whole[length - 1] == UInt8(ascii: "\n")
      try expect(
        whole.prefix(length), damagedAt: length, isTorn: !isWhole, "cut after \(length) bytes")
    }
  }

  @Test func everyFlippedBitEndsWhatIsBelieved() throws {
    for place in whole.indices {
      // All bits at the beginning, further on one of each byte.
      for bit in place < 64 ? Array(0..<8) : [place % 8] {
        var bytes = whole
        bytes[place] ^= 1 << bit
        try expect(bytes, damagedAt: place, "bit \(bit) of byte \(place)")
      }
    }
  }

  @Test func everyByteThatIsLostOrRepeatedEndsWhatIsBelieved() throws {
    for place in whole.indices {
      var bytes = whole
      bytes.remove(at: place)
      // Of two equal neighbours it is as good as the second that is lost.
      let start = whole[place...].firstIndex { $0 != whole[place] } ?? whole.count
      try expect(bytes, damagedAt: start - 1, "without byte \(place)")
      bytes = whole
      bytes.insert(0, at: place)
      try expect(bytes, damagedAt: place, "NUL before byte \(place)")
    }
  }

  @Test func linesInAnotherOrderAreNotBelieved() throws {
    let lines = whole.split(separator: UInt8(ascii: "\n")).map { Array($0) + [10] }
    let starts = lines.indices.map { lines[..<$0].joined().count }
    for index in lines.indices.dropLast() {
      var other = lines
      other.swapAt(index, index + 1)
      try expect(other.joined(), damagedAt: starts[index], "line \(index) changed places")
      other = lines
      other.remove(at: index)
      try expect(other.joined(), damagedAt: starts[index], "line \(index) left out")
      other = lines
      other.insert(lines[index], at: index + 1)
      try expect(other.joined(), damagedAt: starts[index + 1], "line \(index) twice")
    }
  }

  @Test func whateverFollowsIsNotBelieved() throws {
    var random = SplitMix(state: 1)
    for tail in [[0], [10], Array(repeating: 0, count: 4096), Array(whole), [0xFF, 10]] {
      try expect(whole + tail, damagedAt: whole.count, "\(tail.prefix(8))…")
    }
    for _ in 0..<200 {
      let tail = (0..<(1 + random.next() % 300)).map { _ in UInt8(truncatingIfNeeded: random.next())
      }
      try expect(whole + tail, damagedAt: whole.count, "\(tail)")
      #expect(try recovered(tail).map { ExpectedLog($0) } == nil)
    }
  }

  /// Journals of a program that is newer are left to that.
  @Test(arguments: [
    "whh journal 2\twhh 9\tstream 1\tseed 1", "whh journal 1\twhh 9\tstream 2\tseed 1",
  ])
  func whatIsNewerIsLeftAlone(header: String) throws {
    let checks = [
      "whh journal 2": "138c0b0c7f57b91c", "whh journal 1": "430a0063cd446f8c",
    ]
    let check = try #require(checks[String(header.prefix(13))])
    #expect(try recovered("\(check) \(header)\n".utf8).map { ExpectedLog($0) } == nil)
    #expect(try folder.bytes("journals/x.journal").count == header.utf8.count + 18)
  }
}
