import Foundation
import JournalTesting
import Testing
import Workbench

/// The newest 32 journals stay, and of the others those of the last 30 days.
@Suite struct JournalPruningTests {
  private let folder: ScratchFolder
  private var journals: String { folder.path("journals") }
  private static let day = 86400.0

  init() throws {
    folder = try ScratchFolder()
    mkdir(folder.path("journals"), 0o700)
  }

  private var names: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: journals)) }
  }

  private func leave(_ name: String, daysOld: Double) throws {
    try folder.write("whatever".utf8, "journals/" + name)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -daysOld * Self.day)],
      ofItemAtPath: journals + "/" + name)
  }

  @Test func theNewestStayHoweverOld() throws {
    for number in 1...40 {
      let kind = ["journal", "ended", "torn"][number % 3]
      try leave("\(number).\(kind)", daysOld: 100 + Double(number))
    }
    Journal.prune(in: folder.url.path)
    let kept = try names.compactMap { Int($0.prefix { $0 != "." }) }.sorted()
    #expect(kept == Array(1...32))
  }

  @Test func theYoungStayHoweverMany() throws {
    for number in 1...50 { try leave("\(number).ended", daysOld: Double(number) - 0.01) }
    for number in 51...100 { try leave("\(number).ended", daysOld: 29.9) }
    Journal.prune(in: folder.url.path)
    let kept = try names.compactMap { Int($0.prefix { $0 != "." }) }.sorted()
    #expect(kept == Array(1...30) + Array(51...100))
  }

  @Test func whatALivingSessionKeepsStays() throws {
    let journal = Journal(seed: 1, in: folder.url.path)
    #expect(journal.append(.accepted(LoggedStatement("stats", changes: false))) == .kept)
    let name = try #require(names.first)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -1000 * Self.day)],
      ofItemAtPath: journals + "/" + name)
    for number in 1...40 { try leave("\(number).ended", daysOld: 0) }
    Journal.prune(in: folder.url.path)
    #expect(try names.contains(name) && names.count == 41)
    _ = consume journal
    Journal.prune(in: folder.url.path)
    #expect(try !names.contains(name) && names.count == 40)
  }

  @Test func whatWasNeverFinishedGoesAfterADay() throws {
    try leave("a.new", daysOld: 0.9)
    try leave("b.new", daysOld: 1.1)
    Journal.prune(in: folder.url.path)
    #expect(try names == ["a.new"])
  }

  @Test func otherFilesAreNoneOfOurs() throws {
    let others = ["notes", ".hidden", "x.journal.bak", "y.txt", ".journal"]
    for name in others { try leave(name, daysOld: 1000) }
    for number in 1...32 { try leave("\(number).ended", daysOld: 0) }
    Journal.prune(in: folder.url.path)
    #expect(try names.count == 32 + others.count)
  }

  @Test func whereThereIsNoFolderNothingHappens() {
    Journal.prune(in: nil)
    Journal.prune(in: "/dev/null/whh")
    Journal.prune(in: folder.path("missing"))
  }
}
