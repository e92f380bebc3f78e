import Glibc
import SystemPackage

/// What a journal asks of the system.
///
/// A seam: tests put disks behind it that fill up, fail, or lose what was not forced to them.
package protocol JournalCalls: Sendable {
  /// Makes one folder, for the user alone.
  func makeFolder(_ path: String) throws(Errno)
  /// Opens a folder; whether a link to one will do.
  func openFolder(_ path: String, orLink: Bool) throws(Errno) -> FileDescriptor
  /// Makes a file that was not there, for writing at its end, by the user alone.
  func create(_ name: String, in folder: FileDescriptor) throws(Errno) -> FileDescriptor
  /// Opens a file for reading, and for the lock; not through a link.
  func open(_ name: String, in folder: FileDescriptor) throws(Errno) -> FileDescriptor
  func restrict(_ file: FileDescriptor, to mode: FilePermissions) throws(Errno)
  /// Takes the file's one lock, which goes with the descriptor; `wouldBlock` where another has it.
  func lock(_ file: FileDescriptor) throws(Errno)
  /// Writes some of the bytes at the end; how many.
  func write(_ bytes: ArraySlice<UInt8>, to file: FileDescriptor) throws(Errno) -> Int
  /// Reads up to `count` bytes; none at the end.
  func read(_ count: Int, from file: FileDescriptor) throws(Errno) -> [UInt8]
  /// Forces the content of a file to the disk.
  func synchronize(_ file: FileDescriptor) throws(Errno)
  /// Forces the names in a folder to the disk.
  func synchronizeNames(in folder: FileDescriptor) throws(Errno)
  func rename(_ old: String, to new: String, in folder: FileDescriptor) throws(Errno)
  func remove(_ name: String, in folder: FileDescriptor) throws(Errno)
  func status(of file: FileDescriptor) throws(Errno) -> FileStatus
  /// What is known of a name itself, be it a link.
  func status(of name: String, in folder: FileDescriptor) throws(Errno) -> FileStatus
  func names(in folder: FileDescriptor) throws(Errno) -> [String]
  func close(_ file: FileDescriptor)
  /// The time, in seconds since 1970.
  func now() -> Int
}

/// What the system knows of a file.
package struct FileStatus: Equatable, Sendable {
  /// What tells a file from all others.
  package struct Identity: Equatable, Sendable {
    let device, number: UInt64

    package init(device: UInt64, number: UInt64) { (self.device, self.number) = (device, number) }
  }

  package var identity: Identity
  package var isRegular: Bool
  package var isOwn: Bool
  package var permissions: FilePermissions
  /// How many names it has.
  package var links: Int
  /// When it was last written, in seconds since 1970.
  package var modified: Int

  package init(
    identity: Identity, isRegular: Bool, isOwn: Bool, permissions: FilePermissions, links: Int,
    modified: Int
  ) {
    (self.identity, self.isRegular, self.isOwn) = (identity, isRegular, isOwn)
    (self.permissions, self.links, self.modified) = (permissions, links, modified)
  }
}

/// A descriptor that is closed with its holder, and with it the lock that it may have.
package struct HeldDescriptor: ~Copyable, Sendable {
  package let descriptor: FileDescriptor
  package let calls: any JournalCalls

  package init(_ descriptor: FileDescriptor, _ calls: any JournalCalls) {
    (self.descriptor, self.calls) = (descriptor, calls)
  }

  deinit { calls.close(descriptor) }
}
