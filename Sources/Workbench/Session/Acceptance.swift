import Language

// How a statement gets into the log.

/// A statement that was carried out, with what it does to the history.
struct Acceptance {
  enum Effect {
    case nothing
    /// One more entry, with the state after it.
    case entry(LogEntry, Workspace, StateSummary)
    /// Another history.
    case history(History, [LogEvent])
  }

  let effect: Effect
  let reply: Session.Reply
  let ends: Bool
}

extension History {
  /// Keeps the prose before a statement that the log will not hold for the next that it does.
  mutating func keepProse(of item: ScriptItem, _ catalogue: Catalogue) {
    if catalogue.isAside(item.statement) { prose += item.prose }
  }

  /// Takes over what a statement does; answers what happened to the log.
  ///
  /// In place: a history that is copied for each statement would take time with its length.
  @discardableResult
  mutating func take(_ acceptance: Acceptance) -> [LogEvent] {
    switch acceptance.effect {
    case .nothing: return []
    case .entry(let entry, let workspace, let summary):
      if !prose.isEmpty { prose = [] }
      return [accept(entry, workspace, summary)]
    case .history(let history, let events):
      self = history
      return events
    }
  }
}

extension Interpreter {
  /// Carries out a statement on the present state of a history.
  ///
  /// `expected` is what the statement found outside exact arithmetic when it was carried out before.
  func acceptance(
    of item: ScriptItem, on history: History, expecting expected: Findings = Findings()
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
    var workspace = history.workspace
    workspace.expected = expected
    let (outcome, reply) = try listening.result(of: item.statement, in: workspace, history)
    if let change = outcome.history {
      return Acceptance(
        effect: .history(change.history, change.events), reply: reply, ends: outcome.ends)
    }
    if catalogue.isAside(item.statement) {
      return Acceptance(effect: .nothing, reply: reply, ends: outcome.ends)
    }
    if case .success(let report) = reply.outcome {
      answers += AnswerList(report, of: item.statement).answers
    }
    return Acceptance(
      effect: effect(of: item, Array(answers.prefix(AnswerList.limit)), outcome, after: history),
      reply: reply, ends: outcome.ends)
  }

  private func effect(
    of item: ScriptItem, _ answers: [Answer], _ outcome: Outcome, after history: History
  ) -> Acceptance.Effect {
    var workspace = outcome.workspace
    let findings = workspace.findings
    (workspace.findings, workspace.expected) = (Findings(), Findings())
    let chapter = history.chapter
    let isAnother = !catalogue.onlyTells(item.statement)
    let summary =
      isAnother
      ? StateSummary(workspace, after: (chapter.summary, chapter.workspace))
      : chapter.summary
    let changed = isAnother ? chapter.summary.changes(to: summary) : []
    let hashes =
      changed.isEmpty
      ? []
      : summary.tensors.filter { changed.contains($0.name) }
        .map { Answer(key: "\($0.name).hash", value: .hash($0.hash)) }
    var statement = LoggedStatement(
      source.text(of: item.statement.range), prose: history.prose + item.prose,
      remark: item.remark, changes: !changed.isEmpty)
    statement.state = changed.isEmpty ? nil : summary.hash
    let entry = LogEntry(
      statement: statement, answers: answers + findings.answers + hashes, findings: findings,
      state: changed.isEmpty ? chapter.state : summary.hash, changed: changed)
    return .entry(entry, workspace, summary)
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
  /// Whether a statement leaves the state as it is.
  func onlyTells(_ statement: Statement) -> Bool {
    commands.first { $0.name == statement.verb.value }?.onlyTells ?? false
  }

  /// Whether a statement is about the session, so that the log does not hold it.
  func isAside(_ statement: Statement) -> Bool {
    commands.first { $0.name == statement.verb.value }?.isAside ?? false
  }
}
