import Language
import SystemPackage

/// Where sessions are kept, and how they are read.
enum SessionFile {
  static let folder = "sessions"
  static let suffix = ".whh"

  /// The path that a name stands for: `sessions/NAME.whh`, or the name itself where it is a path.
  static func path(of name: String) -> String {
    name.contains("/") || name.hasSuffix(suffix)
      ? expandingHome(name) : "\(folder)/\(name)\(suffix)"
  }

  /// The text of a session, with the seed that it starts from.
  static func read(
    _ name: Located<String>
  ) throws(Diagnostic) -> (source: Source, seed: UInt64?) {
    let source: Source
    do {
      source = try Source(contentsOf: path(of: name.value))
    } catch {
      throw Diagnostic(
        error.code, error.reason, at: name.range, hint: "sessions lists those that are saved")
    }
    let header = SessionHeader(firstLineOf: source.text)
    if let header { try check(header, name) }
    return (source, header?.seed)
  }

  private static func check(
    _ header: SessionHeader, _ name: Located<String>
  ) throws(Diagnostic) {
    let known = [
      ("format", header.format, SessionHeader.format),
      ("stream", header.stream, SessionHeader.stream),
    ]
    for (what, found, newest) in known where found < 1 || found > newest {
      throw Diagnostic(
        .unknownFormat,
        "'\(visible(path(of: name.value)))' has \(what) \(found), and this whh knows \(what) "
          + (newest == 1 ? "1" : "1 to \(newest)"),
        at: name.range, hint: "a newer whh may read it")
    }
  }
}
