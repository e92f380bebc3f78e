/// A statement as the log of a session holds it: its text, and the prose that stands with it.
public struct LoggedStatement: Equatable, Sendable {
  /// As it was written, without comments around it; it may have several lines.
  public var text: String
  /// The comment lines and blank lines before it, as they were written.
  public var prose: [String]
  /// The comment behind it on its line, with its `#`; empty where there is none.
  public var remark: String
  /// Whether the state is another after it; undo passes over the others.
  public var changes: Bool

  public init(_ text: String, prose: [String] = [], remark: String = "", changes: Bool) {
    self.text = text
    self.prose = prose
    self.remark = remark
    self.changes = changes
  }
}

/// What happened to the log of a session: all that a journal has to keep.
public enum LogEvent: Equatable, Sendable {
  /// A statement was accepted, behind those that hold.
  ///
  /// If it changes the state, the statements that were undone before it are gone; otherwise they
  /// stay, behind it.
  case accepted(LoggedStatement)
  /// So many statements hold now; the others are undone.
  case moved(holding: Int)
  /// Another log has taken the place of the present one, from another seed.
  case replaced(seed: UInt64, [LoggedStatement], holding: Int)
}
