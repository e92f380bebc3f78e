import Workbench

/// A story of which every chapter can be told by the log that it leads to: the steps are numbered, and
/// no two of them lead to the same log.
///
/// So a log that is found after a crash says how many steps were kept, and whether it is exactly what
/// they lead to.
package enum Story {
  /// The log after so many steps, one after the other.
  package struct Course {
    package private(set) var step = 0
    package private(set) var log = ExpectedLog(seed: 0)

    package init() {}

    package mutating func goOn() {
      log = log.after(Story.event(step, after: log))
      step += 1
    }
  }

  /// What happens in a step.
  package static func event(_ step: Int, after log: ExpectedLog) -> LogEvent {
    switch step % 17 {
    case 16:
      .replaced(
        seed: UInt64(step), Array(log.statements.suffix(3)), holding: min(2, log.statements.count))
    // Steps back follow a statement, so that they lead to no log that there has been.
    case 5, 11, 14: .moved(holding: step / 17 % log.holding)
    default:
      .accepted(
        LoggedStatement(
          prefix + String(step), prose: step % 7 == 0 ? ["# step \(step)\t"] : [],
          remark: step % 5 == 0 ? "# σ" : "", changes: step % 4 != 0))
    }
  }

  private static let prefix = "let x = "

  /// How many steps lead to a log, which has to be one of the story.
  package static func steps(to log: ExpectedLog) -> Int {
    let numbers = log.statements.map { Int($0.text.dropFirst(prefix.count)) ?? -1 }
    let last = numbers.max() ?? -1
    // The seed is the step that put the log in place of another, if there was one.
    let replaced = log.seed == 0 ? -1 : Int(log.seed)
    guard last > replaced else { return replaced + 1 }
    let place = numbers.lastIndex(of: last) ?? 0
    return log.holding == place + 1 ? last + 1 : last + 2
  }
}
