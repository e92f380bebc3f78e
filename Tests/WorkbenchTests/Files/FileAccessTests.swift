import Foundation
import Language
import Synchronization
import Testing
import Workbench

/// What a session may touch that somebody else may have written.
@Suite struct FileAccessTests {
  /// A folder of a session beside one that is none of its business.
  ///
  /// `in` has a file, a folder and links of every kind; `out` has a file of each kind to read.
  final class Scene {
    let root: ScratchFolder
    var inside: String { root.path("in") }
    var outside: String { root.path("out") }

    init() throws {
      root = try ScratchFolder()
      let files = FileManager.default
      for folder in ["in/sub", "in/.hidden", "out/deep"] {
        try files.createDirectory(atPath: root.path(folder), withIntermediateDirectories: true)
      }
      Shell().run("init Whh xavier 3; export Whh \(root.path("in/mine.npy"))")
      Shell().run("init Whh xavier 3; export Whh \(root.path("out/canary.npy"))")
      try root.write("a canary sings".utf8, "out/canary.txt")
      try root.write("a text of mine".utf8, "in/mine.txt")
      for (link, target) in [
        ("toFolder", outside), ("toFile.npy", outside + "/canary.npy"),
        ("toText", "../out/canary.txt"),
        ("toNothing.npy", outside + "/new.npy"), ("toLink", "toFolder"), ("loop", "loop"),
        ("sub/up", ".."), ("toRoot", "/"), ("toMine", "sub"), ("toProc", "/proc/self/cwd"),
      ] {
        try files.createSymbolicLink(atPath: inside + "/" + link, withDestinationPath: target)
      }
    }

    /// Every file below a folder, with what it holds and when it was written.
    func fingerprint(of folder: String) throws -> [String: String] {
      let files = FileManager.default
      var found: [String: String] = [:]
      for name in files.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
        let path = folder + "/" + name
        let attributes = try files.attributesOfItem(atPath: path)
        let bytes = files.contents(atPath: path)?.base64EncodedString() ?? ""
        found[name] = "\(String(describing: attributes[.modificationDate])) \(bytes)"
      }
      return found
    }

    func shell(ask: (@Sendable (FileRequest) -> Bool)? = nil) -> Shell {
      let shell = Shell(Resources().guarded(for: inside, ask: ask))
      shell.run("init Whh xavier 3; unroll 3")
      return shell
    }
  }

  /// Ways to name what is outside, as they may stand in double quotes; `IN` and `OUT` are the folders.
  static let ways: [String] = {
    let roots = [
      "OUT", "IN/../out", "IN/sub/../../out", "IN/./../out/.", "//OUT", "IN//..//out",
      "IN/toFolder",
      "IN/toLink", "IN/toMine/../../out", "IN/sub/up/../out", "IN/toRoot/OUT",
      "/proc/self/root/OUT",
      "IN/nowhere/../../out", "OUT/deep/..", "IN/../in/../out", "RELATIVE/out", "./RELATIVE/out",
      "IN/toProc/RELATIVE/out",
    ]
    let names = [
      "canary.npy", "canary.txt", "new.npy", "new.csv", "deep/new.npy", "./canary.npy",
      "deep/../canary.npy", ".hidden.npy",
    ]
    let whole = [
      "/dev/stdout", "/dev/stderr", "/dev/fd/1", "/proc/self/fd/1", "/proc/self/environ",
      "/proc/self/mem", "/proc/self/cmdline", "/dev/null", "/dev/zero", "/dev/tty", "/etc/passwd",
      "/etc/shadow", "/etc/hostname", "/", "//", "..", "IN/..", "IN", "IN/", "IN/.", "IN/toRoot",
      "IN/toFolder", "IN/toFile.npy", "IN/toText", "IN/toNothing.npy", "IN/loop", "IN/loop/x",
      "IN/toLink/canary.npy", "INSIDE/x.npy", "INx/y.npy", "~", "~/x.npy", "~/.bashrc",
      "~root/x.npy", "IN/toProc", "IN/toFolder/../out/canary.npy", "/tmp/../OUT/canary.npy",
      "w.npy",
      "./w.npy", "sub/w.npy", "mine.txt", "file:///etc/passwd", "C:\\\\x", "-", "--",
      "/\\u0065tc/passwd", "/etc/passwd\\u2028", "\\u001b[2J", "%2e%2e/x", "../../../../etc/passwd",
      "/dev/../etc/passwd", "/dev/full", "/proc/1/root/etc/passwd", "/sys/kernel/x", "/run/x", "",
      " ", "/dev/pts/0", "/dev/shm/x.npy", "/dev/random",
    ]
    return roots.flatMap { root in names.map { root + "/" + $0 } } + whole
  }()

  private static let statements = [
    "export Whh \"PATH\"", "export variance \"PATH\"", "import Whh \"PATH\"", "input text \"PATH\"",
    "input npy \"PATH\"",
  ]

  private func filled(_ way: String, in scene: Scene) -> String {
    let here = FileManager.default.currentDirectoryPath
    let up = here.split(separator: "/").map { _ in ".." }.joined(separator: "/")
    return way.replacing("RELATIVE", with: up + scene.root.url.path)
      .replacing("OUT", with: scene.outside).replacing("INSIDE", with: scene.inside + "side")
      .replacing("IN", with: scene.inside)
  }

  @Test func noPathLeadsOutOfTheFolder() throws {
    #expect(Set(Self.ways).count >= 200)
    let scene = try Scene()
    let before = try scene.fingerprint(of: scene.root.url.path)
    let shell = scene.shell()
    let input = "\(shell.workspace.input)"
    for way in Self.ways {
      for statement in Self.statements {
        let text = statement.replacing("PATH", with: filled(way, in: scene))
        let failures = shell.run(text)
        // Not that there is no such file: what is outside is not even looked for.
        #expect(failures.map(\.code) == [.notGranted], "\(text)")
        #expect(failures.first?.hint?.contains("--trust") == true)
      }
    }
    #expect(try scene.fingerprint(of: scene.root.url.path) == before)
    #expect("\(shell.workspace.input)" == input)
    #expect(!FileManager.default.fileExists(atPath: "w.npy"))
  }

  @Test func whatIsInTheFolderIsFree() throws {
    let scene = try Scene()
    let shell = scene.shell()
    for path in [
      "new.npy", "sub/new.npy", "sub/../other.npy", "toMine/third.npy", "sub/up/fourth.npy",
      "../in/fifth.npy", "toFolder/../in/sixth.npy",
    ] {
      #expect(shell.run("export Whh \(scene.inside)/\(path)").isEmpty, "\(path)")
      #expect(shell.run("import Whh \(scene.inside)/\(path)").isEmpty, "\(path)")
    }
    #expect(shell.run("input text \(scene.inside)/mine.txt").isEmpty)
    #expect(try scene.root.names == ["in", "out"])
    #expect(try scene.fingerprint(of: scene.outside).count == 3)
    // A folder that is a link itself is the one it leads to.
    let link = scene.root.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "in")
    let linked = Shell(Resources().guarded(for: link))
    #expect(linked.run("input text \(scene.inside)/mine.txt; input text \(link)/mine.txt").isEmpty)
  }

  @Test func whatIsAskedForIsShownAsWhatItIs() throws {
    let scene = try Scene()
    let asked = Mutex<[FileRequest]>([])
    let root = try #require(realpath(scene.root.url.path, nil).map { String(cString: $0) })
    let cases: [(String, FileRequest.Purpose, String)] = [
      ("export Whh IN/mine.npy", .overwrite, "in/mine.npy"),
      ("export Whh IN/toFolder/new.npy", .write, "out/new.npy"),
      ("export Whh IN/toFile.npy", .overwrite, "out/canary.npy"),
      ("export Whh IN/toNothing.npy", .write, "out/new.npy"),
      ("export Whh IN/.hidden/x.npy", .write, "in/.hidden/x.npy"),
      ("export Whh IN/sub/.x.npy", .write, "in/sub/.x.npy"),
      ("import Whh IN/../out/canary.npy", .read, "out/canary.npy"),
      ("input text IN/toText", .read, "out/canary.txt"),
    ]
    for (statement, purpose, path) in cases {
      for grants in [false, true] {
        asked.withLock { $0 = [] }
        let shell = scene.shell { request in
          asked.withLock { $0.append(request) }
          return grants
        }
        let failures = shell.run(statement.replacing("IN", with: scene.inside))
        #expect(failures.map(\.code) == (grants ? [] : [.notGranted]), "\(statement)")
        let request = asked.withLock { $0 }
        #expect(request.map(\.purpose) == [purpose], "\(statement)")
        #expect(request.map(\.path) == [root + "/" + path], "\(statement)")
        try? FileManager.default.removeItem(atPath: scene.outside + "/new.npy")
      }
    }
  }

  @Test func whatAQuestionShowsSteersNoTerminal() {
    let asked = Mutex("")
    let shell = Shell(
      Resources().guarded(for: "/nowhere") { request in
        asked.withLock { $0 = request.sentence }
        return false
      })
    let failures = shell.run(#"input text "/tmp/\u001b]0;x\u0007\u009b2J\u202e\n/etc/passwd""#)
    let shown = #"/tmp/\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{a}/etc/passwd"#
    #expect(asked.withLock { $0 } == "this session wants to read '\(shown)'")
    #expect(failures.first?.message == "a session may not read '\(shown)' unasked")
  }

  @Test func aFolderThatLooksTheSameIsAnother() throws {
    // é in one scalar and in two are equal to Swift, and two folders to Linux.
    let root = try ScratchFolder()
    let (one, two) = (root.path("\u{E9}"), root.path("e\u{301}"))
    for folder in [one, two] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }
    guard try root.names.count == 2 else { return }
    let shell = Shell(Resources().guarded(for: one))
    #expect(shell.run("init Whh xavier 3; export Whh \"\(one)/w.npy\"").isEmpty)
    #expect(shell.run("export Whh \"\(two)/w.npy\"").map(\.code) == [.notGranted])
  }

  @Test func whereThereIsNoFolderNothingIsInside() {
    let shell = Shell(Resources().guarded(for: "/nowhere/at/all"))
    #expect(shell.run("init Whh xavier 3; export Whh w.npy").map(\.code) == [.notGranted])
  }

  @Test func whoeverTypesMayAll() throws {
    let scene = try Scene()
    for resources in [Resources(), Resources().guarded(for: scene.inside).trusting] {
      let shell = Shell(resources)
      #expect(shell.run("init Whh xavier 3; export Whh \(scene.outside)/canary.npy").isEmpty)
      #expect(shell.run("input text \(scene.inside)/toText").isEmpty)
    }
  }

  @Test func commandsOpenFilesInOnePlace() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Workbench")
    let openers = /(?:AtomicFile|InputFile|OutputFile|SeriesFile|NpyArray|TextFile)(?:\.\w+)?\(/
    for part in ["Commands", "Recipes", "Expressions", "Workspace"] {
      for file in try FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: part).path()) where file.hasSuffix(".swift")
      {
        let text = try String(
          contentsOf: folder.appending(path: "\(part)/\(file)"), encoding: .utf8)
        guard text.contains(openers) else { continue }
        #expect(text.contains(/(?:reading|writing)\(path\)/), "\(file) opens files unasked")
      }
    }
  }
}
