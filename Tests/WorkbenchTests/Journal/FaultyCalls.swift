import JournalTesting
import Synchronization
import SystemPackage
import Testing
import Workbench

/// Calls of which one fails, or all from one on.
final class FaultyCalls: ForwardingCalls {
  /// How a call fails.
  struct Fault: CustomTestStringConvertible {
    /// Whether what was asked for is done, and only the answer is an error; of a write, half.
    enum Manner: CaseIterable {
      case undone, done, half
      /// A write that is no error but takes only the first byte.
      case short
    }

    let error: Errno
    let manner: Manner
    let isForEver: Bool

    static let all =
      [Errno.noSpace, .ioError].flatMap { error in
        Manner.allCases.flatMap { manner in
          [false, true].map { Fault(error: error, manner: manner, isForEver: $0) }
        }
      } + [false, true].map { Fault(error: .interrupted, manner: .undone, isForEver: $0) }

    var testDescription: String {
      "\(error), \(manner), \(isForEver ? "for ever" : "once")"
    }
  }

  let base: any JournalCalls
  private let fault: Fault
  /// Counted from 1.
  private let failing: Int
  private let count = Mutex(0)

  init(_ base: any JournalCalls, _ fault: Fault, at failing: Int) {
    (self.base, self.fault, self.failing) = (base, fault, failing)
  }

  /// Whether the call that fails has been made.
  var hasFailed: Bool { count.withLock { $0 } >= failing }

  private var isFaulty: Bool {
    count.withLock { count in
      count += 1
      return count == failing || fault.isForEver && count > failing
    }
  }

  private func call<Answer>(_ body: () throws(Errno) -> Answer) throws(Errno) -> Answer {
    guard isFaulty, fault.manner != .short else { return try body() }
    if fault.manner == .done { _ = try body() }
    throw fault.error
  }

  /// A call that opens something, which is closed again where the answer is an error.
  private func opening(
    _ body: () throws(Errno) -> FileDescriptor
  ) throws(Errno) -> FileDescriptor {
    guard isFaulty, fault.manner != .short else { return try body() }
    if fault.manner == .done { base.close(try body()) }
    throw fault.error
  }

  func write(_ bytes: ArraySlice<UInt8>, to file: FileDescriptor) throws(Errno) -> Int {
    guard isFaulty else { return try base.write(bytes, to: file) }
    if fault.manner == .short { return try base.write(bytes.prefix(1), to: file) }
    let written =
      switch fault.manner {
      case .undone, .short: 0
      case .half: bytes.count / 2
      case .done: bytes.count
      }
    if written > 0 { _ = try base.write(bytes.prefix(written), to: file) }
    throw fault.error
  }

  func makeFolder(_ path: String) throws(Errno) {
    try call { () throws(Errno) in try base.makeFolder(path) }
  }

  func openFolder(_ path: String, orLink: Bool) throws(Errno) -> FileDescriptor {
    try opening { () throws(Errno) in try base.openFolder(path, orLink: orLink) }
  }

  func create(_ name: String, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
    try opening { () throws(Errno) in try base.create(name, in: folder) }
  }

  func open(_ name: String, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
    try opening { () throws(Errno) in try base.open(name, in: folder) }
  }

  func restrict(_ file: FileDescriptor, to mode: FilePermissions) throws(Errno) {
    try call { () throws(Errno) in try base.restrict(file, to: mode) }
  }

  func lock(_ file: FileDescriptor) throws(Errno) {
    try call { () throws(Errno) in try base.lock(file) }
  }

  func read(_ count: Int, from file: FileDescriptor) throws(Errno) -> [UInt8] {
    try call { () throws(Errno) in try base.read(count, from: file) }
  }

  func synchronize(_ file: FileDescriptor) throws(Errno) {
    do {
      try call { () throws(Errno) in try base.synchronize(file) }
    } catch {
      (base as? SimulatedDisk)?.spoil(file)
      throw error
    }
  }

  func synchronizeNames(in folder: FileDescriptor) throws(Errno) {
    try call { () throws(Errno) in try base.synchronizeNames(in: folder) }
  }

  func rename(_ old: String, to new: String, in folder: FileDescriptor) throws(Errno) {
    try call { () throws(Errno) in try base.rename(old, to: new, in: folder) }
  }

  func remove(_ name: String, in folder: FileDescriptor) throws(Errno) {
    try call { () throws(Errno) in try base.remove(name, in: folder) }
  }

  func status(of file: FileDescriptor) throws(Errno) -> FileStatus {
    try call { () throws(Errno) in try base.status(of: file) }
  }

  func status(of name: String, in folder: FileDescriptor) throws(Errno) -> FileStatus {
    try call { () throws(Errno) in try base.status(of: name, in: folder) }
  }

  func names(in folder: FileDescriptor) throws(Errno) -> [String] {
    try call { () throws(Errno) in try base.names(in: folder) }
  }
}
