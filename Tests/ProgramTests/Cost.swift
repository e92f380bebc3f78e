import Foundation

/// What a program has cost so far.
struct Cost {
  /// Of all its threads, in seconds.
  let time: Double
  /// The most memory it has ever held, in bytes.
  let peak: Int
}

extension Conversation {
  /// What the program has cost up to now.
  ///
  /// The time is that of its own work, which a busy machine hardly changes. The peak is the kernel's for
  /// this program alone; that of `wait4` would hold the one of the test that started it.
  func cost() throws -> Cost {
    var clock: clockid_t = 0
    try SystemFailure.check("clock_getcpuclockid", clock_getcpuclockid(process, &clock))
    var time = timespec()
    try SystemFailure.check("clock_gettime", clock_gettime(clock, &time))
    return Cost(
      time: Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9, peak: try peak())
  }

  private func peak() throws -> Int {
    let status = try String(contentsOf: .init(filePath: "/proc/\(process)/status"), encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    guard let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Failure.missing("VmHWM", said: status)
    }
    return kilobytes * 1024
  }
}
