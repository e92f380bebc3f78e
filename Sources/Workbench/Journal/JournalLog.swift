/// The logs of a session as its journal knows them: what all events together have come to.
struct JournalLog: Equatable, Sendable {
  private(set) var logs: [KeptLog]
  /// The number of the log that is the present one.
  private(set) var current = 0

  init(seed: UInt64) { logs = [KeptLog(seed: seed)] }

  var present: KeptLog { logs[current] }

  /// Whether nothing has ever been accepted.
  var isEmpty: Bool { logs.allSatisfy(\.statements.isEmpty) }

  /// Brings the logs to what they are after an event; false, and nothing has changed, where that cannot
  /// be.
  ///
  /// O(1) behind the last statement, O(undone statements) elsewhere.
  mutating func take(_ event: LogEvent) -> Bool {
    switch event {
    case .accepted(let statement): accept(statement)
    case .moved(let count):
      guard 0...present.statements.count ~= count else { return false }
      logs[current].holding = count
    case .replaced(let log):
      guard 0...log.statements.count ~= log.holding else { return false }
      replace(with: log)
    case .turned(let number):
      guard logs.indices ~= number else { return false }
      current = number
    }
    return true
  }

  private mutating func accept(_ statement: LoggedStatement) {
    if statement.changes {
      logs[current].forgetUndone()
      logs.removeSubrange((current + 1)...)
    }
    logs[current].statements.insert(statement, at: present.holding)
    logs[current].holding += 1
  }

  private mutating func replace(with log: KeptLog) {
    logs[current].forgetUndone()
    logs.removeSubrange((current + 1)...)
    logs.append(log)
    if logs.count > LogEvent.mostLogs {
      logs.removeFirst()
      logs[0].floor = 0
    }
    current = logs.count - 1
  }

  /// The fewest events that lead to these logs from an empty one with the seed of the first.
  var events: [LogEvent] {
    var events = logs[0].statements.map(LogEvent.accepted)
    var place = logs.count - 1
    for var log in logs.dropFirst() {
      // Whole, so that the next one cuts nothing off.
      log.holding = log.statements.count
      events.append(.replaced(log))
    }
    func turn(to number: Int) {
      if number != place { events.append(.turned(to: number)) }
      place = number
    }
    for (number, log) in logs.enumerated() where log.holding < log.statements.count {
      turn(to: number)
      events.append(.moved(holding: log.holding))
    }
    turn(to: current)
    return events
  }
}
