import Language

extension Session {
  /// How taking up a kept log went.
  public struct Restoration: Sendable {
    /// How many of its statements were carried out.
    public let count: Int
    /// Why the next one could not be, where there is one.
    public let failure: Diagnostic?
  }

  /// Carries out the statements of a log that was kept, in place of everything there is.
  ///
  /// Those behind `holding` are undone again afterwards. Where a statement fails, such as one that reads
  /// a file that is gone, the session has those before it. `keep` hears what the log is then.
  public mutating func restore(
    seed: UInt64, _ statements: [LoggedStatement], holding: Int,
    keep: (LogEvent) -> Void = { _ in }
  ) -> Restoration {
    let interpreter = Interpreter(
      catalogue: catalogue, resources: resources, source: Source(""), audience: .nobody)
    var restored = History(seed: seed, limits: resources.limits)
    var failure: Diagnostic?
    var place: (holding: Int, workspace: Workspace) = (0, restored.workspace)
    for statement in statements {
      do {
        let accepted = try interpreter.acceptance(of: statement, on: restored)
        _ = restored.take(accepted)
      } catch {
        failure =
          (error as? StatementFailure)?.diagnostic
          ?? diagnostic(for: error, at: SourceRange(0, 0))
        break
      }
      if restored.chapter.holding <= holding {
        place = (restored.chapter.holding, restored.workspace)
      }
    }
    let count = restored.chapter.entries.count
    _ = restored.move(to: place.holding, place.workspace)
    history = restored
    keep(
      .replaced(
        seed: seed, restored.chapter.entries.map(\.statement), holding: place.holding))
    return Restoration(count: count, failure: failure)
  }
}
