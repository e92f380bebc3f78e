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

  /// Whether nothing has ever been accepted.
  var isEmpty: Bool { chapters.count == 1 && chapter.entries.isEmpty }

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

  /// All logs as a journal keeps them, and the number of the present one.
  var kept: (all: [KeptLog], current: Int) { (chapters.map(\.kept), current) }

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
  ///
  /// What was undone is gone then.
  mutating func begin(_ history: History, floor: Int) -> LogEvent {
    forgetLater()
    chapters[current].forgetUndone(&memory)
    var chapter = history.chapter
    chapter.floor = floor
    for entry in chapter.entries { memory.keep(entry.buffers) }
    chapters.append(chapter)
    if chapters.count > LogEvent.mostLogs { forgetFirst() }
    current = chapters.count - 1
    trim()
    return .replaced(chapter.kept)
  }

  private mutating func forgetFirst() {
    chapters.removeFirst().entries.forEach { memory.release($0.buffers) }
    chapters[0].floor = 0
  }

  /// The number of the log that undo goes back to, where it takes back the present one as a whole.
  var logBefore: Int? {
    let isBehindFloor = chapter.holding >= chapter.floor
    let isWhole = chapter.undoPlace.map { isBehindFloor && $0 < chapter.floor } ?? true
    return current > 0 && isWhole ? current - 1 : nil
  }

  /// The number of the log that redo goes on to, which undo has taken back.
  var logAfter: Int? {
    chapter.redoPlace == nil && current + 1 < chapters.count ? current + 1 : nil
  }

  /// Makes another log the present one, which has to be awake.
  mutating func turn(to number: Int) -> LogEvent {
    current = number
    return .turned(to: number)
  }

  /// The log of that number, if it has not been carried out in this session yet.
  func asleep(_ number: Int) -> KeptLog? { chapters[number].asleep }

  /// Puts what came of carrying out a log in its place.
  mutating func wake(_ number: Int, as history: History) {
    var chapter = history.chapter
    chapter.floor = chapters[number].floor
    for entry in chapter.entries { memory.keep(entry.buffers) }
    chapters[number] = chapter
    trim()
  }

  /// A history of logs that were kept, none of which has been carried out.
  init(_ logs: [KeptLog], current: Int, limits: Limits) {
    chapters = logs.map { Chapter($0, limits: limits) }
    self.current = current
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
