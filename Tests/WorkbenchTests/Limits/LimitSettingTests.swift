import Foundation
import Language
import Testing
import Workbench

/// How limits are shown and changed, and who may.
@Suite struct LimitSettingTests {
  private func value(of name: String, in result: [String: Datum]) -> Datum? {
    guard case .record(let fields)? = result[name] else { return nil }
    return fields.first { $0.key == "value" }?.value
  }

  @Test func allAreShownWithTheirValues() throws {
    let result = try Shell().result("limits")
    let expected: [String: Double] = [
      "statement": 65_536, "nesting": 64, "operations": 512, "values": 1e6, "file": 16_777_216,
      "lines": 1e5, "passes": 1e6, "side": 16_384, "steps": 1e8, "memory": 0.5, "undo": 1e9,
      "header": 10_000,
    ]
    #expect(Set(result.keys) == Set(expected.keys))
    for (name, number) in expected { #expect(value(of: name, in: result) == .number(number)) }
  }

  @Test(arguments: [
    ("passes", 1.0, 1e12, 1e13), ("side", 1, 1e6, 2e6), ("steps", 2, 1e12, 1e13),
    ("memory", 0.01, 0.9, 0.91), ("undo", 0, 1e15, 1e16),
  ])
  func oneCanBeSetWithinItsBounds(name: String, least: Double, most: Double, beyond: Double) throws
  {
    let shell = Shell()
    for number in [least, most] {
      let result = try shell.result("limits \(name)=\(number)")
      #expect(value(of: name, in: result) == .number(number))
    }
    for wrong in ["\(beyond)", "-1", "0/0", "1/0", "least"] {
      #expect(shell.run("limits \(name)=\(wrong)").count == 1, "\(wrong)")
    }
    #expect(value(of: name, in: try shell.result("limits")) == .number(most))
  }

  @Test func whatIsCountedIsWhole() {
    #expect(Shell().run("limits steps=2.5").map(\.code) == [.outOfRange])
    #expect(Shell().run("limits statement=1").map(\.code) == [.unknownLabel])
  }

  @Test func aLimitIsASetting() throws {
    let shell = Shell()
    shell.run("limits steps=10; clear")
    #expect(shell.workspace.limits.steps == 10)
    shell.run("for a in [1] { limits steps=20; init Whh xavier 3; unroll 15 }")
    #expect(shell.workspace.limits.steps == 20)
    // A loop that fails takes back what it had raised.
    shell.run("for a in [1] { limits steps=30; unroll 31 }")
    #expect(shell.workspace.limits.steps == 20)
    shell.run("reset")
    #expect(shell.workspace.limits == .standard)
  }

  @Test func aSessionStartsWithTheLimitsItIsGiven() {
    var limits = Limits()
    limits.steps = 5
    let shell = Shell(Resources(limits: limits))
    #expect(shell.run("init Whh xavier 3; unroll 6").map(\.code) == [.overLimit])
    #expect(shell.run("limits steps=6; unroll 6").isEmpty)
    #expect(shell.run("reset; init Whh xavier 3; unroll 6").map(\.code) == [.overLimit])
  }

  @Test(arguments: ["passes=2e6", "side=20000", "steps=2e8", "memory=0.6", "undo=2e9"])
  func aGuardedSessionRaisesNone(setting: String) throws {
    let folder = try Folder()
    let shell = Shell(Resources().guarded(for: folder.path) { _ in true })
    let failure = try #require(shell.run("limits \(setting)").first)
    #expect(failure.code == .notGranted)
    #expect(failure.hint?.contains("--trust") == true)
    #expect(shell.workspace.limits == .standard)
    #expect(shell.run("for a in [1] { reset; limits \(setting) }").map(\.code) == [.notGranted])
    #expect(shell.run("limits steps=10; limits steps=10; limits steps=9").isEmpty)
    #expect(shell.run("limits steps=10").map(\.code) == [.notGranted])
    #expect(Shell().run("limits \(setting)").isEmpty)
  }

  @Test func aGuardedSessionIsToldOfTrust() throws {
    let folder = try Folder()
    let shell = Shell(Resources().guarded(for: folder.path))
    let failure = try #require(shell.run("init Whh xavier 16385").first)
    #expect(failure.hint == "take fewer, or let --trust lift the limit")
    let huge = "init Whh xavier 3; unroll 1e8 batch=1e6"
    #expect(shell.run(huge).first?.hint == "use a smaller size")
    #expect(Shell(Resources()).run(huge).first?.hint?.hasSuffix(": limits memory=0.9") == true)
    #expect(
      Shell(Resources()).run("limits memory=0.9; " + huge).first?.hint == "use a smaller size")
  }

  @Test func trustLiftsWhatTheTableSays() throws {
    let shell = Shell(Resources(memory: MemoryBudget(bytes: 1e9)).trusting)
    #expect(shell.run("init Whh xavier 20000").map(\.code) == [.tooMuchMemory])
    #expect(shell.run("init Whh xavier 3; unroll 1e9").map(\.code) == [.tooMuchMemory])
    let lifted = Limits.standard.lifted
    #expect(lifted.memoryShare == Limits.standard.memoryShare)
    #expect(lifted.undoMemory == Limits.standard.undoMemory)
    let result = try Shell().result("limits")
    for (name, datum) in result {
      guard case .record(let fields) = datum else { continue }
      let isLifted = fields.first { $0.key == "lifted_by_trust" }?.value == .boolean(true)
      #expect(isLifted == ["file", "lines", "passes", "side", "steps"].contains(name))
    }
  }

  // MARK: Files of statements

  private func reading(_ bytes: [UInt8], _ limits: Limits = .standard) throws -> UnreadableSource? {
    let folder = try Folder()
    do {
      _ = try Source(contentsOf: try folder.file("long.whh", bytes), limits: limits)
      return nil
    } catch let error as UnreadableSource {
      return error
    }
  }

  @Test func aFileHasALargestSize() throws {
    let comment = { (count: Int) in [UInt8](repeating: UInt8(ascii: "#"), count: count) }
    #expect(try reading(comment(1 << 24)) == nil)
    let error = try reading(comment(1 << 24 + 1))
    #expect(error?.code == .overLimit)
    #expect(error?.message.contains("more than the limit 'file' allows: 16777216\n  split") == true)
    #expect(try reading(comment(1 << 24 + 1), Limits.standard.lifted) == nil)
  }

  @Test(arguments: [[], [UInt8(ascii: "#")]])
  func aFileHasAMostOfLines(end: [UInt8]) throws {
    let lines = { (count: Int) in
      [UInt8](repeating: UInt8(ascii: "\n"), count: count - end.count) + end
    }
    #expect(try reading(lines(100_000)) == nil)
    let error = try reading(lines(100_001))
    #expect(error?.code == .overLimit)
    #expect(error?.message.contains("100001 lines, more than the limit 'lines'") == true)
    #expect(try reading(lines(100_001), Limits.standard.lifted) == nil)
  }
}
