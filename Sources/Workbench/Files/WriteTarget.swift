import Glibc
import SystemPackage

/// What a path that is to be written leads to.
struct WriteTarget {
  /// As the user wrote it.
  let path: String
  /// Where the links end.
  let location: FilePath
  /// What is there now; `nil` when nothing is.
  let status: stat?

  private static let mostLinks = 40

  init(_ path: String) throws(FileError) {
    self.path = path
    guard !path.isEmpty else { throw FileError(path, .cannotWrite(reason: "it has no name")) }
    status = Self.status(of: FilePath(path))
    guard let status else {
      if path.hasSuffix("/") { throw FileError(path, .directory) }
      location = try Self.followingLinks(FilePath(path), path)
      return
    }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw FileError(path, .directory) }
    // Links to pipes, as /dev/stdout may be one, lead to no path that could be opened.
    location = kind == S_IFREG ? try Self.followingLinks(FilePath(path), path) : FilePath(path)
    // Taking over the name needs only the folder's permission; the file's own counts for its owner.
    guard location.withPlatformString({ access($0, W_OK) }) == 0 else {
      throw FileError(writing: path, Errno(rawValue: errno))
    }
  }

  /// Whether it is an ordinary file, or none yet.
  var isReplaceable: Bool { status.map { $0.st_mode & S_IFMT == S_IFREG } ?? true }

  var folder: FilePath {
    let folder = location.removingLastComponent()
    return folder.isEmpty ? "." : folder
  }

  /// The path with its last component's links followed, also where they end in nothing.
  private static func followingLinks(
    _ start: FilePath, _ path: String
  ) throws(FileError) -> FilePath {
    var location = start
    for _ in 0..<mostLinks {
      guard let next = destination(of: location) else { return location }
      location = location.removingLastComponent().pushing(next)
    }
    throw FileError(writing: path, Errno.tooManySymbolicLinkLevels)
  }

  /// What a symbolic link holds; `nil` for anything else.
  private static func destination(of location: FilePath) -> FilePath? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = location.withPlatformString { readlink($0, &buffer, Int(PATH_MAX)) }
    guard length > 0 else { return nil }
    return FilePath(platformString: buffer)
  }

  private static func status(of location: FilePath) -> stat? {
    var status = stat()
    return location.withPlatformString { stat($0, &status) } == 0 ? status : nil
  }
}
