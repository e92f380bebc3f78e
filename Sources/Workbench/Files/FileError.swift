import SystemPackage

/// What went wrong with a file.
public struct FileError: Error, Equatable, Sendable {
  public enum Cause: Equatable, Sendable {
    case missing
    case directory
    case permission
    case empty
    /// Not UTF-8 text; the offset, in bytes from 0, is that of the first byte at fault.
    case notText(offset: Int, reason: String)
    case badArray(reason: String)
    /// An array of Python objects, which only running its code could read.
    case pickled
    /// An array of this element type, such as `complex128`.
    case unsupportedType(String)
    /// Sizes in bytes.
    case truncated(expected: Int, found: Int)
    /// What it would take, and what is allowed, in bytes.
    case tooLarge(bytes: Double, limit: Double)
    case noSpace
    case interrupted
    case cannotRead(reason: String)
    case cannotWrite(reason: String)
  }

  public let path: String
  public let cause: Cause

  public init(_ path: String, _ cause: Cause) {
    self.path = path
    self.cause = cause
  }
}

extension FileError {
  /// The cause in words that name the file; lower case and without a full stop, to stand in an error.
  public var sentence: String {
    let file = "'\(path.visible)'"
    return switch cause {
    case .missing: "there is no file \(file)"
    case .directory: "\(file) is a folder, not a file"
    case .permission: "\(file) may not be opened: permission denied"
    case .empty: "\(file) is empty"
    case .notText(let offset, let reason): "\(file) is not UTF-8 text: byte \(offset) \(reason)"
    case .badArray(let reason): "\(file) is not a .npy array: \(reason)"
    case .pickled:
      "\(file) holds pickled Python objects, which are refused because reading them runs code"
    case .unsupportedType(let type): "\(file) holds \(type), not plain numbers"
    case .truncated(let expected, let found):
      "\(file) is cut short: it has \(found) bytes and should have \(expected)"
    case .tooLarge(let bytes, let limit):
      "\(file) would take \(formattedBytes(bytes)), and \(formattedBytes(limit)) is the limit"
    case .noSpace: "\(file) could not be written: there is no space left"
    case .interrupted: "interrupted while working on \(file)"
    case .cannotRead(let reason): "\(file) cannot be read: \(reason)"
    case .cannotWrite(let reason): "\(file) cannot be written: \(reason)"
    }
  }
}

extension FileError {
  /// What the system said about a file that was to be read.
  init(reading path: String, _ error: any Error) {
    self.init(path, Self.common(error) ?? .cannotRead(reason: Self.reason(error)))
  }

  /// What the system said about a file that was to be written.
  init(writing path: String, _ error: any Error) {
    let cause: Cause? =
      switch error as? Errno {
      case .noSpace, .fileTooLarge, .diskQuotaExceeded: .noSpace
      case .noSuchFileOrDirectory: .cannotWrite(reason: "there is no such folder")
      default: Self.common(error)
      }
    self.init(path, cause ?? .cannotWrite(reason: Self.reason(error)))
  }

  private static func common(_ error: any Error) -> Cause? {
    switch error as? Errno {
    case .noSuchFileOrDirectory: .missing
    case .isDirectory: .directory
    case .permissionDenied, .notPermitted: .permission
    default: nil
    }
  }

  /// The system's own words, which begin with a capital letter.
  private static func reason(_ error: any Error) -> String {
    let words = "\(error)"
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
