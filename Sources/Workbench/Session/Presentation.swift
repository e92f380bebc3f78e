import Language

extension Session.Reply {
  /// The reply as a line of JSON.
  public func json(in source: Source) -> String {
    JSONRenderer().render(record(in: source))
  }

  private func record(in source: Source) -> StatementRecord {
    let outcome: StatementRecord.Outcome =
      switch self.outcome {
      case .success(let report): .report(report)
      case .failure(let diagnostic): .failure(FailureRecord(diagnostic, in: source))
      }
    let (seconds, attoseconds) = duration.components
    return StatementRecord(
      input: input, command: command, seconds: Double(seconds) + Double(attoseconds) * 1e-18,
      outcome: outcome)
  }
}

extension FailureRecord {
  fileprivate init(_ diagnostic: Diagnostic, in source: Source) {
    let position = source.position(of: diagnostic.range.lowerBound)
    self.init(
      code: diagnostic.code.rawValue, message: diagnostic.message, line: position.line,
      column: position.column, length: source.length(of: diagnostic.range),
      hint: diagnostic.hint)
  }
}
