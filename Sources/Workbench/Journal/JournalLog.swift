/// The log of a session as its journal knows it: what all events together have come to.
struct JournalLog: Equatable, Sendable {
  private(set) var seed: UInt64
  private(set) var statements: [LoggedStatement] = []
  /// How many of the statements hold; the others are undone.
  private(set) var holding = 0

  init(seed: UInt64) { self.seed = seed }

  /// Brings the log to what it is after an event; false, and nothing has changed, where that cannot
  /// be.
  ///
  /// O(1) behind the last statement, O(undone statements) elsewhere.
  mutating func take(_ event: LogEvent) -> Bool {
    switch event {
    case .accepted(let statement):
      if statement.changes { statements.removeSubrange(holding...) }
      statements.insert(statement, at: holding)
      holding += 1
    case .moved(let count):
      guard 0...statements.count ~= count else { return false }
      holding = count
    case .replaced(let seed, let statements, let count):
      guard 0...statements.count ~= count else { return false }
      (self.seed, self.statements, holding) = (seed, statements, count)
    }
    return true
  }

  /// The fewest events that lead to this log from an empty one.
  var events: [LogEvent] {
    let accepted = statements.map(LogEvent.accepted)
    return holding == statements.count ? accepted : accepted + [.moved(holding: holding)]
  }
}
