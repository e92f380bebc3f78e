import Glibc

/// Where the program keeps what is of use from one session to the next.
public enum StateFolder {
  /// `whh` in `$XDG_STATE_HOME`, which is `~/.local/state` unless set; nil when there is no home.
  ///
  /// The folder need not exist.
  public static var path: String? {
    path { name in getenv(name).map { String(cString: $0) } }
  }

  package static func path(environment: (String) -> String?) -> String? {
    // The base directory specification has relative paths ignored.
    let state = environment("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment("HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let base = state ?? home.map({ $0 + "/.local/state" }) else { return nil }
    return base + "/whh"
  }
}
