/// What is wrong, where, and what to do next.
public struct Diagnostic: Error, Equatable, Sendable {
  public var code: ErrorCode

  /// A lower-case sentence without a full stop that names the culprit in single quotes.
  public var message: String

  public var range: SourceRange

  /// The next step, in the same style as the message.
  public var hint: String?

  /// Whether more text could still make a valid statement, so that a prompt should read on.
  public var isIncomplete: Bool

  public init(
    _ code: ErrorCode, _ message: String, at range: SourceRange, hint: String? = nil,
    isIncomplete: Bool = false
  ) {
    self.code = code
    self.message = message
    self.range = range
    self.hint = hint
    self.isIncomplete = isIncomplete
  }
}
