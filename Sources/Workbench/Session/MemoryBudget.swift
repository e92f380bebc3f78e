import Glibc
import Language
import SystemPackage

/// How much memory a command may plan to use.
///
/// Swift cannot catch a failed allocation, and Linux grants more than there is; so every size is
/// checked against this before anything is allocated.
public struct MemoryBudget: Equatable, Sendable {
  public let bytes: Double

  public init(bytes: Double) { self.bytes = bytes }

  /// What the machine has available now, within the limits set for this process.
  public static func ofThisMachine() -> MemoryBudget {
    let limits = [available, addressSpace, controlGroup].compactMap(\.self)
    return MemoryBudget(bytes: limits.min() ?? 1e9)
  }

  /// Throws when `bytes` do not fit; `what` begins the sentence: `Whh of 512 × 512`.
  func check(_ bytes: Double, for what: String, at range: SourceRange) throws(Diagnostic) {
    guard bytes > self.bytes else { return }
    throw Diagnostic(
      .tooMuchMemory,
      "\(what) would take \(formattedBytes(bytes)), and this machine has "
        + "\(formattedBytes(self.bytes)) available",
      at: range, hint: "use a smaller size")
  }

  /// MemAvailable of /proc/meminfo, which the kernel gives in kB.
  private static var available: Double? {
    contents(of: "/proc/meminfo")?.split(separator: "\n")
      .first { $0.hasPrefix("MemAvailable:") }?
      .split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * 1024 }
  }

  /// The limit on the address space, as set by `ulimit -v`.
  private static var addressSpace: Double? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      limit.rlim_cur != rlim_t.max
    else { return nil }
    return Double(limit.rlim_cur)
  }

  /// The memory limit of the control group; absent, or `max`, where there is none.
  private static var controlGroup: Double? {
    ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
      .compactMap { path in
        contents(of: path)?.split(separator: "\n").first.flatMap { Double($0) }
      }.min()
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
