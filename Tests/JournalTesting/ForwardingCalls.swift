import SystemPackage
import Workbench

/// Calls that are those of somebody else, but for the ones that are declared anew.
package protocol ForwardingCalls: JournalCalls {
  var base: any JournalCalls { get }
}

extension ForwardingCalls {
  package func makeFolder(_ path: String) throws(Errno) { try base.makeFolder(path) }

  package func openFolder(_ path: String, orLink: Bool) throws(Errno) -> FileDescriptor {
    try base.openFolder(path, orLink: orLink)
  }

  package func create(_ name: String, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
    try base.create(name, in: folder)
  }

  package func open(_ name: String, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
    try base.open(name, in: folder)
  }

  package func restrict(_ file: FileDescriptor, to mode: FilePermissions) throws(Errno) {
    try base.restrict(file, to: mode)
  }

  package func lock(_ file: FileDescriptor) throws(Errno) { try base.lock(file) }

  package func write(_ bytes: ArraySlice<UInt8>, to file: FileDescriptor) throws(Errno) -> Int {
    try base.write(bytes, to: file)
  }

  package func read(_ count: Int, from file: FileDescriptor) throws(Errno) -> [UInt8] {
    try base.read(count, from: file)
  }

  package func synchronize(_ file: FileDescriptor) throws(Errno) { try base.synchronize(file) }

  package func synchronizeNames(in folder: FileDescriptor) throws(Errno) {
    try base.synchronizeNames(in: folder)
  }

  package func rename(
    _ old: String, to new: String, in folder: FileDescriptor
  ) throws(Errno) {
    try base.rename(old, to: new, in: folder)
  }

  package func remove(_ name: String, in folder: FileDescriptor) throws(Errno) {
    try base.remove(name, in: folder)
  }

  package func status(of file: FileDescriptor) throws(Errno) -> FileStatus {
    try base.status(of: file)
  }

  package func status(
    of name: String, in folder: FileDescriptor
  ) throws(Errno) -> FileStatus {
    try base.status(of: name, in: folder)
  }

  package func names(in folder: FileDescriptor) throws(Errno) -> [String] {
    try base.names(in: folder)
  }

  package func close(_ file: FileDescriptor) { base.close(file) }

  package func now() -> Int { base.now() }
}

/// Calls that force nothing to the disk: the control of the tests of power cuts.
package struct UnsafeCalls: ForwardingCalls {
  package let base: any JournalCalls

  package init(_ base: any JournalCalls) { self.base = base }

  package func synchronize(_ file: FileDescriptor) throws(Errno) {}

  package func synchronizeNames(in folder: FileDescriptor) throws(Errno) {}
}
