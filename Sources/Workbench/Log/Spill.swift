import Glibc
import SystemPackage

/// Bytes put on the disk because memory was wanted: a file without a name, which goes with the value.
///
/// The one class here, for the descriptor is to be closed once.
final class Spill: Sendable {
  private let descriptor: FileDescriptor
  private let count: Int

  /// Writes the bytes of an array; `nil` where the disk does not take them.
  init?<Element: BitwiseCopyable>(_ elements: [Element]) {
    guard let (file, path) = try? temporaryFile() else { return nil }
    unlink(path)
    descriptor = FileDescriptor(rawValue: file)
    count = elements.count
    do {
      _ = try elements.withUnsafeBytes { try FileDescriptor(rawValue: file).writeAll($0) }
    } catch {
      return nil
    }
  }

  deinit { try? descriptor.close() }

  /// Reads the array back.
  func elements<Element: BitwiseCopyable>(as _: Element.Type) throws -> [Element] {
    try [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var place = 0
      while place < bytes.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[place...])
        let more = try descriptor.read(fromAbsoluteOffset: Int64(place), into: rest)
        guard more > 0 else { throw Errno.ioError }
        place += more
      }
      filled = count
    }
  }
}
