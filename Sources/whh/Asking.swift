import Glibc
import Language
import LineEditor
import Workbench

/// What the program asks the person at the terminal, while a statement is carried out.
enum Asking {
  /// The questions, where somebody is there to answer them.
  static var dialogue: Dialogue? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
    return Dialogue(
      pause: { answer(to: "Enter goes on, q ends: ").map { $0 != "q" } ?? false },
      ask: { answer(to: $0 + " [y/N] ").map { ["y", "yes"].contains($0.lowercased()) } ?? false },
      edit: edited)
  }

  /// A line that is typed in answer to a question; `nil` at the end of input and on Ctrl-C.
  static func answer(to question: String) -> String? {
    Output.standard.write(question)
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1, byte == UInt8(ascii: "\n") {
        return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
      }
      if count == 1 {
        bytes.append(byte)
      } else if count == 0 || errno != EINTR || Signals.isInterruptRequested
        || Signals.pendingTermination != nil
      {
        Output.standard.write("\n")
        return nil
      }
    }
  }

  /// What somebody makes of a text in their editor; `nil` where it stays as it is.
  static func edited(_ text: String) throws -> String? {
    let (file, path) = try temporaryFile()
    defer { unlink(path) }
    var content = text + "\n"
    let isWritten = content.withUTF8 { write(file, $0.baseAddress, $0.count) == $0.count }
    close(file)
    guard isWritten, run(editor: path) else { return nil }
    let edited = try Source(contentsOf: path).text
    // The editor's Ctrl-C was not meant for us.
    Signals.clearInterrupt()
    let statement = edited.trimmed
    return statement == text || statement.isEmpty ? nil : statement
  }

  /// Runs $VISUAL, $EDITOR or vi on a file; whether it ended well.
  private static func run(editor path: String) -> Bool {
    let words = ["sh", "-c", "${VISUAL:-${EDITOR:-vi}} \"$1\"", "sh", path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) }
    arguments.append(nil)
    defer { arguments.forEach { free($0) } }
    var child = pid_t()
    guard posix_spawn(&child, "/bin/sh", nil, nil, &arguments, environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return false }
    }
    return status == 0
  }
}

extension String {
  /// Without blanks and line ends around it.
  fileprivate var trimmed: String {
    let isBlank = { (character: Character) in character.isWhitespace }
    let start = drop(while: isBlank)
    return String(start.reversed().drop(while: isBlank).reversed())
  }
}
