import Language
import RandomStatements
import Testing
import Workbench

@Suite struct UndoTests {
  /// Those that use files, which random sequences of one process would share, and those that take long.
  private static let left: Set<String> = [
    "export", "import", "save", "sessions", "load", "replay", "quit", "horizon", "solve",
    "lyapunov", "compare", "spectrum", "check", "jacobian", "stats",
  ]

  @Test(arguments: 0..<10)
  func undoingAllAndRedoingAllIsTheIdentity(block: Int) {
    for sequence in 0..<100 {
      var statements = RandomStatements(seed: UInt64(1000 * block + sequence))
      let shell = Shell()
      for line in statements.script(lines: 8, without: Self.left) { shell.run(line) }
      // Where the log ends, so does what can be redone.
      while shell.run("redo").isEmpty {}
      let (hash, counts) = (shell.stateHash, shell.log)
      var steps = 0
      while shell.run("undo").isEmpty { steps += 1 }
      for _ in 0..<steps { #expect(shell.run("redo").isEmpty) }
      #expect(shell.stateHash == hash, "sequence \(sequence) of block \(block)")
      #expect(shell.log == counts)
    }
  }

  @Test func statementsThatOnlyTellArePassedOverAndKeepRedo() throws {
    let shell = Shell()
    shell.run("init Whh xavier 8; unroll 5; stats; expect true; let g = 2; print g")
    shell.run("undo")
    #expect(shell.log == (4, 6))
    shell.run("stats; note \"still here\"")
    #expect(shell.run("redo").isEmpty)
    #expect(try shell.value("g") == .number(2))
    shell.run("undo 2")
    #expect(shell.run("unroll 6").isEmpty)
    #expect(shell.run("redo").first?.code == .outOfRange)
  }

  @Test func aBlockIsOneStep() {
    let shell = Shell()
    shell.run("init Whh xavier 8")
    let before = shell.stateHash
    shell.run("for g in 1..5 { init Whh normal 8 gain=g; unroll 3 }; undo")
    #expect(shell.stateHash == before)
  }

  @Test func aStatementAboutTheSessionHasNoPlaceInABlock() {
    for statement in ["undo", "save x", "edit 1 seed 2", "log", "replay x"] {
      let shell = Shell()
      let failure = shell.run("seed 3; for g in 1..2 { \(statement) }").first
      #expect(failure?.code == .misplaced, "\(statement)")
      #expect(shell.log == (1, 1))
    }
  }

  @Test func gotoGoesToEveryState() {
    let shell = Shell()
    var hashes = [shell.stateHash]
    for line in ["init Whh xavier 8", "unroll 5", "set dtype float64", "init Wxh glorot 3"] {
      shell.run(line)
      hashes.append(shell.stateHash)
    }
    for place in [2, 0, 4, 1, 3] {
      #expect(shell.run("goto \(place)").isEmpty)
      #expect(shell.stateHash == hashes[place])
    }
    #expect(shell.run("goto 5").first?.code == .outOfRange)
    #expect(shell.run("goto 1.5").first?.code == .outOfRange)
  }

  @Test func logAndDiffSayWhatHasChanged() throws {
    let shell = Shell()
    shell.run("init Whh xavier 8; unroll 5; set activation relu; seed 4")
    shell.run("log")
    let text = shell.text()
    #expect(text.contains("1  init Whh xavier 8    Whh"))
    #expect(text.contains("3  set activation relu  activation, states"))
    #expect(try shell.result("diff 1 1")["same"] == .boolean(true))
    shell.run("diff 2 4")
    for part in ["activation", "tanh", "relu", "seed", "growth per step"] {
      #expect(shell.text().contains(part), "\(part)")
    }
  }
}

@Suite struct EditTests {
  private static let lesson = """
    init Whh xavier 16
    unroll 20
    stats
    let r = Whh.radius
    print r
    """

  @Test func anEditRerunsWhatFollowsAndTellsWhatChanges() throws {
    let shell = Shell()
    shell.run(Self.lesson)
    let result = try shell.result("edit 1 init Whh orthogonal 16")
    #expect(result["reran"] == .integer(4))
    guard case .list(let changes)? = result["changes"] else {
      Issue.record("no changes")
      return
    }
    #expect(changes.count > 10)
    #expect(shell.text().contains("matrices.Whh.spectral_radius"))
    // The same as if it had been typed so.
    let other = Shell()
    other.run(Self.lesson.replacing("xavier", with: "orthogonal"))
    #expect(other.stateHash == shell.stateHash)
    // And one step to undo.
    let plain = Shell()
    plain.run(Self.lesson)
    shell.run("undo")
    #expect(shell.stateHash == plain.stateHash)
    shell.run("redo")
    #expect(shell.stateHash == other.stateHash)
  }

  @Test(arguments: [
    "edit 1 clear Whh", "edit 1 init Whh nonsense 16", "edit 1 init Whh xavier 16 gain=",
    "edit 9 seed 2", "edit 0 seed 2", "edit 2 unroll 0", "edit 1", "edit 1 undo",
  ])
  func anEditThatFailsLeavesAllAsItWas(edit: String) {
    let shell = Shell()
    shell.run(Self.lesson)
    let (hash, counts) = (shell.stateHash, shell.log)
    #expect(shell.run(edit).count == 1, "\(edit)")
    #expect(shell.stateHash == hash)
    #expect(shell.log == counts)
    #expect(shell.run("redo").first?.code == .outOfRange)
  }

  @Test func aComplaintNamesTheStatementThatFailsNow() {
    let shell = Shell()
    shell.run(Self.lesson)
    let failure = shell.run("edit 1 seed 2").first
    #expect(failure?.message.hasPrefix("then statement 2, 'unroll 20', fails: ") == true)
  }
}

@Suite struct StateMemoryTests {
  private static func shell(undoMemory: Double) -> Shell {
    var resources = Resources(memory: MemoryBudget(bytes: 4e9))
    resources.limits.undoMemory = undoMemory
    return Shell(resources)
  }

  @Test func statesThatWereDroppedAreMadeAgainToTheBit() throws {
    let folder = try Folder()
    let path = folder.path + "/w.npy"
    let source = Shell()
    source.run("init Whh xavier 40; export Whh \(path)")
    // Room for two or three of the states.
    let shell = Self.shell(undoMemory: 60_000)
    var hashes = [shell.stateHash]
    let script =
      ["import Whh \(path)"]
      + (1...9).map { "init Whh reservoir 40 seed=\($0)" }
      + ["unroll 30", "scale Whh 1.1", "set Whh radius=0.9", "unroll 20"]
    for line in script {
      #expect(shell.run(line).isEmpty, "\(line)")
      hashes.append(shell.stateHash)
    }
    // What was imported comes back, whatever has become of the file.
    _ = try folder.file("w.npy", [1, 2, 3])
    guard case .integer(let kept)? = try shell.result("log")["states_kept"] else { return }
    #expect(kept < 6)
    for place in [1, 14, 3, 0, 11, 12, 2, 13, 1] {
      #expect(shell.run("goto \(place)").isEmpty)
      #expect(shell.stateHash == hashes[place], "state \(place)")
    }
  }

  @Test func memoryIsBoundedAndShared() throws {
    let shell = Self.shell(undoMemory: 1e6)
    shell.run("init Whh xavier 100")
    for step in 1...40 { shell.run("let g = \(step)") }
    guard case .integer(let shared)? = try shell.result("log")["memory_bytes"] else { return }
    #expect(shared < 100_000)
    for seed in 1...40 { shell.run("init Whh xavier 100 seed=\(seed)") }
    guard case .integer(let bounded)? = try shell.result("log")["memory_bytes"] else { return }
    #expect(bounded <= 1_000_000)
  }
}
