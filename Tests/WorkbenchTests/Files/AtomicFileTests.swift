import Foundation
import Glibc
import Testing
import Workbench

@Suite struct AtomicFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func replace(_ name: String, _ text: String) throws {
    try AtomicFile.replace(folder.path(name)) { (file) throws(FileError) in
      try file.write(Array(text.utf8))
    }
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try folder.bytes(name), as: UTF8.self)
  }

  private func permissions(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions] as? Int
  }

  @Test func aNewFileIsLikeAnyOther() throws {
    try folder.write([], "ordinary")
    try replace("new", "content")
    #expect(try text("new") == "content" && folder.names == ["new", "ordinary"])
    #expect(try permissions("new") == permissions("ordinary"))
  }

  @Test func anOldFileKeepsItsPermissions() throws {
    try replace("x", "old")
    chmod(folder.path("x"), 0o640)
    try replace("x", "new")
    #expect(try text("x") == "new" && permissions("x") == 0o640)
  }

  @Test func aReaderKeepsTheOldFile() throws {
    try replace("x", "old")
    let reader = try FileHandle(forReadingFrom: folder.url.appendingPathComponent("x"))
    try replace("x", "new")
    #expect(try reader.readToEnd() == Data("old".utf8))
  }

  @Test func aFailureLeavesTheOldFile() throws {
    try replace("x", "old")
    let error = #expect(throws: FileError.self) {
      try AtomicFile.replace(folder.path("x")) { (file) throws(FileError) in
        try file.write(Array("half".utf8))
        throw FileError("x", .noSpace)
      }
    }
    #expect(error?.cause == .noSpace)
    #expect(try text("x") == "old" && folder.names == ["x"])
  }

  /// The limit on the size of files fails in the middle of writing as a full disk does.
  ///
  /// It holds for the process, but no other test writes files that large.
  @Test func aFullDiskLeavesTheOldFile() throws {
    try replace("x", "old")
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    var small = rlimit(rlim_cur: 32 << 20, rlim_max: limit.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &small)
    defer { setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) }
    let error = #expect(throws: FileError.self) {
      try NpyArray.write(
        repeatElement([Double](repeating: 0, count: 1 << 20), count: 5), shape: [5 << 20],
        as: .float64, to: folder.path("x"))
    }
    #expect(error?.cause == .noSpace)
    #expect(try text("x") == "old" && folder.names == ["x"])
  }

  @Test func aLinkStaysAndItsTargetIsReplaced() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("deep"), withIntermediateDirectories: true)
    try replace("deep/target", "old")
    symlink("deep/target", folder.path("first"))
    symlink("first", folder.path("second"))
    try replace("second", "new")
    #expect(try text("deep/target") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("second")) == "first")
  }

  @Test func aLinkToNothingMakesItsTarget() throws {
    symlink("target", folder.path("link"))
    try replace("link", "new")
    #expect(try text("target") == "new" && folder.names == ["link", "target"])
  }

  @Test func linksInACircleAreRefused() {
    symlink("b", folder.path("a"))
    symlink("a", folder.path("b"))
    #expect(throws: FileError.self) { try replace("a", "new") }
  }

  @Test func theLongestNameWorks() throws {
    let name = String(repeating: "n", count: 255)
    try replace(name, "old")
    try replace(name, "new")
    #expect(try text(name) == "new" && folder.names == [name])
  }

  @Test func aFileLeftByAnotherRunIsNoObstacle() throws {
    try folder.write([1], ".whh-\(getpid())-0.part")
    try replace("x", "new")
    #expect(try folder.names == [".whh-\(getpid())-0.part", "x"])
  }

  @Test func devicesAreWrittenDirectly() throws {
    try AtomicFile.replace("/dev/null") { (file) throws(FileError) in try file.write([UInt8(1)]) }
    let error = #expect(throws: FileError.self) {
      try AtomicFile.replace("/dev/full") { (file) throws(FileError) in try file.write([UInt8(1)]) }
    }
    #expect(error == FileError("/dev/full", .noSpace))
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test func pipesAreWrittenDirectly() throws {
    mkfifo(folder.path("pipe"), 0o600)
    let path = folder.path("pipe")
    let reading = Thread { _ = try? TextFile.read(path) }
    reading.start()
    try replace("pipe", "through the pipe")
    #expect(try folder.names == ["pipe"])
  }

  @Test(arguments: [
    ("/.", FileError.Cause.directory),
    ("/missing/x", .cannotWrite(reason: "there is no such folder")),
    ("/missing/", .directory),
  ]) func whereNoFileCanBeIsSaid(name: String, cause: FileError.Cause) {
    let error = #expect(throws: FileError.self) {
      try AtomicFile.replace(folder.url.path + name) { _ in }
    }
    #expect(error?.cause == cause)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func aProtectedFileIsNotReplaced() throws {
    try replace("x", "old")
    chmod(folder.path("x"), 0o444)
    let error = #expect(throws: FileError.self) { try replace("x", "new") }
    #expect(try error?.cause == .permission && text("x") == "old")
  }

  @Test func aSeriesIsCommaSeparated() throws {
    let values = [0.1, -0.0, 1e-300, .infinity, -.infinity, .nan, 1.0 / 3]
    try SeriesFile(name: "variance", firstStep: 1, values: values).write(to: folder.path("v.csv"))
    let lines = try text("v.csv").split(separator: "\n")
    #expect(
      lines.first == "step,variance" && lines[1] == "1,0.1"
        && lines[4...6] == ["4,inf", "5,-inf", "6,nan"])
    let read = lines.dropFirst().compactMap { Double($0.split(separator: ",")[1]) }
    #expect(zip(read, values).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN })
    #expect(lines.dropFirst().map { $0.prefix { $0 != "," } } == (1...7).map { "\($0)" })
  }
}
