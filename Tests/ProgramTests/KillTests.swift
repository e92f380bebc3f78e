import Foundation
import Glibc
import Testing

/// Sessions that are killed at any moment: all that they have acknowledged is there for the next one.
///
/// The same at full length, and with power cuts, is in `scripts/soak`. A kill cannot tell whether
/// anything was forced to the disk; that is what those cuts are for, and `JournalFaultTests`.
@Suite(.timeLimit(.minutes(3))) struct KillTests {
  private static let rounds = 50

  @Test func nothingAcknowledgedDiesWithItsSession() throws {
    let folder = try TemporaryFolder()
    var random = SystemRandomNumberGenerator()
    var (kept, deaths) = (0, 0)
    for round in 1...Self.rounds {
      let session = try KeptSession(["keep", folder.path])
      let said = session.killed(after: Double.random(in: 0...0.06, using: &random))
      kept = said.last { $0.hasPrefix("kept ") }.flatMap { Int($0.dropFirst(5)) } ?? kept
      deaths += said.isEmpty ? 0 : 1
      // What was kept without being acknowledged counts from now on.
      let found = try KeptSession(["check", folder.path, "\(kept)"]).answer()
      let count = try #require(Int(found.dropFirst("found ".count)), "round \(round): \(found)")
      #expect(count >= kept)
      kept = count
    }
    #expect(deaths > Self.rounds / 4 && kept > Self.rounds)
  }

  @Test func sessionsAtOnceKeepOutOfEachOthersWay() throws {
    let folder = try TemporaryFolder()
    let sessions = try (0..<8).map { _ in
      try KeptSession(["keep", folder.path, "--fresh", "--steps", "50"])
    }
    for session in sessions { #expect(try session.answer() == "kept 50") }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/journals")
    #expect(names.count == 8)
    #expect(try KeptSession(["check", folder.path, "50"]).answer() == "found 50")
  }

  /// Of sessions that start at once and find one journal, one takes it over.
  @Test func oneSessionTakesOver() throws {
    for _ in 1...10 {
      let folder = try TemporaryFolder()
      _ = try KeptSession(["keep", folder.path, "--steps", "20"]).answer()
      let sessions = try (0..<6).map { _ in
        try KeptSession(["keep", folder.path, "--steps", "1"], waits: true)
      }
      let said = sessions.map { $0.line() }
      #expect(said.count { $0 == "kept 21" } == 1, "\(said)")
      #expect(said.count { $0 == "kept 1" } == 5, "\(said)")
    }
  }

  @Test(arguments: ["000", "022", "777"])
  func onlyTheUserMayReadAJournalWhateverTheMask(mask: String) throws {
    let folder = try TemporaryFolder()
    let state = folder.path + "/home/.local/state/whh"
    let program = try KeptSession.program
    let run = try Program.shell(
      "mkdir home; umask \(mask); exec \(program) keep \(state) --steps 3", in: folder.path)
    #expect(run.standardOutput.hasSuffix("kept 3\n"))
    let tree = try #require(FileManager.default.enumerator(atPath: folder.path + "/home"))
    var modes: [Int] = []
    for case let name as String in tree {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: folder.path + "/home/" + name)
      modes.append(try #require(attributes[.posixPermissions] as? Int))
    }
    #expect(modes.sorted() == [0o600, 0o700, 0o700, 0o700, 0o700])
  }

  @Test func aJournalTakesNoStandardStream() throws {
    let folder = try TemporaryFolder()
    let program = try KeptSession.program
    let run = try Program.shell(
      "exec \(program) keep \(folder.path) --steps 3 <&-", in: folder.path)
    #expect(run.standardOutput.hasSuffix("kept 3\nstandard input is closed\n"))
  }
}

/// A process that keeps the journal of a session.
private final class KeptSession {
  private let process = Process()
  private let output = Pipe()
  private let input = Pipe()

  static var program: String {
    get throws {
      URL(fileURLWithPath: try Program.path).deletingLastPathComponent().path + "/JournalProbe"
    }
  }

  /// One that `waits` lives until its standard input ends.
  init(_ arguments: [String], waits: Bool = false) throws {
    process.executableURL = URL(fileURLWithPath: try Self.program)
    process.arguments = arguments + (waits ? ["--wait"] : [])
    process.standardOutput = output
    process.standardInput = input
    try process.run()
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// The lines that it said before it was killed.
  func killed(after delay: Double) -> [Substring] {
    Thread.sleep(forTimeInterval: delay)
    kill(process.processIdentifier, SIGKILL)
    return lines()
  }

  /// The last line that it says before it ends.
  func answer() throws -> String { String(try #require(lines().last)) }

  /// The first line that it says.
  func line() -> String {
    var bytes: [UInt8] = []
    while bytes.last != UInt8(ascii: "\n") {
      let more = output.fileHandleForReading.readData(ofLength: 1)
      guard !more.isEmpty else { break }
      bytes += more
    }
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  /// Whole lines only: half of one has not been acknowledged.
  private func lines() -> [Substring] {
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    return text.hasSuffix("\n") || text.isEmpty
      ? text.split(separator: "\n") : text.split(separator: "\n").dropLast()
  }
}
