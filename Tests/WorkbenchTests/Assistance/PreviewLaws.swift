import Foundation
import Glibc
import RandomStatements
import Testing
import Workbench

/// A preview leaves everything as it is.
@Suite struct PreviewLaws {
  /// Every prefix of random statements, on a session that the statements have changed before.
  @Test(arguments: 0..<4)
  func noPrefixOfAStatementChangesAnything(seed: UInt64) throws {
    let folder = try Folder()
    let watch = try OpenedFiles(in: folder.path)
    for name in ["w.npy", "v.csv", "t.txt"] { _ = try folder.file(name, Array("abc".utf8)) }
    _ = watch.names()
    let shell = Shell()
    var random = RandomStatements(seed: 100 + seed)
    var previewed = 0
    for statement in random.script(lines: 60) {
      let text = ["w.npy", "v.csv", "t.txt"].reduce(statement) {
        $0.replacing($1, with: "\(folder.path)/\($1)")
      }
      let before = (shell.stateHash, shell.log.all, shell.log.holding)
      for count in 0...text.unicodeScalars.count {
        let prefix = String(String.UnicodeScalarView(text.unicodeScalars.prefix(count)))
        if shell.session.preview(of: prefix, within: .milliseconds(10)) != nil { previewed += 1 }
      }
      #expect(before == (shell.stateHash, shell.log.all, shell.log.holding), "\(text)")
      #expect(watch.names().isEmpty, "\(text)")
      if !Self.leaves(statement) { shell.run(statement) }
    }
    #expect(previewed > 50)
    #expect(try folder.bytes("w.npy") == Array("abc".utf8))
  }

  /// Statements that are not carried out here: they write files, or end the session.
  private static func leaves(_ statement: String) -> Bool {
    ["export", "save", "replay", "load", "quit"].contains { statement.contains($0) }
  }

  @Test func theWatcherSeesWhatIsOpened() throws {
    let folder = try Folder()
    let file = try folder.file("w.npy", [1])
    let watch = try OpenedFiles(in: folder.path)
    Shell().run("import Whh \(file)")
    #expect(watch.names() == ["w.npy"])
  }
}

/// Sees which files of a folder are opened or made.
private final class OpenedFiles {
  private let descriptor: Int32

  init(in folder: String) throws {
    descriptor = inotify_init1(Int32(IN_NONBLOCK))
    let events = UInt32(IN_OPEN | IN_CREATE | IN_MODIFY | IN_DELETE | IN_MOVED_TO)
    guard descriptor >= 0, inotify_add_watch(descriptor, folder, events) >= 0 else {
      throw POSIXError(.EIO)
    }
  }

  deinit { close(descriptor) }

  /// The names that were seen since the last time.
  func names() -> Set<String> {
    var names: Set<String> = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return names }
      var place = 0
      while place < count {
        // wd, mask, cookie, len: four numbers of 32 bits; then the name, filled up with zeros.
        let length = buffer[(place + 12)..<(place + 16)].reversed().reduce(0) { $0 << 8 | Int($1) }
        let name = buffer[(place + 16)..<(place + 16 + length)].prefix { $0 != 0 }
        if !name.isEmpty { names.insert(String(decoding: name, as: UTF8.self)) }
        place += 16 + length
      }
    }
  }
}
