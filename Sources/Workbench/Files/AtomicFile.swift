import Glibc
import SystemPackage

/// Replaces files as a whole: a reader, a full disk or a power cut meets the old file or the new one,
/// never half of one.
///
/// The new content goes to a file beside the target, is forced to the disk, takes over the target's
/// permissions and then its name. A symbolic link is followed, so that what it points to is replaced
/// and the link stays. Pipes and devices such as /dev/stdout are written to directly.
public enum AtomicFile {
  /// Gives the file at `path` what `content` writes; whatever fails, the old file stays as it was and
  /// nothing else is left behind.
  public static func replace(
    _ path: String, _ content: (OutputFile) throws(FileError) -> Void
  ) throws(FileError) {
    let target = try WriteTarget(path)
    if target.isReplaceable {
      try Replacement(target).carryOut(content)
    } else {
      let file = try OutputFile(path, at: target.location, options: .closeOnExec)
      defer { file.close() }
      try content(file)
    }
  }
}

/// A new file that waits beside its target to take over the name.
private struct Replacement {
  private let target: WriteTarget
  private let location: FilePath
  private let file: OutputFile

  /// A file of its own name, with the permissions that any new file would have.
  ///
  /// The name does not grow with the target's, which may already be as long as names can be.
  init(_ target: WriteTarget) throws(FileError) {
    self.target = target
    var attempt = 0
    while true {
      let location = target.folder.appending(".whh-\(getpid())-\(attempt).part")
      do {
        file = try OutputFile(
          target.path, at: location, options: [.create, .exclusiveCreate, .closeOnExec])
        self.location = location
        return
      } catch  where Self.isTaken(location) && attempt < 1000 {
        attempt += 1
      }
    }
  }

  private static func isTaken(_ location: FilePath) -> Bool {
    location.withPlatformString { access($0, F_OK) == 0 }
  }

  func carryOut(_ content: (OutputFile) throws(FileError) -> Void) throws(FileError) {
    do {
      try fill(content)
      try takeName()
    } catch {
      _ = location.withPlatformString { unlink($0) }
      throw error
    }
  }

  private func fill(_ content: (OutputFile) throws(FileError) -> Void) throws(FileError) {
    defer { file.close() }
    try content(file)
    if let old = target.status { file.adopt(old) }
    try file.synchronize()
  }

  private func takeName() throws(FileError) {
    let result = location.withPlatformString { new in
      target.location.withPlatformString { old in rename(new, old) }
    }
    guard result == 0 else { throw FileError(writing: target.path, Errno(rawValue: errno)) }
    synchronizeFolder()
  }

  /// Makes the new name last.
  ///
  /// The content is safe by now, and some file systems cannot do this, so that a failure is none of
  /// the user's.
  private func synchronizeFolder() {
    guard let folder = try? FileDescriptor.open(target.folder, .readOnly, options: .closeOnExec)
    else { return }
    _ = fsync(folder.rawValue)
    try? folder.close()
  }
}
