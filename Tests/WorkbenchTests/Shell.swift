import Foundation
import Language
import LinearAlgebra
import Networks
import Workbench

/// A session for tests: feed it text, read its answers.
final class Shell {
  private(set) var session: Session
  private(set) var replies: [Session.Reply] = []

  convenience init(
    memory: Double = 4e9, seed: UInt64 = 1, threads: Int = 1, interruption: Interruption = .never
  ) {
    self.init(
      seed: seed,
      Resources(threads: threads, memory: MemoryBudget(bytes: memory), interruption: interruption))
  }

  init(seed: UInt64 = 1, _ resources: Resources) {
    session = Session(seed: seed, resources: resources)
  }

  var workspace: Workspace { session.workspace }

  var stateHash: String { session.stateHash }

  /// How many statements of the log hold, and how many there are.
  var log: (holding: Int, all: Int) { session.logCounts }

  /// All logs, as a journal is to keep them.
  var logs: (all: [KeptLog], current: Int) { session.keptLogs }

  /// What has happened to the log.
  private(set) var events: [LogEvent] = []

  /// Runs statements; the failures, in order.
  @discardableResult
  func run(_ text: String, keepGoing: Bool = false) -> [Diagnostic] {
    var seen: [Session.Reply] = []
    let failures = session.submit(
      Source(text), keepGoing: keepGoing,
      to: Session.Audience(keep: { self.events.append($0) }, show: { seen.append($0) }))
    replies = seen
    return failures
  }

  /// Takes up a log that was kept.
  func restore(
    seed: UInt64, _ statements: [LoggedStatement], holding: Int
  ) -> Session.Restoration {
    var log = KeptLog(seed: seed)
    (log.statements, log.holding) = (statements, holding)
    return restore([log], current: 0)
  }

  /// Takes up logs that were kept.
  func restore(_ logs: [KeptLog], current: Int) -> Session.Restoration {
    session.restore(logs, current: current) { self.events.append($0) }
  }

  /// Runs one statement that must work; its result.
  func result(_ text: String) throws -> [String: Datum] {
    if let failure = run(text).first { throw failure }
    guard case .success(let report)? = replies.last?.outcome else { return [:] }
    return Dictionary(uniqueKeysWithValues: report.result.map { ($0.key, $0.value) })
  }

  /// The value of an expression, which must have one.
  func value(_ expression: String) throws -> Datum {
    try result("print \(expression)")["value"] ?? .null
  }

  /// What a person reads of the last reply.
  func text(width: Int = 80) -> String {
    guard case .success(let report)? = replies.last?.outcome else { return "" }
    return TextRenderer(width: width, color: false, ascii: false).render(report)
  }
}

/// A folder of its own for a test, removed with the test.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "whh-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String, _ bytes: [UInt8] = []) throws -> String {
    let file = "\(path)/\(name)"
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
  }
}
