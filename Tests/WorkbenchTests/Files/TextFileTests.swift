import Foundation
import Glibc
import Testing
import Workbench

@Suite struct TextFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func source(_ bytes: some Sequence<UInt8>) throws -> TextSource {
    try folder.write(bytes, "t.txt")
    return try TextFile.read(folder.path("t.txt"))
  }

  private func cause(_ bytes: some Sequence<UInt8>) -> FileError.Cause? {
    #expect(throws: FileError.self) { _ = try source(bytes) }?.cause
  }

  @Test func aTextIsItsScalars() throws {
    let text = "naïve 中文 🧪 na\n"
    let source = try source(text.utf8)
    #expect(source.scalarCount == text.unicodeScalars.count)
    #expect(source.vocabulary == Set(text.unicodeScalars).sorted())
    #expect(source.bytes == Array(text.utf8))
    let scalars = source.symbols(first: source.scalarCount).map { source.vocabulary[Int($0)] }
    #expect(scalars == Array(text.unicodeScalars))
  }

  @Test func symbolsWrapAtTheEnd() throws {
    #expect(try source("bañ".utf8).symbols(first: 7) == [1, 0, 2, 1, 0, 2, 1])
    #expect(try source("x".utf8).symbols(first: 0).isEmpty)
  }

  @Test func aByteOrderMarkIsSkipped() throws {
    #expect(try source([0xEF, 0xBB, 0xBF, 0x61]).vocabulary == ["a"])
    #expect(cause([0xEF, 0xBB, 0xBF]) == .empty)
  }

  /// Every scalar, over several pieces of the validation, so that the pieces part scalars of each length.
  @Test func everyScalarIsCounted() throws {
    let scalars = (UInt32(1)..<0x11_0000).compactMap(Unicode.Scalar.init)
    let source = try source(String(String.UnicodeScalarView(scalars)).utf8)
    #expect(source.vocabulary == scalars && source.scalarCount == scalars.count)
  }

  @Test(
    arguments: [
      ([0x61, 0x80], 1, "continues a character that was not begun"),
      ([0x61, 0xFF, 0x62], 1, "begins no character"),
      ([0xC3], 0, "begins a character that is not finished"),
      ([0x61, 0xE4, 0xB8], 1, "begins a character that is not finished"),
      ([0xE4, 0xB8, 0x61], 0, "begins a character that is not finished"),
      ([0xC0, 0x80], 0, "begins a character in more bytes than it needs"),
      ([0xED, 0xA0, 0x80], 0, "begins a surrogate, which UTF-8 does not have"),
      ([0xF4, 0x90, 0x80, 0x80], 0, "begins no character"),
      ([0x61, 0x00, 0xFF], 1, "is a NUL, as in binary files"),
      ([0x61, 0xFF, 0x00], 1, "begins no character"),
    ] as [([UInt8], Int, String)])
  func theFirstBadByteIsNamed(bytes: [UInt8], offset: Int, reason: String) {
    #expect(cause(bytes) == .notText(offset: offset, reason: reason))
  }

  @Test(arguments: [(1 << 20) - 2, (1 << 20) - 1, 1 << 20, 3 << 20])
  func offsetsCountFromTheStartOfTheFile(offset: Int) {
    let bytes = [UInt8](repeating: 0x61, count: offset) + [0xE4, 0xB8, 0x41]
    #expect(
      cause(bytes)
        == .notText(offset: offset, reason: "begins a character that is not finished"))
    let stray = [UInt8](repeating: 0x61, count: offset) + [UInt8](repeating: 0x80, count: 9)
    #expect(
      cause(stray)
        == .notText(offset: offset, reason: "continues a character that was not begun"))
  }

  @Test func whatIsNoTextFileIsSaid() throws {
    #expect(cause([]) == .empty)
    #expect(throws: FileError("/", .directory)) { try TextFile.read("/") }
    #expect(throws: FileError("/nowhere", .missing)) { try TextFile.read("/nowhere") }
    #expect(throws: FileError("/dev/null", .empty)) { try TextFile.read("/dev/null") }
  }

  @Test func aHugeFileIsRefusedUnread() throws {
    try folder.write([], "huge")
    truncate(folder.path("huge"), 5_000_000_000)
    let error = #expect(throws: FileError.self) { _ = try TextFile.read(folder.path("huge")) }
    #expect(error?.cause == .tooLarge(bytes: 5e9, limit: 1_073_741_824))
  }

  @Test func aPipeIsRead() throws {
    let path = folder.path("pipe")
    mkfifo(path, 0o600)
    let text = String(repeating: "pipes are text too; ", count: 200_000)
    let writing = Thread { try? Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
    writing.start()
    #expect(try TextFile.read(path).scalarCount == text.utf8.count)
  }

  @Test func readingCanBeInterrupted() throws {
    try folder.write([UInt8](repeating: 0x61, count: 10 << 20), "long")
    var polls = 0
    let error = #expect(throws: FileError.self) {
      _ = try TextFile.read(folder.path("long")) {
        polls += 1
        return polls == 8
      }
    }
    #expect(error?.cause == .interrupted && polls == 8)
  }

  @Test(arguments: [
    ("~", "/home/x"), ("~/t.txt", "/home/x/t.txt"), ("a/~", "a/~"), ("~you/t", "~you/t"),
    ("/~", "/~"), ("", ""),
  ]) func tildeIsTheHomeFolder(path: String, expanded: String) {
    #expect(expandingHome(path, home: "/home/x") == expanded)
    #expect(expandingHome(path, home: nil) == path && expandingHome(path, home: "") == path)
  }

  @Test(arguments: [
    (FileError.Cause.missing, "there is no file 'a\\u{1b}b'"),
    (
      .truncated(expected: 10, found: 3),
      "'a\\u{1b}b' is cut short: it has 3 bytes and should have 10"
    ),
    (.notText(offset: 7, reason: "is a NUL"), "'a\\u{1b}b' is not UTF-8 text: byte 7 is a NUL"),
    (.tooLarge(bytes: 8e10, limit: 1e9), "'a\\u{1b}b' would take 80 GB, and 1 GB is the limit"),
  ]) func sentencesNameTheFileHarmlessly(cause: FileError.Cause, sentence: String) {
    #expect(FileError("a\u{1B}b", cause).sentence == sentence)
  }
}
