import CLibedit
import Glibc

/// The bytes of the terminal, and the signals that come while it waits for them.
struct TerminalInput {
  enum Event {
    case byte(UInt8)
    /// Nothing came within the time that a control sequence takes.
    case silence
    case signal
    case end
  }

  private var decoder = KeyDecoder(sequences: KeyTable.sequences)
  private var decoded: ArraySlice<Unicode.Scalar> = []

  /// The next character that has been read already.
  mutating func pop() -> Unicode.Scalar? { decoded.popFirst() }

  mutating func push(_ byte: UInt8) { decoded += decoder.take(byte) }

  mutating func expire() { decoded += decoder.expire() }

  /// Waits for a byte or a signal.
  ///
  /// One byte at a time, so that what is typed ahead stays where other programs find it.
  func next() -> Event {
    var ends = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals_wake_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&ends, nfds_t(ends.count), decoder.isInsideSequence ? 50 : -1)
    if ready == 0 { return .silence }
    if ready < 0 { return errno == EINTR ? .signal : .end }
    if ends[1].revents == 0 { return read() }
    signals_drain_wake()
    return .signal
  }

  private func read() -> Event {
    var byte: UInt8 = 0
    switch Glibc.read(STDIN_FILENO, &byte, 1) {
    case 1: return .byte(byte)
    case -1 where errno == EINTR || errno == EAGAIN: return .signal
    default: return .end
    }
  }
}

/// Writing to the terminal, beside libedit and between its own writes.
enum TerminalOutput {
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
