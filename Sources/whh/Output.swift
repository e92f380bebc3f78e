import Glibc
import SystemPackage

/// A stream of the program; what cannot be written is never lost in silence.
struct Output {
  private let descriptor: FileDescriptor

  static let standard = Output(descriptor: .standardOutput)
  static let errors = Output(descriptor: .standardError)

  /// Writes all of `text`.
  ///
  /// A reader that has gone away ends the program quietly, as it would `cat`; any other failure
  /// ends it with a message.
  func write(_ text: String) {
    do {
      try descriptor.writeAll(text.utf8)
    } catch Errno.brokenPipe {
      exit(128 + SIGPIPE)
    } catch {
      if descriptor != .standardError {
        Output.errors.write("whh: cannot write the output: \(error)\n")
      }
      exit(Status.commandFailed)
    }
  }
}
