import Glibc
import SystemPackage

/// The file of a journal, as whoever keeps it has it.
struct JournalOutput: ~Copyable, Sendable {
  /// A file is not made smaller below this size.
  private static let smallest = 1 << 16
  /// How many times larger than need be a file may be.
  private static let slack = 4

  private let stem: String
  private let held: HeldDescriptor
  private var lines = JournalLines()
  private var size = 0
  /// The size at which it is looked whether the file could be smaller.
  private var reviewSize = Self.smallest

  var name: JournalFile.Name { JournalFile.Name(stem, .journal) }

  /// A new file that is to take the name of another, or a name that nobody has.
  init(
    in open: borrowing OpenFolder, inPlaceOf old: JournalFile.Name?
  ) throws(Errno) {
    if let stem = old?.stem {
      let new = JournalFile.Name(stem, .new)
      // An attempt before this one may have left it behind.
      try? open.remove(new)
      self.init(stem, try open.created(new))
      return
    }
    var stem = Self.stem(at: open.calls.now())
    for attempt in 2... {
      if let held = try Self.reserved(stem, in: open) {
        self.init(stem, held)
        return
      }
      stem = Self.stem(at: open.calls.now()) + "-\(attempt)"
    }
    throw .fileExists
  }

  private init(_ stem: String, _ held: consuming HeldDescriptor) {
    self.stem = stem
    self.held = held
  }

  /// The new file for a name; nothing where somebody has the name or is about to take it.
  ///
  /// Only who has made the new file gives it the name, so that to see the name free afterwards is to
  /// have it.
  private static func reserved(
    _ stem: String, in open: borrowing OpenFolder
  ) throws(Errno) -> HeldDescriptor? {
    let new = JournalFile.Name(stem, .new)
    let held: HeldDescriptor
    do {
      held = try open.created(new)
    } catch .fileExists {
      return nil
    }
    for kind in JournalKind.allCases where kind != .new {
      guard try open.isTaken(JournalFile.Name(stem, kind)) else { continue }
      try? open.remove(new)
      return nil
    }
    return held
  }

  /// `20261125-093000-4711`: the time in UTC, and the process.
  private static func stem(at time: Int) -> String {
    var time = time_t(time)
    var parts = tm()
    gmtime_r(&time, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y%m%d-%H%M%S", &parts)
    return String(decoding: text.prefix(count).map(UInt8.init), as: UTF8.self) + "-\(getpid())"
  }

  /// Writes a whole log, forces it to the disk, and takes the name.
  mutating func publish(
    _ log: JournalLog, in open: borrowing OpenFolder
  ) throws(Errno) {
    let new = JournalFile.Name(stem, .new)
    do throws(Errno) {
      try held.calls.restrict(held.descriptor, to: .ownerReadWrite)
      // Before it has the name: nobody finds it without its lock.
      try held.calls.lock(held.descriptor)
      let bytes = Self.bytes(of: log, &lines)
      try held.writeAll(bytes)
      try held.calls.synchronize(held.descriptor)
      size = bytes.count
      try open.rename(new, to: .journal)
    } catch {
      try? open.remove(new)
      throw error
    }
  }

  /// Adds a record, and forces it to the disk.
  mutating func append(_ record: JournalRecord) throws(Errno) {
    let line = lines.line(of: record)
    try held.writeAll(line)
    try held.calls.synchronize(held.descriptor)
    size += line.count
  }

  /// Whether somebody has removed it, so that nobody would find what it holds.
  var isGone: Bool {
    guard let status = try? held.calls.status(of: held.descriptor) else { return true }
    return status.links == 0
  }

  /// Whether it is much larger than one would be that holds this log and nothing that is past.
  ///
  /// O(1) most times, O(log) when the size has reached what the last look allowed.
  mutating func isBloated(for log: JournalLog) -> Bool {
    guard size > reviewSize else { return false }
    var lines = JournalLines()
    reviewSize = max(size, Self.slack * Self.bytes(of: log, &lines).count)
    return size == reviewSize
  }

  private static func bytes(of log: JournalLog, _ lines: inout JournalLines) -> [UInt8] {
    let header = JournalRecord.header(JournalHeader(seed: log.logs[0].seed))
    return ([header] + log.events.map(JournalRecord.event)).flatMap { lines.line(of: $0) }
  }
}
