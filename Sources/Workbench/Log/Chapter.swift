import LinearAlgebra

/// A statement of the log, with what came of it.
struct LogEntry: Sendable {
  let statement: LoggedStatement
  /// What it answered, as it is recorded.
  let answers: [Answer]
  /// What it found outside exact arithmetic.
  fileprivate(set) var findings: Findings
  /// The hash of the state after it.
  let state: ContentHash
  /// What it changed, by name; empty for a statement that only told something.
  let changed: [String]
  /// The state after it, kept where the statement has made it; dropped where memory was wanted, and made
  /// again on demand.
  var workspace: Workspace? { kept.first }
  /// None or one: in an array a state is no part of each entry.
  fileprivate var kept: [Workspace] = []
  /// The memory that the state keeps, shared or not.
  fileprivate(set) var buffers: [Buffer] = []

  init(
    statement: LoggedStatement, answers: [Answer], findings: Findings, state: ContentHash,
    changed: [String]
  ) {
    (self.statement, self.answers, self.findings) = (statement, answers, findings)
    (self.state, self.changed) = (state, changed)
  }
}

/// A line of states, each made by a statement from the one before, and the place in it that is the
/// present.
///
/// Statements behind that place are undone and can be redone. A statement that changes nothing belongs
/// to the one before it: undo passes over it, and it leaves what was undone as it is.
struct Chapter: Sendable {
  let seed: UInt64
  /// The state before the first entry.
  private let start: Workspace
  private(set) var entries: [LogEntry] = []
  /// How many of the entries hold.
  private(set) var holding = 0
  /// The state now, and the same in short.
  private(set) var workspace: Workspace
  private(set) var summary: StateSummary
  /// Its hash.
  private(set) var state: ContentHash
  /// No entry before this one has its state still.
  private var firstKept = 0
  /// How many entries it began with as one step, which undo takes back as one.
  var floor = 0
  /// The log, where it was kept by another session and has not been carried out in this one.
  private(set) var asleep: KeptLog?
  /// The name under which it was saved or loaded.
  var savedName: String?
  /// Comment lines that wait for the statement that follows them.
  var prose: [String] = []

  init(seed: UInt64, limits: Limits) {
    self.seed = seed
    start = Workspace(seed: seed, limits: limits)
    workspace = start
    summary = StateSummary(start)
    state = summary.hash
  }

  /// A log that was kept and has not been carried out yet.
  init(_ kept: KeptLog, limits: Limits) {
    self.init(seed: kept.seed, limits: limits)
    (asleep, floor) = (kept, kept.floor)
  }

  /// The log as a journal keeps it.
  var kept: KeptLog {
    if let asleep { return asleep }
    var log = KeptLog(seed: seed)
    (log.statements, log.holding, log.floor) = (entries.map(\.statement), holding, floor)
    return log
  }

  /// The first entries of this log, and the state after them.
  func prefix(_ count: Int, _ workspace: Workspace) -> Chapter {
    var chapter = self
    chapter.entries.removeSubrange(count...)
    chapter.firstKept = min(firstKept, count)
    chapter.floor = 0
    chapter.move(to: count, workspace)
    return chapter
  }

  /// The entries that hold.
  var held: ArraySlice<LogEntry> { entries.prefix(holding) }

  /// Where undo goes: before the last entry that holds and changed something.
  var undoPlace: Int? { held.lastIndex { $0.statement.changes } }

  /// The first of the undone entries that changes something: what redo carries out again.
  var nextChange: Int? { entries[holding...].firstIndex { $0.statement.changes } }

  /// Where redo goes: behind the next entry that changes something, and those that belong to it.
  var redoPlace: Int? {
    guard let next = nextChange else {
      return holding < entries.count ? entries.count : nil
    }
    return entries[(next + 1)...].firstIndex { $0.statement.changes } ?? entries.count
  }

  /// Adds an entry behind those that hold; one that changes something ends what was undone.
  mutating func accept(
    _ entry: LogEntry, _ workspace: Workspace, _ summary: StateSummary,
    _ memory: inout StateMemory
  ) {
    var entry = entry
    if entry.statement.changes {
      entry.kept = [workspace]
      entry.buffers = workspace.buffers + entry.findings.files.compactMap(\.buffer)
      forgetUndone(&memory)
    }
    memory.keep(entry.buffers)
    entries.insert(entry, at: holding)
    firstKept = min(firstKept, holding)
    holding += 1
    (self.workspace, self.summary, state) = (workspace, summary, entry.state)
  }

  /// Lets go of what is undone.
  mutating func forgetUndone(_ memory: inout StateMemory) {
    entries[holding...].forEach { memory.release($0.buffers) }
    entries.removeSubrange(holding...)
    asleep?.forgetUndone()
    firstKept = min(firstKept, holding)
  }

  /// Makes the state after `count` entries the present one.
  mutating func move(to count: Int, _ workspace: Workspace) {
    holding = count
    self.workspace = workspace
    summary = StateSummary(workspace)
    state = summary.hash
  }

  /// Drops the oldest state that is kept, but for that of the present; says whether there was one.
  ///
  /// What its statement read from files cannot be made again, and goes to the disk.
  mutating func dropOldest(_ memory: inout StateMemory) -> Bool {
    let present = holding - 1
    while firstKept < entries.count, entries[firstKept].kept.isEmpty { firstKept += 1 }
    var oldest = firstKept
    while oldest < entries.count, oldest == present || entries[oldest].kept.isEmpty {
      oldest += 1
    }
    guard oldest < entries.count else { return false }
    memory.release(entries[oldest].buffers)
    entries[oldest].kept = []
    entries[oldest].findings.files = entries[oldest].findings.files.map(\.spilled)
    entries[oldest].buffers = entries[oldest].findings.files.compactMap(\.buffer)
    memory.keep(entries[oldest].buffers)
    return true
  }

  /// How many states could be gone to at once.
  var keptCount: Int { entries.count { !$0.kept.isEmpty } }

  /// How many states there are beside the start: one for each entry that changes something.
  var stateCount: Int { entries.count { $0.statement.changes } }

  /// The last state not after `count` entries that is kept, with the number of entries before it.
  func nearestKept(to count: Int) -> (count: Int, workspace: Workspace) {
    if count == holding { return (count, workspace) }
    for place in stride(from: count, to: 0, by: -1) {
      if let workspace = entries[place - 1].workspace { return (place, workspace) }
    }
    return (0, start)
  }
}

/// The memory that all kept states take, what they share counted once.
struct StateMemory: Sendable {
  private var uses: [Buffer: Int] = [:]
  private(set) var bytes = 0

  mutating func keep(_ buffers: [Buffer]) {
    for buffer in buffers {
      if uses[buffer, default: 0] == 0 { bytes += buffer.bytes }
      uses[buffer, default: 0] += 1
    }
  }

  mutating func release(_ buffers: [Buffer]) {
    for buffer in buffers {
      guard let count = uses[buffer] else { continue }
      uses[buffer] = count > 1 ? count - 1 : nil
      if count == 1 { bytes -= buffer.bytes }
    }
  }
}
