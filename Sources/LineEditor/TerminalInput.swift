import CLibedit
import Glibc

/// The keys of the terminal, and the signals that come while it waits for them.
struct TerminalInput {
  enum Event {
    /// A character, or a whole sequence that begins with an escape.
    case key(String)
    /// A sequence that means nothing.
    case nothing
    case signal
    case end
  }

  private let descriptor: Int32
  private var decoder = KeyDecoder(sequences: KeyTable.sequences)
  private var keys: ArraySlice<String> = []

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Whether there is something to be read at once.
  var isPending: Bool {
    guard keys.isEmpty else { return true }
    var end = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&end, 1, 0) > 0
  }

  /// Waits for a key or a signal.
  ///
  /// One byte is read at a time, so that what is typed ahead stays where other programs find it.
  mutating func next() -> Event {
    while true {
      if let key = keys.popFirst() { return .key(key) }
      var ends = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals_wake_descriptor(), events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&ends, nfds_t(ends.count), decoder.isInsideControlSequence ? 50 : -1)
      if ready == 0 {
        decoder.expire()
        continue
      }
      if ready < 0 { return errno == EINTR ? .signal : .end }
      if ends[1].revents != 0 {
        signals_drain_wake()
        return .signal
      }
      if let event = read() { return event }
    }
  }

  private mutating func read() -> Event? {
    var byte: UInt8 = 0
    switch Glibc.read(descriptor, &byte, 1) {
    case 1:
      keys += Self.keys(of: decoder.take(byte))
      return keys.isEmpty && decoder.isAtRest ? .nothing : nil
    case -1 where errno == EINTR || errno == EAGAIN: return .signal
    default: return .end
    }
  }

  private static func keys(of scalars: [Unicode.Scalar]) -> [String] {
    guard scalars.first == "\u{1B}" else { return scalars.map { String($0) } }
    return [String(String.UnicodeScalarView(scalars))]
  }
}

/// Writing to the terminal.
struct TerminalOutput {
  let descriptor: Int32

  /// Writes all of it; a terminal that has gone is noticed when keys are read.
  func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let count = Glibc.write(descriptor, start, rest.count)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }

  /// The columns and rows of the terminal; 80 by 24 where it does not tell.
  var size: (columns: Int, rows: Int) { Terminal.size(of: descriptor) ?? (80, 24) }
}
