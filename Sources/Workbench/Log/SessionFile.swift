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

  /// The names of those that are saved, in order.
  static var names: [String] {
    (FolderEntry.entries(of: folder) ?? []).map(\.name)
      .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(suffix.count)) }.sorted()
  }

  /// The text of a session, with the seed that it starts from.
  static func read(
    _ name: Located<String>, _ limits: Limits
  ) throws(Diagnostic) -> (source: Source, seed: UInt64?) {
    let source: Source
    do {
      source = try Source(contentsOf: path(of: name.value), limits: limits)
    } catch {
      let meant = error.code == .cannotRead ? nearest(to: name.value, among: names) : nil
      throw Diagnostic(
        error.code, error.reason, at: name.range,
        hint: meant.map { "did you mean '\($0.visible)'?" } ?? error.hint
          ?? "sessions lists those that are saved")
    }
    let header = SessionHeader(firstLineOf: source.text)
    if let (what, newest) = header?.unknownPart {
      throw Diagnostic(
        .unknownFormat,
        "the \(what) of '\(visible(path(of: name.value)))' is newer than this whh, which knows "
          + "\(what) \(newest)", at: name.range, hint: "a newer whh may read it")
    }
    return (source, header?.seed)
  }
}
