import Language
import LinearAlgebra

/// A statement that could not be carried out, or is none.
struct StatementFailure: Error {
  let diagnostic: Diagnostic
  /// Where the statement stands.
  let range: SourceRange
  let command: String?
  var duration = Duration.zero
  /// Whether the parser stands before it still.
  var isSyntactic = false

  /// The reply that tells of it.
  func reply(in source: Source) -> Session.Reply {
    Session.Reply(
      input: source.text(of: range), command: command, duration: duration,
      outcome: .failure(diagnostic))
  }
}

/// Carries out the statements of a text: finds the command, prepares what its expressions read, and
/// runs it.
struct Interpreter {
  let catalogue: Catalogue
  let resources: Resources
  let source: Source
  let audience: Session.Audience

  /// What carrying out a statement has come to.
  typealias Result = (outcome: Outcome, reply: Session.Reply)

  /// Carries out one statement; the replies to those of its body are shown as they come.
  ///
  /// `history` is there for statements about the session, which may not stand in a body.
  func result(
    of statement: Statement, in workspace: Workspace, _ history: History?
  ) throws(StatementFailure) -> Result {
    let start = ContinuousClock.now
    let input = source.text(of: statement.range)
    if !statement.hasBlock { audience.announce(input) }
    do {
      try resources.interruption.check()
      let command = try catalogue.command(named: statement.verb)
      let means = resources.within(workspace.limits)
      var prepared = try workspace.prepared(for: statement, means)
      if !command.onlyTells { prepared = prepared.settling(statement) }
      var outcome = try command.run(
        statement, evaluation(of: statement, in: prepared, means, history))
      outcome.workspace.settled = [:]
      outcome.workspace.cite(command.source)
      let reply = Session.Reply(
        input: input, command: command.name, duration: start.duration(to: .now),
        outcome: .success(outcome.report))
      return (outcome, reply)
    } catch let inner as StatementFailure {
      throw inner
    } catch {
      throw StatementFailure(
        diagnostic: diagnostic(for: error, at: statement.range), range: statement.range,
        command: statement.verb.value, duration: start.duration(to: .now))
    }
  }

  private func evaluation(
    of statement: Statement, in workspace: Workspace, _ means: Resources, _ history: History?
  ) -> Evaluation {
    Evaluation(
      workspace: workspace, catalogue: catalogue, resources: means, source: source,
      audience: audience, history: history, statementRange: statement.verb.range
    ) { statements, workspace in
      var last = Outcome(workspace)
      for statement in statements where !last.ends {
        let (outcome, reply) = try result(of: statement, in: last.workspace, nil)
        audience.show(reply, statement)
        last = outcome
      }
      return last
    }
  }
}

extension Statement {
  /// Whether the statement carries others, which are announced one by one.
  fileprivate var hasBlock: Bool {
    verb.value == "for"
      && arguments.contains { argument in
        if case .block = argument.content { return true }
        return false
      }
  }
}
