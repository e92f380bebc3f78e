import Foundation
import Language
import RandomStatements
import Testing
import Workbench

@Suite struct SessionFileTests {
  private static let lesson = """
    # What this is about.

    # More of it.
    init Whh reservoir 24  # a remark
    note "What now?"

    unroll 30; stats
    for g in [1, 2] {
      # inside
      init Whh normal 12 gain=g
      unroll 10
    }
    spectrum
    print Whh.radius
    # the end
    """

  /// A folder with the lesson recorded in it.
  private let folder: Folder
  private let path: String
  private let text: String

  init() throws {
    folder = try Folder()
    path = folder.path + "/lesson.whh"
    let failures = Shell().run(Self.lesson + "\nsave \(path)")
    #expect(failures.isEmpty)
    text = try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func savingWhatWasLoadedGivesTheSameText() throws {
    #expect(text.hasPrefix("# whh session 1, whh "))
    for part in ["# What this is about.", "# More of it.", "# a remark", "  # inside", "# the end"]
    {
      #expect(text.contains(part), "\(part)")
    }
    let shell = Shell()
    #expect(shell.run("load \(path); save \(folder.path)/again.whh").isEmpty)
    #expect(try String(contentsOfFile: folder.path + "/again.whh", encoding: .utf8) == text)
    #expect(shell.run("replay \(path) --update").isEmpty)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test func aSessionIsAScriptThatRunsAsItIs() throws {
    let (one, other) = (Shell(), Shell())
    one.run(text)
    other.run("load \(path)")
    #expect(one.stateHash == other.stateHash)
  }

  @Test func loadGoesOnWhereTheSessionEndsAndUndoComesBack() throws {
    let shell = Shell(seed: 9)
    shell.run("init Whh xavier 5; unroll 3")
    let mine = shell.stateHash
    #expect(shell.run("load \(path)").isEmpty)
    #expect(shell.log == (7, 7))
    shell.run("undo")
    #expect(shell.log == (4, 7))
    while shell.log.all != 2 { #expect(shell.run("undo").isEmpty) }
    #expect(shell.stateHash == mine)
    #expect(shell.run("redo").isEmpty)
    #expect(shell.log.all == 7)
  }

  @Test func aSavedSessionIsNotOverwrittenByAnother() throws {
    let shell = Shell()
    #expect(shell.run("seed 3; save \(path)").first?.code == .cannotWrite)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    #expect(shell.run("save \(path) --replace; seed 4; save").isEmpty)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasSuffix("seed 3\nseed 4\n"))
  }

  @Test func everyChangedDigitIsFoundInItsLine() throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var random = SplitMix(seed: 5)
    var count = 0
    for (index, line) in lines.enumerated() where line.hasPrefix("#=") {
      for (key, value) in Self.pairs(of: line) {
        let changed = Self.changed(value, &random)
        var altered = lines
        altered[index] = line.replacing(
          "\(key)=\(value)", with: "\(key)=\(changed)", maxReplacements: 1)
        let path = try folder.file("altered.whh", Array(altered.joined(separator: "\n").utf8))
        let failure = Shell().run("replay \(path) --check").first
        #expect(failure?.code == .recordDiffers, "\(key)=\(value) as \(changed)")
        #expect(
          failure?.message.hasPrefix("\(path):\(index + 1): ") == true, "\(key) as \(changed)")
        count += 1
      }
    }
    #expect(count > 60)
  }

  private static func pairs(of line: String) -> [(key: String, value: String)] {
    line.dropFirst(2).split(separator: " ").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      return (String(parts[0]), String(parts[1]))
    }
  }

  /// The value with one of its digits, or letters, changed.
  private static func changed(_ value: String, _ random: inout SplitMix) -> String {
    var characters = Array(value)
    let digits = characters.indices.filter { characters[$0].isHexDigit }
    // Of a number the mantissa is changed: the last of 17 digits may be the same double.
    let isHash = value.count == 16 && !value.contains(".")
    let upper = isHash ? digits.count : min(digits.count, 8)
    let place = digits[random.below(upper)]
    let old = characters[place]
    characters[place] = old == "1" ? "2" : old == "0" ? "1" : old.isNumber ? "0" : "q"
    return String(characters)
  }

  @Test func aChangedDrawIsFoundByItsHash() throws {
    let path = try folder.file(
      "other.whh",
      Array(text.replacing("init Whh reservoir 24", with: "init Whh reservoir 24 seed=2").utf8))
    let failure = Shell().run("replay \(path) --check").first
    #expect(failure?.code == .recordDiffers)
    let hash = try #require(text.firstMatch(of: /Whh\.hash=[0-9a-f]{16}/)).output
    let onlyHash = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("#=") || $0.contains(hash) }
      .map { $0.contains(hash) ? "#= \(hash)" : $0 }.joined(separator: "\n")
      .replacing("init Whh reservoir 24", with: "init Whh reservoir 24 seed=2")
    let second = try folder.file("hash.whh", Array(onlyHash.utf8))
    #expect(Shell().run("replay \(second) --check").first?.message.contains("Whh.hash is") == true)
  }

  @Test func aRecordedFactorIsAppliedToTheBit() throws {
    let factor = try #require(text.firstMatch(of: /Whh\.factor=([0-9.]+)/))
    // Another machine may have found a factor that differs in the last bits.
    let other = try #require(Double(factor.output.1)).nextUp
    let path = try folder.file(
      "factor.whh", Array(text.replacing(factor.output.0, with: "Whh.factor=\(other)").utf8))
    let shell = Shell()
    shell.run("load \(path); goto 1")
    guard case .number(let applied) = try shell.value("Whh.factor") else { return }
    #expect(applied == other)
  }

  @Test func aNumberOfAnotherMachineIsUsedToTheBit() throws {
    let shell = Shell()
    shell.run("init Whh xavier 24; for k in 1..2 { init Wxh normal 24 3 gain=k/Whh.radius }")
    shell.run("let r = 1/Whh.radius; print Whh.radius; save \(folder.path)/r.whh")
    let text = try String(contentsOfFile: folder.path + "/r.whh", encoding: .utf8)
    let radius = try #require(text.firstMatch(of: /reading\.Whh\.radius=([0-9.]+)/))
    #expect(text.split(separator: String(radius.output.0)).count == 4)
    let other = try #require(Double(radius.output.1)).nextUp.nextUp
    let changed = text.replacing(radius.output.0, with: "reading.Whh.radius=\(other)")
    let path = try folder.file("other.whh", Array(changed.utf8))
    let loaded = Shell()
    loaded.run("load \(path)")
    #expect(try loaded.value("r") == .number(1 / other))
    #expect(try shell.value("r") != .number(1 / other))
    // A number that is far from what is found here is no rounding.
    let wrong = text.replacing(radius.output.0, with: "reading.Whh.radius=1.5")
    let wrongPath = try folder.file("wrong.whh", Array(wrong.utf8))
    #expect(Shell().run("replay \(wrongPath) --check").first?.code == .recordDiffers)
  }

  @Test func replayLeavesTheSessionAloneAndTellsWhatAChangeChanges() throws {
    let shell = Shell()
    shell.run("seed 5")
    let hash = shell.stateHash
    #expect(shell.run("replay \(path)").isEmpty)
    let result = try shell.result("replay \(path) with 1:\"init Whh orthogonal 24\" seed=3")
    guard case .list(let changes)? = result["changes"] else { return }
    #expect(changes.count > 20)
    #expect(shell.stateHash == hash)
    #expect(shell.log == (1, 1))
    #expect(shell.run("replay \(path) with 1:\"init\" --check").first?.code == .conflictingLabels)
    #expect(shell.run("replay \(path) step").first?.code == .missingArgument)
  }

  @Test func withASeedTheHeadersIsReplacedAndTheFirstSeedStatement() throws {
    let path = try folder.file(
      "s.whh", Array("init Whh xavier 8\nseed 4\ninit Whh xavier 8\nseed 5\nWhh.std\n".utf8))
    let (one, other) = (Shell(), Shell(seed: 8))
    let result = try one.result("replay \(path) with seed=8")
    guard case .list(let changes)? = result["changes"] else { return }
    other.run("init Whh xavier 8")
    let first = try other.value("Whh.std")
    other.run("seed 8; init Whh xavier 8")
    let second = try other.value("Whh.std")
    let after = changes.compactMap { change -> Datum? in
      guard case .record(let fields) = change,
        fields.contains(where: { $0.key == "key" && $0.value == .text("std") })
      else { return nil }
      return fields.first { $0.key == "after" }?.value
    }
    #expect(after == [first, second])
  }

  @Test func aSessionOfTheFutureIsRefused() throws {
    for header in ["session 2, whh 9, stream 1", "session 1, whh 9, stream 2"] {
      let path = try folder.file("f.whh", Array("# whh \(header), seed 1\nseed 2\n".utf8))
      for command in ["load", "replay"] {
        #expect(Shell().run("\(command) \(path)").first?.code == .unknownFormat)
      }
    }
  }

  @Test func aMistakeInTheFileIsNamedByItsLine() throws {
    let path = try folder.file("bad.whh", Array("seed 1\n\nunroll 5\n".utf8))
    let failure = Shell().run("load \(path)").first
    #expect(failure?.message == "line 3, 'unroll 5': there is no Whh yet")
    #expect(failure?.range.lowerBound == 5)
  }

  @Test func aKeptLogIsTakenUpWithWhatWasUndone() {
    let shell = Shell(seed: 3)
    shell.run("init Whh xavier 8; unroll 5; let g = 2; undo")
    let statements = ["init Whh xavier 8", "unroll 5", "let g = 2"]
    let other = Shell()
    let restored = other.restore(
      seed: 3, statements.map { LoggedStatement($0, changes: true) }, holding: 2)
    #expect(restored.count == 3 && restored.failure == nil)
    #expect(other.stateHash == shell.stateHash)
    #expect(other.log == (2, 3))
    #expect(other.run("redo").isEmpty)
    let broken = Shell().restore(
      seed: 3, ["seed 2", "unroll 5"].map { LoggedStatement($0, changes: true) }, holding: 2)
    #expect(broken.count == 1 && broken.failure?.code == .noNetwork)
  }

  @Test func theLogIsToldOfBeforeItIsAcknowledged() {
    let shell = Shell()
    shell.run("seed 2; seed 3; undo; stats; edit 1 seed 5")
    #expect(shell.events.map(Self.brief) == ["seed 2", "seed 3", "1 hold"])
    shell.run("print 1; edit 1 seed 5; undo 3")
    #expect(
      shell.events.dropFirst(3).map(Self.brief) == [
        "print 1", "seed 5, print 1", "log 0", "0 hold",
      ])
  }

  private static func brief(_ event: LogEvent) -> String {
    switch event {
    case .accepted(let statement): statement.text
    case .moved(let holding): "\(holding) hold"
    case .replaced(let log): log.statements.map(\.text).joined(separator: ", ")
    case .turned(let number): "log \(number)"
    }
  }
}
