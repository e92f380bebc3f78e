import Glibc
import SystemPackage

/// Where a path leads: an absolute one without `.`, `..` and symbolic links.
///
/// Follows links one by one as the kernel does, also where they end in nothing, as the place of a new
/// file does. Bytes are compared, not characters: to Linux é in one scalar and é in two are two names.
struct ResolvedPath {
  let location: FilePath

  private static let mostLinks = 40

  /// Nothing where links go round in circles, or where the system does not tell what is there.
  init?(_ path: String) {
    guard let start = Self.absolute(path) else { return nil }
    var pending = Array(start.components.reversed())
    var location: FilePath = "/"
    var links = 0
    while let component = pending.popLast() {
      guard component.kind == .regular else {
        if component.kind == .parentDirectory { location.removeLastComponent() }
        continue
      }
      let next = location.appending(component)
      switch Self.entry(next) {
      case .link(let destination):
        links += 1
        guard links <= Self.mostLinks else { return nil }
        if destination.isAbsolute { location = "/" }
        pending += destination.components.reversed()
      case .noLink: location = next
      case .unknown: return nil
      }
    }
    self.location = location
  }

  /// Whether there is something, be it a folder or a device.
  var isThere: Bool {
    var status = stat()
    return location.withPlatformString { lstat($0, &status) } == 0
  }

  private static func absolute(_ path: String) -> FilePath? {
    let path = FilePath(path)
    guard !path.isAbsolute else { return path }
    guard let folder = getcwd(nil, 0) else { return nil }
    defer { free(folder) }
    return FilePath(platformString: folder).appending(path.components)
  }

  /// What is at a place, as far as it matters here.
  private enum Entry {
    case link(FilePath)
    /// Something else, or nothing at all.
    case noLink
    /// A name that is too long, or in a folder that may not be looked into.
    case unknown
  }

  private static func entry(_ location: FilePath) -> Entry {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = location.withPlatformString { readlink($0, &buffer, Int(PATH_MAX)) }
    if length > 0 { return .link(FilePath(platformString: buffer)) }
    return [EINVAL, ENOENT, ENOTDIR].contains(errno) ? .noLink : .unknown
  }
}
