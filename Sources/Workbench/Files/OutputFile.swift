import Glibc
import SystemPackage

/// A file being written from its start to its end.
public struct OutputFile {
  /// The path for errors, as the user wrote it.
  public let path: String
  private let descriptor: FileDescriptor

  /// Opens the file at `location`; a new one gets the permissions that the user's umask leaves.
  init(
    _ path: String, at location: FilePath, options: FileDescriptor.OpenOptions
  ) throws(FileError) {
    self.path = path
    do {
      descriptor = try .open(
        location, .writeOnly, options: options, permissions: FilePermissions(rawValue: 0o666))
    } catch {
      throw FileError(writing: path, error)
    }
  }

  /// Appends the bytes of the values as they are in memory.
  public func write<Value: BitwiseCopyable>(_ values: [Value]) throws(FileError) {
    do {
      _ = try values.withUnsafeBytes { try descriptor.writeAll($0) }
    } catch {
      throw FileError(writing: path, error)
    }
  }

  /// Takes over owner, where that is allowed, and permissions of the file that is to be replaced.
  func adopt(_ old: stat) {
    _ = fchown(descriptor.rawValue, old.st_uid, old.st_gid)
    _ = fchmod(descriptor.rawValue, old.st_mode & 0o777)
  }

  /// Forces all to the disk, so that a full one shows now at the latest.
  func synchronize() throws(FileError) {
    guard fsync(descriptor.rawValue) == 0 else {
      throw FileError(writing: path, Errno(rawValue: errno))
    }
  }

  func close() { try? descriptor.close() }
}
