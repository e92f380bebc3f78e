/// What one line of a journal says.
enum JournalRecord: Equatable, Sendable {
  /// Begins every journal.
  case header(JournalHeader)
  case event(LogEvent)
  /// The session has ended as its user wanted it to.
  case ended
}

/// Who wrote a journal, and where its session began.
struct JournalHeader: Equatable, Sendable {
  /// The version of the format; each stays as it is for ever.
  static let newestFormat = 1

  var format = Self.newestFormat
  var version = Manual.version
  var stream = SessionHeader.stream
  var seed: UInt64

  /// Whether this program can read what follows, and draw the same numbers.
  var isKnown: Bool { 1...Self.newestFormat ~= format && 1...SessionHeader.stream ~= stream }
}

// The fields of a record are parted by tabs, the first is what kind it is. A statement takes three
// fields, one for each line of its prose, which a `|` begins, and after a `=` the hash of the state:
//
//   whh journal 1 ⇥ whh 0.1.0 ⇥ stream 1 ⇥ seed 1
//   accepted ⇥ changes ⇥ init Whh xavier 512 ⇥ # remark ⇥ |# prose
//   moved ⇥ 0
//   replaced ⇥ seed 7 ⇥ holding 1 ⇥ floor 1 ⇥ changes ⇥ unroll 100 ⇥ ⇥ =0123456789abcdef ⇥ reads ⇥ stats ⇥
//   turned ⇥ 0
//   ended

extension JournalRecord {
  /// The line, without its check and its newline.
  var text: String { fields.joined(separator: "\t") }

  private var fields: [String] {
    switch self {
    case .header(let header):
      [
        "whh journal \(header.format)", "whh \(header.version.journalField)",
        "stream \(header.stream)", "seed \(header.seed)",
      ]
    case .event(.accepted(let statement)): ["accepted"] + statement.journalFields
    case .event(.moved(let holding)): ["moved", "\(holding)"]
    case .event(.replaced(let log)):
      ["replaced", "seed \(log.seed)", "holding \(log.holding)"]
        + (log.floor > 0 ? ["floor \(log.floor)"] : []) + log.statements.flatMap(\.journalFields)
    case .event(.turned(let number)): ["turned", "\(number)"]
    case .ended: ["ended"]
    }
  }

  /// Reads a line; nil where it is none of a journal.
  init?(text: some StringProtocol) {
    var fields = JournalFields(text)
    guard let kind = fields.next(), let record = Self.record(of: kind, &fields), fields.isAtEnd
    else { return nil }
    self = record
  }

  private static func record(of kind: String, _ fields: inout JournalFields) -> JournalRecord? {
    switch kind {
    case "accepted": return LoggedStatement(&fields).map { .event(.accepted($0)) }
    case "moved": return fields.next().flatMap { Int($0) }.map { .event(.moved(holding: $0)) }
    case "replaced": return KeptLog(&fields).map { .event(.replaced($0)) }
    case "turned": return fields.next().flatMap { Int($0) }.map { .event(.turned(to: $0)) }
    case "ended": return .ended
    default: return JournalHeader(kind, &fields).map(header)
    }
  }
}

extension KeptLog {
  fileprivate init?(_ fields: inout JournalFields) {
    guard let seed: UInt64 = fields.number(after: "seed "),
      let holding: Int = fields.number(after: "holding ")
    else { return nil }
    self.init(seed: seed)
    self.holding = holding
    floor = fields.number(after: "floor ") ?? 0
    while !fields.isAtEnd {
      guard let statement = LoggedStatement(&fields) else { return nil }
      statements.append(statement)
    }
  }
}

extension JournalHeader {
  fileprivate init?(_ kind: String, _ fields: inout JournalFields) {
    var first = JournalFields(kind)
    guard let format: Int = first.number(after: "whh journal "),
      let version = fields.next(), version.hasPrefix("whh "),
      let stream: Int = fields.number(after: "stream "),
      let seed: UInt64 = fields.number(after: "seed ")
    else { return nil }
    self.init(
      format: format, version: String(version.dropFirst("whh ".count)), stream: stream, seed: seed)
  }
}

extension LoggedStatement {
  fileprivate var journalFields: [String] {
    [changes ? "changes" : "reads", text.journalField, remark.journalField]
      + prose.map { "|" + $0.journalField } + (state.map { ["=\($0)"] } ?? [])
  }

  fileprivate init?(_ fields: inout JournalFields) {
    guard let effect = fields.next(), effect == "changes" || effect == "reads",
      let text = fields.next(), let remark = fields.next()
    else { return nil }
    var prose: [String] = []
    while let line = fields.next(after: "|") { prose.append(line) }
    self.init(text, prose: prose, remark: remark, changes: effect == "changes")
    guard let hash = fields.next(after: "=") else { return }
    guard let state = ContentHash(hash) else { return nil }
    self.state = state
  }
}

/// Reads the fields of a record one after the other.
private struct JournalFields {
  private var rest: ArraySlice<Substring>

  init(_ text: some StringProtocol) {
    // By bytes: a tab and a mark that combines with it are one character.
    rest =
      Substring(text).utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { Substring($0) }[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func next() -> String? { rest.popFirst().flatMap { String(journalField: $0) } }

  /// The next field without the prefix that it has to have; nil, and the field stays, otherwise.
  mutating func next(after prefix: String) -> String? {
    guard let field = rest.first?.utf8, field.starts(with: prefix.utf8) else { return nil }
    rest.removeFirst()
    return String(journalField: Substring(field.dropFirst(prefix.utf8.count)))
  }

  mutating func number<Number: FixedWidthInteger>(after prefix: String) -> Number? {
    next(after: prefix).flatMap { Number($0) }
  }
}
