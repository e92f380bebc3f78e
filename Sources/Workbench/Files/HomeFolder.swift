import Glibc

/// The path with a leading `~` or `~/` replaced by the home folder; as it is where there is none, and
/// for `~name`, since other people's folders are not looked up.
public func expandingHome(_ path: String) -> String {
  expandingHome(path, home: getenv("HOME").map { String(cString: $0) })
}

package func expandingHome(_ path: String, home: String?) -> String {
  guard let home, !home.isEmpty, path == "~" || path.hasPrefix("~/") else { return path }
  return home + path.dropFirst()
}
