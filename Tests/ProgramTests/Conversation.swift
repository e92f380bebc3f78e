import Foundation
import Glibc

/// The program at the other end of two pipes, to which a test speaks while it runs.
///
/// Nothing sleeps: a test waits for what it expects to see, and fails when that does not come.
final class Conversation {
  enum Failure: Error {
    /// What was awaited, and what has been said since.
    case missing(String, said: String)
  }

  /// In milliseconds, from one word to the next.
  private static let patience: Int32 = 60_000

  private let folder: TemporaryFolder
  private(set) var process: pid_t = 0
  private var hasEnded = false
  private let question, answer: (reading: Int32, writing: Int32)
  private var isAsking = true
  private var said: [UInt8] = []

  init(_ arguments: [String] = []) throws {
    let folder = try TemporaryFolder()
    let (question, answer) = try (Self.pipe(), Self.pipe())
    (self.folder, self.question, self.answer) = (folder, question, answer)
    process = try spawn(arguments, Program.environment) { files in
      posix_spawn_file_actions_adddup2(&files, question.reading, 0)
      posix_spawn_file_actions_adddup2(&files, answer.writing, 1)
      posix_spawn_file_actions_addopen(
        &files, 2, folder.path + "/errors", O_WRONLY | O_CREAT, 0o600)
    }
    Glibc.close(question.reading)
    Glibc.close(answer.writing)
  }

  deinit {
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    if isAsking { Glibc.close(question.writing) }
    Glibc.close(answer.reading)
  }

  /// A pipe that no program holds open which another test starts meanwhile.
  private static func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    try SystemFailure.check("pipe", Glibc.pipe(&ends))
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  func say(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(question.writing, $0.baseAddress, $0.count) }
  }

  func signal(_ signal: Int32) { kill(process, signal) }

  /// Waits until `text` is said; what was said before it, since the last time.
  @discardableResult
  func expect(_ text: String) throws -> String {
    while true {
      let heard = String(decoding: said, as: UTF8.self)
      if let range = heard.range(of: text) {
        said = Array(heard[range.upperBound...].utf8)
        return String(heard[..<range.lowerBound])
      }
      guard try hear() else {
        throw Failure.missing(text, said: heard)
      }
    }
  }

  /// Says nothing more.
  func close() {
    Glibc.close(question.writing)
    isAsking = false
  }

  /// Waits for the program to end; the output is what was said since the last time.
  func end() throws -> Program.Run {
    while try hear() {}
    var status: Int32 = 0
    waitpid(process, &status, 0)
    hasEnded = true
    return Program.Run(
      standardOutput: String(decoding: said, as: UTF8.self),
      standardError: try folder.read("errors"),
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
  }

  /// Takes what is said; false when nothing more comes.
  private func hear() throws -> Bool {
    var end = pollfd(fd: answer.reading, events: Int16(POLLIN), revents: 0)
    guard poll(&end, 1, Self.patience) > 0 else {
      throw Failure.missing("anything", said: String(decoding: said, as: UTF8.self))
    }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(answer.reading, &bytes, bytes.count)
    said += bytes.prefix(max(0, count))
    return count > 0
  }
}
