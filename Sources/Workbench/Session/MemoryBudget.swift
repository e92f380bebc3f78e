import Glibc
import Language
import SystemPackage

/// How much memory a command may plan to use.
///
/// Swift cannot catch a failed allocation, and Linux grants more than there is; so every size is
/// checked against this before anything is allocated.
public struct MemoryBudget: Sendable {
  /// What may be planned for, given the share of the free memory that is allowed.
  private let measure: @Sendable (_ share: Double) -> Double
  /// The share of the free memory that one statement may plan to use; the rest is for everybody else
  /// on the machine.
  var share = Limits.standard.memoryShare
  /// Whether nothing that could be typed makes the share larger.
  var isFixed = false
  /// The bytes that OpenBLAS may map for itself.
  ///
  /// Refused them, it asks again and again; so they are counted where address space is limited.
  /// Measured: with 400 MB to spare it never waits.
  let lapackReserve: Double

  /// A budget that stays the same, whatever is in use.
  public init(bytes: Double) {
    self.init(lapackReserve: 0) { _ in bytes }
    isFixed = true
  }

  private init(lapackReserve: Double, measure: @escaping @Sendable (Double) -> Double) {
    self.measure = measure
    self.lapackReserve = lapackReserve
  }

  /// A share of what the machine has free at the moment of asking, within the limits set for this
  /// process.
  public static let ofThisMachine = MemoryBudget(lapackReserve: addressSpace == nil ? 0 : 400e6) {
    let shared = [free, controlGroup].compactMap(\.self).min() ?? 1e9
    // The address space is the process's own; something is always left for what nobody counts.
    let own = addressSpace.map { 0.9 * $0 }
    return max(0, min(min($0, 0.9) * shared, own ?? .infinity) - 16e6)
  }

  /// The bytes that may be planned for.
  var available: Double { measure(share) }

  /// Throws when `bytes` do not fit; `what` begins the sentence: `Whh of 512 × 512`.
  func check(_ bytes: Double, for what: String) throws(MemoryShortage) {
    let available = available
    guard bytes > available else { return }
    throw MemoryShortage(what: what, needed: bytes, available: available, hint: hint)
  }

  private var hint: String {
    guard !isFixed, let most = Limit.memory.settable?.upperBound, share < most else {
      return "use a smaller size"
    }
    return "use a smaller size, or more of the free memory: limits memory=\(most)"
  }

  /// The same, with the complaint at a place in the text.
  func check(_ bytes: Double, for what: String, at range: SourceRange) throws(Diagnostic) {
    do {
      try check(bytes, for: what)
    } catch {
      throw error.diagnostic(at: range)
    }
  }

  /// MemAvailable of /proc/meminfo, which the kernel gives in kB.
  private static var free: Double? {
    contents(of: "/proc/meminfo")?.split(separator: "\n")
      .first { $0.hasPrefix("MemAvailable:") }?
      .split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * 1024 }
  }

  /// What is left of the address space, where `ulimit -v` limits it.
  private static var addressSpace: Double? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      limit.rlim_cur != rlim_t.max
    else { return nil }
    let pages = contents(of: "/proc/self/statm")?.split(separator: " ").first
    let used = pages.flatMap { Double($0) }.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
    return max(0, Double(limit.rlim_cur) - (used ?? 0))
  }

  /// What is left in the control group, where it is limited.
  private static var controlGroup: Double? {
    let groups = [
      ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
      (
        "/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"
      ),
    ]
    return groups.compactMap { limit, use in
      number(in: limit).map { max(0, $0 - (number(in: use) ?? 0)) }
    }.min()
  }

  /// The number that a file of the kernel begins with; none where it says `max`.
  private static func number(in path: String) -> Double? {
    contents(of: path)?.split(separator: "\n").first.flatMap { Double($0) }
  }

  /// The text of a small file of the kernel.
  private static func contents(of path: String) -> String? {
    guard let file = try? FileDescriptor.open(FilePath(path), .readOnly) else { return nil }
    defer { try? file.close() }
    let bytes = try? [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
      count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }
}

/// More memory was wanted than there is.
struct MemoryShortage: Error, Equatable {
  let what: String
  let needed: Double
  let available: Double
  let hint: String

  func diagnostic(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .tooMuchMemory,
      "\(what) would take \(formattedBytes(needed)), more than the limit 'memory' allows: "
        + formattedBytes(available),
      at: range, hint: hint)
  }
}
