import Glibc
import SystemPackage

/// The calls of the system itself.
package struct SystemCalls: JournalCalls {
  package init() {}

  private static let patience = 1000

  /// Makes a call until no signal breaks it off; its answer, which is never negative.
  ///
  /// Signals that never end are an error at last.
  package func made(_ call: () -> Int32) throws(Errno) -> Int32 {
    var attempts = 1
    while true {
      let answer = call()
      if answer >= 0 { return answer }
      let error = Errno(rawValue: errno)
      guard error == .interrupted, attempts < Self.patience else { throw error }
      attempts += 1
    }
  }

  package func makeFolder(_ path: String) throws(Errno) {
    _ = try made { mkdir(path, 0o700) }
    // The umask may have taken from the user as well.
    _ = try made { chmod(path, 0o700) }
  }

  package func openFolder(_ path: String, orLink: Bool) throws(Errno) -> FileDescriptor {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (orLink ? 0 : O_NOFOLLOW)
    return try opened { Glibc.open(path, flags) }
  }

  package func create(
    _ name: String, in folder: FileDescriptor
  ) throws(Errno) -> FileDescriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC
    return try opened { openat(folder.rawValue, name, flags, 0o600) }
  }

  package func open(_ name: String, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
    // Without waiting, should it be a pipe.
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    return try opened { openat(folder.rawValue, name, flags) }
  }

  /// A descriptor that is none of the standard streams, to which anybody may write.
  private func opened(_ open: () -> Int32) throws(Errno) -> FileDescriptor {
    let descriptor = try made(open)
    guard descriptor <= STDERR_FILENO else { return FileDescriptor(rawValue: descriptor) }
    defer { Glibc.close(descriptor) }
    return FileDescriptor(
      rawValue: try made { fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) })
  }

  package func restrict(_ file: FileDescriptor, to mode: FilePermissions) throws(Errno) {
    _ = try made { fchmod(file.rawValue, mode.rawValue) }
  }

  package func lock(_ file: FileDescriptor) throws(Errno) {
    _ = try made { flock(file.rawValue, LOCK_EX | LOCK_NB) }
  }

  package func write(
    _ bytes: ArraySlice<UInt8>, to file: FileDescriptor
  ) throws(Errno) -> Int {
    let piece = bytes.prefix(1 << 30)
    return Int(
      try made {
        Int32(piece.withUnsafeBytes { Glibc.write(file.rawValue, $0.baseAddress, $0.count) })
      })
  }

  package func read(_ count: Int, from file: FileDescriptor) throws(Errno) -> [UInt8] {
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(Errno) {
        filled = Int(
          try made { Int32(Glibc.read(file.rawValue, buffer.baseAddress, min(count, 1 << 30))) })
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  package func synchronize(_ file: FileDescriptor) throws(Errno) {
    _ = try made { fdatasync(file.rawValue) }
  }

  package func synchronizeNames(in folder: FileDescriptor) throws(Errno) {
    do {
      _ = try made { fsync(folder.rawValue) }
    } catch .invalidArgument {
      // A file system that keeps its names in its own way.
    }
  }

  package func rename(
    _ old: String, to new: String, in folder: FileDescriptor
  ) throws(Errno) {
    _ = try made { renameat(folder.rawValue, old, folder.rawValue, new) }
  }

  package func remove(_ name: String, in folder: FileDescriptor) throws(Errno) {
    _ = try made { unlinkat(folder.rawValue, name, 0) }
  }

  package func status(of file: FileDescriptor) throws(Errno) -> FileStatus {
    var status = stat()
    _ = try made { fstat(file.rawValue, &status) }
    return FileStatus(status)
  }

  package func status(
    of name: String, in folder: FileDescriptor
  ) throws(Errno) -> FileStatus {
    var status = stat()
    _ = try made { fstatat(folder.rawValue, name, &status, AT_SYMLINK_NOFOLLOW) }
    return FileStatus(status)
  }

  package func names(in folder: FileDescriptor) throws(Errno) -> [String] {
    let copy = try made { openat(folder.rawValue, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard let stream = fdopendir(copy) else {
      let error = Errno(rawValue: errno)
      Glibc.close(copy)
      throw error
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      // Read in place: the name may be longer than the array that is declared for it.
      let start = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
      names.append(String(cString: start.assumingMemoryBound(to: CChar.self)))
    }
    return names
  }

  package func close(_ file: FileDescriptor) { _ = Glibc.close(file.rawValue) }

  package func now() -> Int { time(nil) }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    self.init(
      identity: Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino)),
      isRegular: status.st_mode & S_IFMT == S_IFREG, isOwn: status.st_uid == geteuid(),
      permissions: FilePermissions(rawValue: status.st_mode & 0o7777),
      links: Int(status.st_nlink), modified: status.st_mtim.tv_sec)
  }
}
