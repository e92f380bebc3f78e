import Language
import SystemPackage

/// A script that cannot be read at all.
public struct UnreadableSource: Error, Equatable, Sendable {
  public let code: ErrorCode
  public let name: String
  /// Where reading failed, counted from 1; nothing where there was no text at all.
  public let line: Int?
  public let reason: String
  /// The next step.
  public let hint: String?

  init(
    _ code: ErrorCode, _ name: String, line: Int? = nil, _ reason: String, hint: String? = nil
  ) {
    (self.code, self.name, self.line, self.reason) = (code, name, line, reason)
    self.hint = hint
  }

  /// The complaint in the form of all others.
  public var message: String {
    let place = line.map { "\(visible(name)):\($0): " } ?? ""
    return "\(place)error[\(code.rawValue)]: \(reason)" + (hint.map { "\n  \($0)" } ?? "")
  }

  /// The complaint as a line of JSON, of which the name of the script is the input.
  public var json: String {
    let failure = FailureRecord(
      code: code.rawValue, message: reason, line: line ?? 1, column: 1, length: 0, hint: hint)
    return JSONRenderer().render(
      StatementRecord(input: name, command: nil, seconds: 0, outcome: .failure(failure)))
  }
}

extension Source {
  /// Reads a script or session file, if it is within the limits.
  ///
  /// A first line that starts with `#!` is a comment, as every line with `#`.
  public init(
    contentsOf path: String, limits: Limits = .standard
  ) throws(UnreadableSource) {
    let bytes = try Self.bytes(of: path, limits)
    let isEndOfLine = UInt8(ascii: "\n")
    let lines =
      bytes.count { $0 == isEndOfLine } + (bytes.last.map { $0 != isEndOfLine ? 1 : 0 } ?? 0)
    try Self.check(lines, within: .lines, of: path, limits)
    try self.init(bytes: bytes, name: path)
  }

  private static func bytes(
    of path: String, _ limits: Limits
  ) throws(UnreadableSource) -> [UInt8] {
    let read: (size: Int, bytes: [UInt8])
    do {
      let file = try InputFile(path) { false }
      let most = Int(min(limits.fileBytes, 1e15))
      // Of a pipe nobody knows the size before its end.
      let bytes = file.size.map { $0 > most } ?? false ? [] : try file.read(file.size ?? most + 1)
      read = (max(file.size ?? 0, bytes.count), bytes)
    } catch {
      throw UnreadableSource(error.code, path, error.sentence)
    }
    try check(read.size, within: .file, of: path, limits)
    return read.bytes
  }

  private static func check(
    _ amount: Int, within limit: Limit, of path: String, _ limits: Limits
  ) throws(UnreadableSource) {
    guard Double(amount) > limit.value(in: limits) else { return }
    throw UnreadableSource(
      .overLimit, path,
      "'\(path.visible)' has \(amount) \(limit.unit), \(limit.excess(in: limits))",
      hint: "split it, or send it through standard input, which has no end")
  }

  /// The text of some bytes, which have to be UTF-8.
  ///
  /// They begin at line `firstLine` and byte `firstByte` of what `name` is.
  init(
    bytes: [UInt8], name: String, firstLine: Int = 1, firstByte: Int = 0
  ) throws(UnreadableSource) {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let line = bytes.prefix(error.byteOffsets.lowerBound).count { $0 == UInt8(ascii: "\n") }
      throw UnreadableSource(
        .notUTF8, name, line: firstLine + line,
        "the text is not UTF-8 at byte \(firstByte + error.byteOffsets.lowerBound)")
    }
    self.init(String(decoding: bytes, as: UTF8.self), name: name, firstLine: firstLine)
  }
}

/// Reads statements from a stream as they arrive, so that a program at the other end of a pipe gets
/// its answers one by one.
public struct StatementReader {
  private let catalogue: Catalogue
  private let input: FileDescriptor
  private var buffer: [UInt8] = []
  private var line = 1
  /// How many bytes have been handed out.
  private var offset = 0
  private var isAtEnd = false

  public init(catalogue: Catalogue, input: FileDescriptor = .standardInput) {
    self.catalogue = catalogue
    self.input = input
  }

  /// The next lines that make complete statements; `nil` at the end of the stream.
  public mutating func next() throws(UnreadableSource) -> Source? {
    var (lineStart, searched) = (0, 0)
    var isOpen = false
    while true {
      while let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let isClosing = !isOpen || buffer[lineStart...end].contains(where: Self.closers.contains)
        (lineStart, searched) = (end + 1, end + 1)
        // A line that closes nothing cannot complete what is open: a long block is read once.
        guard isClosing else { continue }
        let source = try source(buffer[..<searched])
        isOpen = catalogue.isIncomplete(source.text)
        guard !isOpen else { continue }
        take(searched)
        return source
      }
      searched = buffer.count
      guard !isAtEnd else { break }
      try readMore()
    }
    guard !buffer.isEmpty else { return nil }
    let rest = try source(buffer[...])
    buffer = []
    return rest
  }

  private static let closers = Set("}])\"".utf8)

  private func source(_ bytes: ArraySlice<UInt8>) throws(UnreadableSource) -> Source {
    try Source(bytes: Array(bytes), name: "stdin", firstLine: line, firstByte: offset)
  }

  private mutating func take(_ count: Int) {
    line += buffer[..<count].count { $0 == UInt8(ascii: "\n") }
    buffer.removeFirst(count)
    offset += count
  }

  private mutating func readMore() throws(UnreadableSource) {
    do {
      let chunk = try [UInt8](unsafeUninitializedCapacity: 65536) { chunk, count in
        count = try input.read(
          into: UnsafeMutableRawBufferPointer(chunk), retryOnInterrupt: false)
      }
      isAtEnd = chunk.isEmpty
      buffer += chunk
    } catch {
      throw UnreadableSource(.cannotRead, "stdin", line: line, "the input cannot be read: \(error)")
    }
    // Whoever never ends a line would fill the memory.
    guard Double(buffer.count) <= Limits.standard.fileBytes else {
      throw UnreadableSource(
        .overLimit, "stdin", line: line,
        "a line or block that does not end has \(buffer.count) bytes, \(Limit.file.excess())",
        hint: "put fewer statements on one line")
    }
  }
}
