import Foundation
import Glibc
import TerminalTesting

/// The program on a terminal of its own: what is typed and what it shows.
///
/// Nothing sleeps: a test waits for what it expects to see, and fails when that does not come.
final class PseudoTerminal {
  enum Failure: Error {
    /// What was awaited, and what has been shown since.
    case missing(String, shown: String)
  }

  private static let patience = Duration.seconds(20)

  private var keyboard: Int32 = -1
  /// Our own hold of the terminal, so that its settings can be asked for after the program has
  /// gone.
  private var screen: Int32 = -1
  private(set) var process: pid_t = 0
  private var hasEnded = false
  /// Where the program keeps its journal, unless a test says where.
  private let state = try? TemporaryFolder()
  private var shown: [UInt8] = []
  /// What has come and is not yet known to be text.
  private var raw: [UInt8] = []
  /// What is to be seen.
  private(set) var picture: VirtualScreen
  /// Whether control sequences are shown as they are.
  private let isRaw: Bool

  /// Starts the program on a terminal of 24 rows.
  init(
    _ arguments: [String] = [], environment: [String: String] = [:], isRaw: Bool = false,
    columns: Int = 80
  ) throws {
    self.isRaw = isRaw
    picture = VirtualScreen(columns: columns, rows: 24)
    var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var name = [CChar](repeating: 0, count: 64)
    try SystemFailure.check("openpty", openpty(&keyboard, &screen, &name, nil, &size))
    _ = fcntl(keyboard, F_SETFD, FD_CLOEXEC)
    _ = fcntl(screen, F_SETFD, FD_CLOEXEC)
    let usual = [
      "TERM": "xterm-256color", "NO_COLOR": "1", "XDG_STATE_HOME": state?.path ?? "",
    ]
    let environment = Program.environment.merging(usual) { $1 }.merging(environment) { $1 }
    process = try spawn(arguments, environment, flags: Self.newSession) { files in
      // The first terminal that the leader of a session opens is the one that controls it.
      for descriptor in 0...2 as ClosedRange<Int32> {
        posix_spawn_file_actions_addopen(&files, descriptor, name, O_RDWR, 0)
      }
    }
  }

  deinit {
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(keyboard)
    close(screen)
  }

  /// The settings of a terminal that no program has touched.
  static func freshSettings() throws -> termios {
    var (keyboard, screen): (Int32, Int32) = (-1, -1)
    try SystemFailure.check("openpty", openpty(&keyboard, &screen, nil, nil, nil))
    defer { [keyboard, screen].forEach { close($0) } }
    var settings = termios()
    try SystemFailure.check("tcgetattr", tcgetattr(screen, &settings))
    return settings
  }

  var settings: termios {
    var settings = termios()
    tcgetattr(screen, &settings)
    return settings
  }

  /// Carries out a statement at a prompt that waits; what comes until the next prompt.
  @discardableResult
  func run(_ statement: String) throws -> String {
    try expect(row: "whh>")
    shown = []
    return try answer(statement)
  }

  /// What a statement answers, or the end of one that was begun; leaves the next prompt.
  func answer(_ line: String) throws -> String {
    type(line + "\r")
    try expect("\r\n")
    return try expect("whh> ")
  }

  func type(_ keys: String) {
    var keys = keys
    keys.withUTF8 { _ = write(keyboard, $0.baseAddress, $0.count) }
  }

  func resize(columns: UInt16) {
    picture.resize(columns: Int(columns))
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(keyboard, UInt(TIOCSWINSZ), &size)
  }

  /// Waits until `text` is shown; what was shown before it, since the last time.
  @discardableResult
  func expect(_ text: String) throws -> String {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let seen = String(decoding: shown, as: UTF8.self)
      if let range = seen.range(of: text) {
        shown = Array(seen[range.upperBound...].utf8)
        return String(seen[..<range.lowerBound])
      }
      guard ContinuousClock.now < deadline, read() else { throw Failure.missing(text, shown: seen) }
    }
  }

  /// Waits until what is to be seen is as it should be.
  func expect(_ what: String, _ isAsItShould: (VirtualScreen) -> Bool) throws {
    let deadline = ContinuousClock.now + Self.patience
    while !isAsItShould(picture) {
      guard ContinuousClock.now < deadline, read() else {
        throw Failure.missing(what, shown: picture.text.joined(separator: "\n"))
      }
    }
  }

  /// Waits until the row of the cursor is this one.
  func expect(row: String) throws {
    try expect(row) { $0.text[$0.cursor.row] == row }
  }

  /// Waits for the program to end; its status, as the shell has it.
  func end() throws -> Int32 {
    let deadline = ContinuousClock.now + Self.patience
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      _ = read(milliseconds: 20)
      guard ContinuousClock.now < deadline else {
        throw Failure.missing("the end", shown: String(decoding: shown, as: UTF8.self))
      }
    }
    hasEnded = true
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  /// Takes what is shown; false when nothing comes.
  private func read(milliseconds: Int32 = 20_000) -> Bool {
    var end = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    guard poll(&end, 1, milliseconds) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(keyboard, &bytes, bytes.count)
    picture.feed(bytes.prefix(max(0, count)))
    raw += bytes.prefix(max(0, count))
    takeText()
    return count > 0
  }

  /// Takes what is text: without control sequences, and without carriage returns but for one before a
  /// newline, since the terminal adds its own.
  private func takeText() {
    var rest = raw[...]
    raw = []
    while let byte = rest.first {
      switch byte {
      case _ where isRaw: shown.append(byte)
      case 0x1B:
        guard let end = rest.dropFirst(2).firstIndex(where: { 0x40...0x7E ~= $0 }) else {
          raw = Array(rest)
          return
        }
        rest = rest[end...]
      case 0x0D: break
      case 0x0A: shown += [0x0D, 0x0A]
      default: shown.append(byte)
      }
      rest.removeFirst()
    }
  }

  /// POSIX_SPAWN_SETSID, which glibc hides from Swift.
  private static let newSession: Int16 = 0x80
}
