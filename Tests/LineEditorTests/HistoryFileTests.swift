import Foundation
import LineEditor
import Testing

/// A history file in a folder of its own.
@Suite final class HistoryFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent(UUID().uuidString).path
  private var path: String { folder + "/history" }
  private var file: HistoryFile { HistoryFile(path: path) }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static let awkward = [
    "init Whh xavier 512", "for g in [1, 2] {\n  print g\n}", #"stats "a\nb""#, "\\", "\\\\n", "\n",
    "carriage\rreturn", "σ = 日 😀", " ", "tail\\",
  ]

  @Test func entriesComeBackAsTheyWere() {
    Self.awkward.forEach(file.append)
    #expect(file.entries() == Self.awkward)
  }

  @Test(arguments: awkward)
  func anEntryIsALine(entry: String) {
    let line = HistoryFile.escaped(entry)
    #expect(!line.unicodeScalars.contains { $0 == "\n" || $0 == "\r" })
    #expect(HistoryFile.unescaped(line) == entry)
  }

  @Test func whatPeopleWriteIntoTheFileIsTaken() throws {
    try "\n\nstats\nC:\\dir\nlast without its newline".write(
      toFile: path, atomically: true, encoding: .utf8)
    file.append("next")
    #expect(file.entries() == ["stats", "C:\\dir", "last without its newline", "next"])
  }

  @Test func onlyTheLastEntriesAreLoaded() throws {
    try (1...10_003).map { "\($0)\n" }.joined().write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(file.entries() == (4...10_003).map(String.init))
  }

  @Test func theEndOfALargeFileIsLoaded() throws {
    let long = String(repeating: "x", count: 1 << 20)
    try (1...5).map { "\($0)\(long)\n" }.joined().write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(file.entries().map { $0.prefix(1) } == ["3", "4", "5"])
  }

  @Test func onlyTheUserMayReadIt() throws {
    file.append("secret")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func sessionsShareTheFile() async {
    let file = file
    await withTaskGroup(of: Void.self) { group in
      for session in 0..<8 {
        group.addTask { for entry in 0..<50 { file.append("\(session) \(entry)") } }
      }
    }
    let entries = file.entries()
    #expect(entries.count == 400)
    for session in 0..<8 {
      let mine = entries.filter { $0.hasPrefix("\(session) ") }
      #expect(mine == (0..<50).map { "\(session) \($0)" })
    }
  }

  @Test func aFileThatCannotBeIsNoError() {
    let nowhere = HistoryFile(path: folder + "/missing/history")
    nowhere.append("lost")
    #expect(nowhere.entries().isEmpty)
    #expect(HistoryFile(path: folder).entries().isEmpty)
  }

  @Test func theFileIsWhereTheEnvironmentSays() throws {
    func lines(_ stateFolder: String?, _ environment: [String: String]) throws -> [String]? {
      let file = HistoryFile.standard(in: stateFolder) { environment[$0] }
      file?.append("here")
      let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
      defer { files?.filter { !$0.contains("/") }.forEach { remove($0) } }
      return files?.filter { $0.hasSuffix("history") }
    }
    let state = folder + "/state/whh"
    #expect(try lines(state, [:]) == ["state/whh/history"])
    #expect(try lines(state, ["WHH_HISTORY": path]) == ["history"])
    #expect(try lines(state, ["WHH_HISTORY": ""]) == [])
    #expect(try lines(nil, [:]) == [])
  }

  @Test func foldersAreForTheUserAlone() throws {
    _ = HistoryFile.standard(in: folder + "/.local/state/whh") { _ in nil }
    for name in ["/.local", "/.local/state", "/.local/state/whh"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder + name)
      #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
  }

  private func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: folder + "/" + name)
  }
}
