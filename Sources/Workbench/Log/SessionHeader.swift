/// The first line of a session file: `# whh session 1, whh 0.1.0, stream 1, seed 1`.
struct SessionHeader: Equatable, Sendable {
  /// The version of the format, and that of the streams of random numbers, each of which stays as it
  /// is for ever.
  static let format = 1
  static let stream = 1

  var format = Self.format
  var version = Manual.version
  var stream = Self.stream
  let seed: UInt64

  init(seed: UInt64) { self.seed = seed }

  /// Reads the first line of a text; `nil` where it is no header.
  init?(firstLineOf text: String) {
    let line = text.prefix { !$0.isNewline }
    guard Self.isHeader(line) else { return nil }
    let words = line.split { " ,\t".contains($0) }
    func word(after name: String) -> Substring? {
      words.lastIndex { $0 == name }.flatMap { words.dropFirst($0 + 1).first }
    }
    guard let format = word(after: "session").flatMap({ Int($0) }),
      let stream = word(after: "stream").flatMap({ Int($0) }),
      let seed = word(after: "seed").flatMap({ UInt64($0) }), seed < 1 << 53
    else { return nil }
    (self.format, self.stream, self.seed) = (format, stream, seed)
    version = word(after: "whh").map(String.init) ?? ""
  }

  /// What this program does not know, with the newest that it does.
  var unknownPart: (name: String, newest: Int)? {
    if !(1...Self.format ~= format) { return ("format", Self.format) }
    return 1...Self.stream ~= stream ? nil : ("stream", Self.stream)
  }

  static func isHeader(_ line: some StringProtocol) -> Bool { line.hasPrefix("# whh session ") }

  /// The line.
  var text: String {
    "# whh session \(format), whh \(version), stream \(stream), seed \(seed)"
  }
}
