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

/// Carries out statements: finds the command, prepares what its expressions read, runs it, and shows
/// the reply.
struct Interpreter {
  let catalogue: Catalogue
  let resources: Resources
  let source: Source
  let audience: Session.Audience

  /// The next statement of the text.
  func next(_ parser: inout Parser) throws(StatementFailure) -> Statement? {
    do {
      return try parser.next()
    } catch {
      let range = parser.brokenStatement
      let command = source.text(of: range).split(separator: " ").first.map(String.init)
      throw StatementFailure(
        diagnostic: error, range: range, command: command, isSyntactic: true)
    }
  }

  /// Carries out one statement and shows its reply; those of its body come before.
  func outcome(
    of statement: Statement, in workspace: Workspace
  ) throws(StatementFailure) -> Outcome {
    let start = ContinuousClock.now
    let input = source.text(of: statement.range)
    if !statement.hasBlock { audience.announce(input) }
    do {
      try resources.interruption.check()
      let command = try catalogue.command(named: statement.verb)
      let prepared = try workspace.prepared(for: statement, resources)
      var outcome = try command.run(statement, evaluation(of: statement, in: prepared))
      outcome.workspace.cite(command.source)
      audience.show(
        Session.Reply(
          input: input, command: command.name, duration: start.duration(to: .now),
          outcome: .success(outcome.report)))
      return outcome
    } catch let inner as StatementFailure {
      throw inner
    } catch {
      throw StatementFailure(
        diagnostic: diagnostic(for: error, at: statement.range), range: statement.range,
        command: statement.verb.value, duration: start.duration(to: .now))
    }
  }

  private func evaluation(of statement: Statement, in workspace: Workspace) -> Evaluation {
    Evaluation(
      workspace: workspace, catalogue: catalogue, resources: resources,
      statementRange: statement.verb.range
    ) { statements, workspace in
      var last = Outcome(workspace)
      for statement in statements where !last.ends {
        last = try outcome(of: statement, in: last.workspace)
      }
      return last
    }
  }
}

extension Statement {
  /// Whether the statement carries others, which are announced one by one.
  fileprivate var hasBlock: Bool {
    arguments.contains { argument in
      if case .block = argument.content { return true }
      return false
    }
  }
}
