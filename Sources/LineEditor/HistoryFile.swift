import Glibc

/// The file that keeps what was typed, one entry a line, oldest first, with `\n` for a newline,
/// `\r` for a carriage return and `\\` for a backslash.
///
/// Entries are appended as they are typed, under a lock, so that sessions share the file and a
/// killed one loses nothing. What cannot be written is kept for the session only: a prompt is no
/// place to complain about a disk.
public struct HistoryFile: Sendable {
  /// How many entries are loaded.
  static let limit = 10_000

  /// How much of the end of a large file is looked at.
  private static let window = 4 << 20

  private let path: String

  public init(path: String) {
    self.path = path
  }

  /// The file `$WHH_HISTORY`, and none where that is empty; or else `history` in the state folder, which
  /// is made.
  public static func standard(in stateFolder: String?) -> HistoryFile? {
    standard(in: stateFolder) { name in getenv(name).map { String(cString: $0) } }
  }

  package static func standard(
    in stateFolder: String?, environment: (String) -> String?
  ) -> HistoryFile? {
    if let chosen = environment("WHH_HISTORY") {
      return chosen.isEmpty ? nil : HistoryFile(path: chosen)
    }
    guard let stateFolder else { return nil }
    makeFolder(stateFolder)
    return HistoryFile(path: stateFolder + "/history")
  }

  /// The last entries, oldest first.
  ///
  /// O(bytes read), at most 4 MiB.
  package func entries() -> [String] {
    guard let text = tail() else { return [] }
    return text.split(separator: UInt8(ascii: "\n")).suffix(Self.limit).map {
      Self.unescaped(String(decoding: $0, as: UTF8.self))
    }
  }

  /// Adds an entry at the end.
  ///
  /// O(length).
  package func append(_ entry: String) {
    let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    guard flock(file, LOCK_EX) == 0 else { return }
    var line = (Self.endsInsideLine(file) ? "\n" : "") + Self.escaped(entry) + "\n"
    line.withUTF8 { _ = write(file, $0.baseAddress, $0.count) }
  }

  package static func escaped(_ entry: String) -> String {
    let scalars = entry.unicodeScalars.flatMap { escapes[$0] ?? [$0] }
    return String(String.UnicodeScalarView(scalars))
  }

  package static func unescaped(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "\\")) else { return line }
    var entry = String.UnicodeScalarView()
    var scalars = line.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      let escape = escapes.first { $0.value == [scalar] + scalars.prefix(1) }
      if escape != nil { scalars.removeFirst() }
      entry.append(escape?.key ?? scalar)
    }
    return String(entry)
  }

  private static let escapes: [Unicode.Scalar: [Unicode.Scalar]] = [
    "\n": ["\\", "n"], "\r": ["\\", "r"], "\\": ["\\", "\\"],
  ]

  /// The whole lines at the end of the file.
  private func tail() -> ArraySlice<UInt8>? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let start = max(0, Int(status.st_size) - Self.window)
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size) - start) { buffer, count in
      count = max(0, pread(file, buffer.baseAddress, buffer.count, start))
    }
    guard start > 0 else { return bytes[...] }
    return bytes.drop { $0 != UInt8(ascii: "\n") }
  }

  /// Whether the last line lacks its newline, as after a write that a full disk cut short.
  private static func endsInsideLine(_ file: Int32) -> Bool {
    let size = lseek(file, 0, SEEK_END)
    var last: UInt8 = 0
    return size > 0 && pread(file, &last, 1, size - 1) == 1 && last != UInt8(ascii: "\n")
  }

  /// Makes a folder and those above it, for the user alone.
  private static func makeFolder(_ path: String) {
    for end in path.indices.dropFirst() where path[end] == "/" {
      mkdir(String(path[..<end]), 0o700)
    }
    mkdir(path, 0o700)
  }
}
