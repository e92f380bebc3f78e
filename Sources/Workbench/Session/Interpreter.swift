import Language
import LinearAlgebra

/// A statement that could not be carried out; `statement` is `nil` where the text is no statement.
struct StatementFailure: Error {
  let diagnostic: Diagnostic
  let statement: Statement?
  var duration = Duration.zero

  /// The reply that tells of it.
  func reply(in source: Source) -> Session.Reply {
    Session.Reply(
      input: source.text(of: statement?.range ?? diagnostic.range),
      command: statement?.verb.value, duration: duration, outcome: .failure(diagnostic))
  }
}

/// Carries out statements: finds the command, prepares what its expressions read, runs it, and shows
/// the reply.
struct Interpreter {
  let catalogue: Catalogue
  let resources: Resources
  let source: Source
  let show: (Session.Reply) -> Void

  /// Carries out one statement, whose reply is shown unless the replies of its body stand for it.
  func outcome(
    of statement: Statement, in workspace: Workspace
  ) throws(StatementFailure) -> Outcome {
    let start = ContinuousClock.now
    do {
      let command = try catalogue.command(named: statement.verb)
      let prepared = try workspace.prepared(for: statement, resources.interruption)
      let outcome = try command.run(statement, evaluation(of: statement, in: prepared))
      if !statement.hasBlock {
        show(
          Session.Reply(
            input: source.text(of: statement.range), command: command.name,
            duration: start.duration(to: .now), outcome: .success(outcome.report)))
      }
      return outcome
    } catch let inner as StatementFailure {
      throw inner
    } catch {
      throw StatementFailure(
        diagnostic: diagnostic(for: error, at: statement.range), statement: statement,
        duration: start.duration(to: .now))
    }
  }

  private func evaluation(of statement: Statement, in workspace: Workspace) -> Evaluation {
    Evaluation(
      workspace: workspace, catalogue: catalogue, resources: resources,
      statementRange: statement.verb.range
    ) { statements, workspace in
      var last = Outcome(workspace)
      for statement in statements where !last.ends {
        try resources.interruption.check()
        last = try outcome(of: statement, in: last.workspace)
      }
      return last
    }
  }
}

extension Statement {
  /// Whether the statement carries others, whose replies stand for its own.
  var hasBlock: Bool {
    arguments.contains { argument in
      if case .block = argument.content { return true }
      return false
    }
  }
}
