import Language

// How a statement gets into the log.

/// A statement that was carried out as one of the log.
struct Acceptance {
  let history: History
  /// What happened to the log; nothing for a statement that leaves it alone.
  let event: LogEvent?
  let reply: Session.Reply
  let ends: Bool
}

extension Interpreter {
  /// Carries out a statement on the present state of a history.
  ///
  /// `expected` is what the statement found outside exact arithmetic when it was carried out before.
  func acceptance(
    of item: ScriptItem, into history: History, expecting expected: Findings = Findings()
  ) throws(StatementFailure) -> Acceptance {
    var answers: [Answer] = []
    var passes = 0
    let listening = Interpreter(
      catalogue: catalogue, resources: resources, source: source,
      audience: audience.listening { reply, statement in
        passes += 1
        if case .success(let report) = reply.outcome, answers.count < AnswerList.limit {
          answers += AnswerList(report, of: statement, prefix: "\(passes)").answers
        }
      })
    let isAside = catalogue.isAside(item.statement)
    var history = history
    // The log holds no asides; the prose before one belongs to what follows.
    if isAside { history.prose += item.prose }
    var workspace = history.workspace
    workspace.expected = expected
    let (outcome, reply) = try listening.result(of: item.statement, in: workspace, history)
    if let change = outcome.history {
      return Acceptance(
        history: change.history, event: change.event, reply: reply, ends: outcome.ends)
    }
    guard !isAside else {
      return Acceptance(history: history, event: nil, reply: reply, ends: outcome.ends)
    }
    if case .success(let report) = reply.outcome {
      answers += AnswerList(report, of: item.statement).answers
    }
    return accepted(
      item, Array(answers.prefix(AnswerList.limit)), outcome, into: history, reply)
  }

  private func accepted(
    _ item: ScriptItem, _ answers: [Answer], _ outcome: Outcome, into history: History,
    _ reply: Session.Reply
  ) -> Acceptance {
    var next = history
    var workspace = outcome.workspace
    let findings = workspace.findings
    (workspace.findings, workspace.expected) = (Findings(), Findings())
    let old = history.chapter.summary(after: history.chapter.holding)
    let summary = StateSummary(workspace, after: (old, history.workspace))
    let changed = old.changes(to: summary)
    let hashes = summary.tensors.filter { changed.contains($0.name) }
      .map { Answer(key: "\($0.name).hash", value: .hash($0.hash)) }
    let entry = LogEntry(
      statement: LoggedStatement(
        source.text(of: item.statement.range), prose: history.prose + item.prose,
        remark: item.remark, changes: !changed.isEmpty),
      answers: answers + findings.answers + hashes, findings: findings, summary: summary,
      changed: changed)
    next.prose = []
    let event = next.accept(entry, workspace)
    return Acceptance(history: next, event: event, reply: reply, ends: outcome.ends)
  }

  /// The state after so many entries of the present log, made again where it has been dropped.
  func workspace(after count: Int, of history: History) throws -> Workspace {
    var (place, workspace) = history.chapter.nearestKept(to: count)
    while place < count {
      let entry = history.chapter.entries[place]
      place += 1
      guard entry.statement.changes else { continue }
      workspace.expected = entry.findings
      workspace = try remade(entry.statement.text, workspace)
    }
    return workspace
  }

  private func remade(_ text: String, _ workspace: Workspace) throws -> Workspace {
    let interpreter = Interpreter(
      catalogue: catalogue, resources: resources, source: Source(text), audience: .nobody)
    var parser = Parser(text, grammar: catalogue.grammar)
    guard let statement = try parser.next() else { return workspace }
    do {
      var next = try interpreter.result(of: statement, in: workspace, nil).outcome.workspace
      (next.findings, next.expected) = (Findings(), Findings())
      return next
    } catch {
      throw error.diagnostic
    }
  }
}

extension Catalogue {
  /// Whether a statement is about the session, so that the log does not hold it.
  func isAside(_ statement: Statement) -> Bool {
    commands.first { $0.name == statement.verb.value }?.isAside ?? false
  }
}
