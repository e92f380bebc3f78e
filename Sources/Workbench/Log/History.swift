/// All states of a session that can be gone to: the log, and the logs that other ones have replaced.
///
/// A value: a statement that fails leaves the one before it. States share the memory of what has not
/// changed; where all together take more than is allowed, the oldest are dropped and made again from
/// their statements when somebody goes there.
public struct History: Sendable {
  private(set) var chapters: [Chapter]
  private var current = 0
  private var memory = StateMemory()

  init(seed: UInt64, limits: Limits) { self.init(Chapter(seed: seed, limits: limits)) }

  /// A history that begins with a log.
  init(_ chapter: Chapter) {
    chapters = [chapter]
    for entry in chapter.entries { memory.keep(entry.buffers) }
  }

  /// The log as it is.
  var chapter: Chapter { chapters[current] }

  var workspace: Workspace { chapter.workspace }

  /// The most bytes that states may take beside the present one.
  var memoryLimit: Double { workspace.limits.undoMemory }

  /// The bytes that the states take.
  var memoryUse: Int { memory.bytes }

  /// The name under which the log was saved or loaded.
  var savedName: String? {
    get { chapter.savedName }
    set { chapters[current].savedName = newValue }
  }

  /// The comment lines that wait for the next statement.
  var prose: [String] {
    get { chapter.prose }
    set { chapters[current].prose = newValue }
  }

  /// Adds what came of a statement.
  mutating func accept(
    _ entry: LogEntry, _ workspace: Workspace, _ summary: StateSummary
  ) -> LogEvent {
    if entry.statement.changes { forgetLater() }
    chapters[current].accept(entry, workspace, summary, &memory)
    trim()
    return .accepted(entry.statement)
  }

  /// Makes another state of the present log the present one.
  mutating func move(to count: Int, _ workspace: Workspace) -> LogEvent {
    chapters[current].move(to: count, workspace)
    return .moved(holding: count)
  }

  /// Puts another log in the place of the present one, which undo brings back.
  mutating func begin(_ history: History, floor: Int) -> LogEvent {
    forgetLater()
    var chapter = history.chapter
    chapter.floor = floor
    for entry in chapter.entries { memory.keep(entry.buffers) }
    chapters.append(chapter)
    current += 1
    trim()
    return replaced
  }

  /// Whether undo takes back the whole log that is the present one.
  var undoEndsChapter: Bool {
    current > 0
      && (chapter.undoPlace == nil || chapter.floor > 0 && chapter.holding == chapter.floor)
  }

  /// Goes back to the log before; there has to be one.
  mutating func endChapter() -> LogEvent {
    current -= 1
    return replaced
  }

  /// Whether redo goes on to a log that undo has taken back.
  var redoBeginsChapter: Bool { chapter.redoPlace == nil && current + 1 < chapters.count }

  /// Goes on to the log that was taken back; there has to be one.
  mutating func beginChapterAgain() -> LogEvent {
    current += 1
    return replaced
  }

  /// The present log, as one that has taken the place of another.
  var replaced: LogEvent {
    .replaced(
      seed: chapter.seed, chapter.entries.map(\.statement), holding: chapter.holding)
  }

  private mutating func forgetLater() {
    for chapter in chapters[(current + 1)...] {
      chapter.entries.forEach { memory.release($0.buffers) }
    }
    chapters.removeSubrange((current + 1)...)
  }

  private mutating func trim() {
    for index in chapters.indices {
      while Double(memory.bytes) > memoryLimit, chapters[index].dropOldest(&memory) {}
    }
  }
}
