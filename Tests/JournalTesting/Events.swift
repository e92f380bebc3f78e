import Workbench

/// The log of a session, brought up to date in the plainest way.
package struct ExpectedLog: Equatable {
  package var seed: UInt64
  package var statements: [LoggedStatement] = []
  package var holding = 0

  package init(seed: UInt64) { self.seed = seed }

  package init(_ found: FoundJournal) {
    let log = found.present
    (seed, statements, holding) = (log.seed, log.statements, log.holding)
  }

  package func after(_ event: LogEvent) -> ExpectedLog {
    var next = self
    switch event {
    case .accepted(let statement):
      let undone = statement.changes ? [] : statements[holding...]
      next.statements = statements[..<holding] + [statement] + undone
      next.holding += 1
    case .moved(let holding): next.holding = holding
    case .replaced(let log):
      (next.seed, next.statements, next.holding) = (log.seed, log.statements, log.holding)
    case .turned: preconditionFailure("not in these stories")
    }
    return next
  }

  /// The logs after no event, one, two and so on.
  package static func course(_ events: [LogEvent], seed: UInt64 = 1) -> [ExpectedLog] {
    events.reduce(into: [ExpectedLog(seed: seed)]) { course, event in
      course.append(course[course.count - 1].after(event))
    }
  }
}

package enum Events {
  /// Texts that would break a format that is not careful.
  package static let hostileTexts = [
    "", " ", "init Whh xavier 512", "for g in [1, 2] {\n  print g\n}", "a\tb", "a\r\nb", "\r", "\n",
    "\\", "\\n", "\\\\t", "a\0b", "\u{1b}[2J", "\u{7f}\u{80}\u{9f}", "\u{2028}\u{2029}\u{feff}",
    "\u{202e}abc\u{2066}", "σ = 日 😀 👩‍👩‍👧", "\u{301}e\u{301}", "\t\u{301}", "\\u{41}", "\\u{110000}",
    "|", "| prose", "changes", "\u{10ffff}", "accepted\tchanges\tx\t", "\"'`$(rm)",
    String(repeating: "x", count: 1 << 16), String(repeating: "\\\n", count: 1 << 15),
  ]

  /// Every kind of event with a text in every place.
  package static func events(with text: String) -> [LogEvent] {
    let changing = LoggedStatement(text, prose: [text, "", text], remark: text, changes: true)
    let reading = LoggedStatement(text, prose: [text], changes: false)
    return [
      .accepted(changing), .accepted(reading), .moved(holding: 1), .accepted(reading),
      .replaced(seed: UInt64.max, [changing, reading, changing], holding: 2),
      .accepted(LoggedStatement("", remark: text, changes: true)),
      .replaced(seed: 0, [], holding: 0),
    ] + [changing, reading, reading].map(LogEvent.accepted)
  }

  /// A session as there are many: statements, undo and redo, another log.
  package static let usual: [LogEvent] = [
    .accepted(LoggedStatement("init Whh xavier 512", prose: ["# σ", ""], changes: true)),
    .accepted(LoggedStatement("unroll 100", remark: "# long", changes: true)),
    .accepted(LoggedStatement("stats", changes: false)), .moved(holding: 1),
    .accepted(LoggedStatement("print 1", changes: false)), .moved(holding: 4),
    .moved(holding: 0), .accepted(LoggedStatement("for g in [1] {\n  print g\n}", changes: true)),
    .replaced(
      seed: 7,
      [LoggedStatement("seed 7", changes: true), LoggedStatement("stats", changes: false)],
      holding: 1),
    .accepted(LoggedStatement("backprop", changes: true)),
  ]

  /// A session that takes back a long statement again and again, so that its file becomes much larger
  /// than its log.
  package static func storm(_ rounds: Int) -> [LogEvent] {
    let text = String(repeating: "1 + ", count: 5000) + "1"
    return (0..<rounds).flatMap { round -> [LogEvent] in
      [.accepted(LoggedStatement("let a = \(round) + " + text, changes: true)), .moved(holding: 0)]
    }
  }

  /// Events that could follow one another, drawn at random.
  package static func random(_ count: Int, seed: UInt64) -> [LogEvent] {
    var random = SplitMix(state: seed)
    var log = ExpectedLog(seed: 1)
    return (0..<count).map { _ in
      let event = next(after: log, &random)
      log = log.after(event)
      return event
    }
  }

  private static func next(after log: ExpectedLog, _ random: inout SplitMix) -> LogEvent {
    switch random.next() % 8 {
    case 0: .moved(holding: Int(random.next() % UInt64(log.statements.count + 1)))
    case 1:
      .replaced(
        seed: random.next(), log.statements.suffix(3), holding: min(log.statements.count, 2))
    default:
      .accepted(
        LoggedStatement(
          "let x = \(random.next())", remark: random.next() % 4 == 0 ? "# \t" : "",
          changes: random.next() % 3 > 0))
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
package struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension LogEvent {
  /// Another log takes the place of the present one.
  package static func replaced(
    seed: UInt64, _ statements: [LoggedStatement], holding: Int
  ) -> LogEvent {
    var log = KeptLog(seed: seed)
    (log.statements, log.holding) = (statements, holding)
    return .replaced(log)
  }
}
