/// One statement and what came of it: a line of the JSON output.
public struct StatementRecord: Equatable, Sendable {
  public enum Outcome: Equatable, Sendable {
    case report(Report)
    case failure(FailureRecord)
  }

  /// The statement as it was written.
  public var input: String
  /// The verb; `nil` where the text is no statement.
  public var command: String?
  public var seconds: Double
  public var outcome: Outcome

  public init(input: String, command: String?, seconds: Double, outcome: Outcome) {
    self.input = input
    self.command = command
    self.seconds = seconds
    self.outcome = outcome
  }
}

/// What went wrong, and where in the source.
public struct FailureRecord: Equatable, Sendable {
  /// The stable code, such as `E202`.
  public var code: String
  public var message: String
  /// Counted from 1, as is the column.
  public var line: Int
  public var column: Int
  /// The number of characters at fault.
  public var length: Int
  public var hint: String?

  public init(
    code: String, message: String, line: Int, column: Int, length: Int, hint: String? = nil
  ) {
    self.code = code
    self.message = message
    self.line = line
    self.column = column
    self.length = length
    self.hint = hint
  }
}
