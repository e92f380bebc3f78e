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
  /// The hash of the state it led to, where it changed that: what a later run is held to.
  var state: ContentHash?

  public init(_ text: String, prose: [String] = [], remark: String = "", changes: Bool) {
    self.text = text
    self.prose = prose
    self.remark = remark
    self.changes = changes
  }
}

/// A log as it is kept: what it begins with, its statements, and how many of them hold.
public struct KeptLog: Equatable, Sendable {
  public var seed: UInt64
  public var statements: [LoggedStatement] = []
  public var holding = 0
  /// How many statements it began with as one step.
  public var floor = 0

  public init(seed: UInt64) { self.seed = seed }

  /// The log without what is undone in it, as when another one takes its place; O(undone statements).
  mutating func forgetUndone() { statements.removeSubrange(holding...) }
}

/// What happened to the log of a session: all that a journal has to keep.
public enum LogEvent: Equatable, Sendable {
  /// How many logs a session keeps; beyond that the oldest is forgotten.
  static let mostLogs = 100

  /// A statement was accepted, behind those that hold.
  ///
  /// If it changes the state, the statements that were undone before it are gone; otherwise they
  /// stay, behind it.
  case accepted(LoggedStatement)
  /// So many statements of the present log hold now; the others are undone.
  case moved(holding: Int)
  /// Another log has taken the place of the present one.
  ///
  /// That stays before it, without what was undone in it; logs that were undone are gone.
  case replaced(KeptLog)
  /// Another one of the logs is the present one: the log of that number, counted from 0.
  case turned(to: Int)
}
