import Glibc

/// Reading on a terminal that the kernel edits lines for: one that cannot move its cursor, as inside an
/// editor or a log.
struct CookedInput {
  private let assistance: Assistance
  private let output = TerminalOutput(descriptor: STDOUT_FILENO)

  init(_ assistance: Assistance) { self.assistance = assistance }

  /// Reads lines until they make a complete text.
  func read(prompt: String, continuation: String) -> LineEditor.Reading {
    Signals.clearInterrupt()
    var text = ""
    output.write(prompt)
    while true {
      switch line() {
      case .line(let line):
        text += line
        guard !text.isEmpty, !assistance.isComplete(text) else { return .line(text) }
        text += "\n"
        output.write(continuation)
      case .interrupted: return .interrupted(text)
      // Ctrl-D inside a block gives up the block.
      case .endOfInput: return text.isEmpty ? .endOfInput : .interrupted(text)
      case .hangup(let signal): return .hangup(signal: signal)
      }
    }
  }

  private func line() -> LineEditor.Reading {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count == 1, byte == UInt8(ascii: "\n") {
        return .line(String(decoding: bytes, as: UTF8.self))
      }
      if count == 1 {
        bytes.append(byte)
        continue
      }
      if let signal = Signals.pendingTermination { return .hangup(signal: signal) }
      if count < 0, errno == EINTR {
        guard Signals.isInterruptRequested else { continue }
        Signals.clearInterrupt()
        output.write("\n")
        return .interrupted("")
      }
      output.write("\n")
      return bytes.isEmpty ? .endOfInput : .line(String(decoding: bytes, as: UTF8.self))
    }
  }
}
