import Language

extension Session {
  /// How taking up kept logs went.
  public struct Restoration: Sendable {
    /// How many statements of the present log were carried out.
    public let count: Int
    /// Why the next one could not be, where there is one.
    public let failure: Diagnostic?
    /// The first statement that led to another state than when it was kept, counted from 1: what it
    /// rests on outside the session has changed.
    public let firstChanged: Int?
  }

  /// Carries out the present one of the logs that were kept, in place of everything there is; the others
  /// when undo or redo goes to them.
  ///
  /// Where a statement fails, such as one that reads a file that is gone, the session has those before
  /// it, as another log that undo leads back from; `keep` hears of it. Where it is interrupted, the session
  /// is as it was.
  public mutating func restore(
    _ logs: [KeptLog], current: Int, keep: (LogEvent) -> Void = { _ in }
  ) -> Restoration {
    let interpreter = Interpreter(
      catalogue: catalogue, resources: resources, source: Source(""), audience: .nobody)
    var kept = History(logs, current: current, limits: resources.limits)
    let run = interpreter.run(of: logs[current])
    if run.failure == nil {
      kept.wake(current, as: run.history)
    } else if run.failure?.code != .interrupted {
      keep(kept.begin(run.history, floor: run.history.chapter.entries.count))
    }
    if run.failure?.code != .interrupted { history = kept }
    return Restoration(
      count: run.history.chapter.entries.count, failure: run.failure,
      firstChanged: run.firstChanged)
  }
}

extension Interpreter {
  /// What came of carrying out a kept log.
  struct Run {
    var history: History
    var failure: Diagnostic?
    var firstChanged: Int?
  }

  /// Carries out the statements of a log one by one until one fails; those behind `holding` are undone
  /// again afterwards.
  func run(of log: KeptLog) -> Run {
    var run = Run(history: History(seed: log.seed, limits: resources.limits))
    var place: (holding: Int, workspace: Workspace) = (0, run.history.workspace)
    for (index, statement) in log.statements.enumerated() {
      do {
        run.history.take(try acceptance(of: statement, on: run.history))
      } catch {
        run.failure =
          (error as? StatementFailure)?.diagnostic
          ?? diagnostic(for: error, at: SourceRange(0, 0))
        break
      }
      if let state = statement.state, run.history.chapter.state != state {
        run.firstChanged = run.firstChanged ?? index + 1
      }
      if run.history.chapter.holding <= log.holding {
        place = (run.history.chapter.holding, run.history.workspace)
      }
    }
    _ = run.history.move(to: place.holding, place.workspace)
    return run
  }

  /// Carries out a log of a history that was only kept so far.
  func wake(_ number: Int, of history: inout History) throws(Diagnostic) {
    guard let log = history.asleep(number) else { return }
    let quiet = Interpreter(
      catalogue: catalogue, resources: resources, source: source, audience: .nobody)
    let run = quiet.run(of: log)
    if var failure = run.failure {
      let place = run.history.chapter.entries.count
      if failure.code != .interrupted {
        failure.message =
          "statement \(place + 1) of that log, '\(log.statements[place].brief)', fails now: "
          + failure.message
      }
      throw failure
    }
    history.wake(number, as: run.history)
  }
}
