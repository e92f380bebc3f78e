import Language
import LinearAlgebra

extension Session {
  /// What the statement of a text would do or what its expression is worth, in one line; or what is
  /// wrong with it, where that is certain although the statement is not finished.
  ///
  /// Nothing is carried out: a session is a value, and this does not change it. A command declares what
  /// can be told of it; nothing is told of several statements, of what would take longer than
  /// `budget`, and of what would have to be computed first. No file is opened but the session that
  /// `load` or `replay` names.
  public func preview(of text: String, within budget: Duration) -> String? {
    guard text.utf8.count <= Foresight.longestText else { return nil }
    let foresight = Foresight(session: self, source: Source(text), budget: budget)
    do {
      return try foresight.sentence()
    } catch {
      return foresight.certain(diagnostic(for: error, at: SourceRange(0, 0)))
    }
  }
}

/// One preview.
private struct Foresight {
  static let longestText = 4096

  let session: Session
  let source: Source
  let budget: Duration

  func sentence() throws -> String? {
    var parser = Parser(source.text, grammar: session.catalogue.grammar)
    guard let statement = try parser.next(), try parser.next() == nil else { return nil }
    guard !session.resources.isPlaying, isCheap(statement) else { return nil }
    let command = try session.catalogue.command(named: statement.verb)
    let sentence = try command.form(of: statement)?.preview(statement, evaluation(of: statement))
    return sentence.flatMap { $0.isEmpty ? nil : visible($0) }
  }

  /// What is wrong for certain: a mistake with something behind it, so that no letter more mends it.
  func certain(_ complaint: Diagnostic) -> String? {
    guard Self.lasting.contains(complaint.code), complaint.range.count > 0,
      complaint.range.upperBound < source.text.utf8.count
    else { return nil }
    let suggestion = complaint.hint.flatMap { hint in
      hint.hasPrefix("did you mean") ? hint.prefix { $0 != "?" } + "?" : nil
    }
    return visible(
      [complaint.message, suggestion.map { String($0) }].compactMap(\.self)
        .joined(separator: "; "))
  }

  /// The codes of mistakes that what follows does not mend.
  private static let lasting: Set<ErrorCode> = [
    .unknownCommand, .unknownScheme, .unknownMatrix, .unknownLabel, .unknownChoice, .unknownTopic,
    .badNumber, .repeatedLabel, .conflictingLabels,
  ]

  /// With means that stop when the time is over, and reach nothing outside.
  private func evaluation(of statement: Statement) -> Evaluation {
    let end = ContinuousClock.now + budget
    var means = session.resources
    means.interruption = Interruption { ContinuousClock.now > end }
    // Asking the system for its free memory would open files of it.
    means.memory = MemoryBudget(bytes: .infinity)
    means.dialogue = nil
    means.limits = session.workspace.limits
    return Evaluation(
      workspace: session.workspace.withoutStaleTheory, catalogue: session.catalogue,
      resources: means, source: source,
      audience: .nobody, history: session.history, statementRange: statement.verb.range
    ) { _, _ in
      throw Interrupted()
    }
  }

  /// Whether the expressions of a statement are worth their values at once.
  private func isCheap(_ statement: Statement) -> Bool {
    statement.arguments.allSatisfy { argument in
      switch argument.content {
      case .expression(let expression): session.workspace.isCheap(expression)
      case .call(_, let settings):
        settings.allSatisfy { setting in
          guard case .expression(let expression) = setting.content else { return true }
          return session.workspace.isCheap(expression)
        }
      case .word, .flag, .block: true
      }
    }
  }
}

extension Workspace {
  /// How many numbers a preview goes through.
  static let previewedNumbers = 1 << 20

  /// Whether an expression is computed within a millisecond or so: it makes no long list, and reads no
  /// large matrix or list.
  fileprivate func isCheap(_ expression: Expression) -> Bool {
    guard expression.node.children.allSatisfy(isCheap) else { return false }
    switch expression.node {
    case .range:
      return (Evaluator(self).count(of: expression) ?? 0) <= 10_000
    case .path(let path):
      let names = path.map(\.value)
      if let (name, _) = MatrixName.leading(names) {
        let entries = parts(of: name).compactMap { weights[$0]?.matrix.elements.count }
        return entries.reduce(0, +) <= Self.previewedNumbers
      }
      return names.count > 1 || (variables[names[0]]?.count ?? 0) <= 10_000
    default: return true
    }
  }
}
