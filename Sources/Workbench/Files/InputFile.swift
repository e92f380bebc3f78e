import Glibc
import SystemPackage

/// A file being read from its start to its end: a regular file, a pipe or a device.
struct InputFile: ~Copyable {
  let path: String
  /// The size, where it is known before reading.
  let size: Int?
  private let descriptor: FileDescriptor
  private let interruption: () -> Bool

  private static let mostAtOnce = 4 << 20

  /// Opening a named pipe waits for its writer, and may be interrupted.
  init(_ path: String, interruption: @escaping () -> Bool) throws(FileError) {
    let opened = try Self.open(path, interruption)
    var status = stat()
    let isKnown = fstat(opened.rawValue, &status) == 0
    self.path = path
    self.interruption = interruption
    descriptor = opened
    size = isKnown && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  deinit { try? descriptor.close() }

  private static func open(
    _ path: String, _ interruption: () -> Bool
  ) throws(FileError) -> FileDescriptor {
    while true {
      do {
        return try FileDescriptor.open(
          FilePath(path), .readOnly, options: .closeOnExec, retryOnInterrupt: false)
      } catch Errno.interrupted where !interruption() {
        continue
      } catch {
        throw interruption() ? FileError(path, .interrupted) : FileError(reading: path, error)
      }
    }
  }

  /// Up to `count` bytes, fewer only at the end of the file.
  func read(_ count: Int) throws(FileError) -> [UInt8] {
    do {
      return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        while filled < count {
          let rest = UnsafeMutableRawBufferPointer(buffer)[filled...]
          let more = try piece(into: UnsafeMutableRawBufferPointer(rebasing: rest))
          if more == 0 { break }
          filled += more
        }
      }
    } catch let error as FileError {
      throw error
    } catch {
      throw FileError(reading: path, error)
    }
  }

  /// One reading of the system, repeated when a signal that means nothing to us broke it off.
  private func piece(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    // Signals do not break off the reading of a regular file; small pieces let interrupts in.
    let buffer = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(Self.mostAtOnce))
    while true {
      if interruption() { throw FileError(path, .interrupted) }
      do {
        return try descriptor.read(into: buffer, retryOnInterrupt: false)
      } catch Errno.interrupted {
        continue
      }
    }
  }
}
