/// The lines of a journal: `8c3f…0a5e accepted⇥changes⇥init Whh xavier 512⇥`.
///
/// Before each record stands its check, XXH3 of the record and, as its seed, the check before it. So
/// a record that was altered, left out or copied from elsewhere ends what is believed, and nothing
/// that was written before it is touched.
struct JournalLines: Sendable {
  private var check = ContentHash()

  /// The line of the next record.
  ///
  /// O(length).
  mutating func line(of record: JournalRecord) -> [UInt8] {
    let text = record.text
    check.take(text)
    return Array("\(check) \(text)\n".utf8)
  }

  /// The next record, from its line without the newline; nil where that is not what was written.
  mutating func record(of line: ArraySlice<UInt8>) -> JournalRecord? {
    guard let text = String(validating: line, as: UTF8.self) else { return nil }
    let parts = text.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
    guard parts.count == 2 else { return nil }
    var next = self
    let body = String(Substring(parts[1]))
    next.check.take(body)
    // As text: a number has several spellings.
    guard next.check.description.utf8.elementsEqual(parts[0]),
      let record = JournalRecord(text: body)
    else { return nil }
    self = next
    return record
  }
}

/// What a journal holds, as far as it can be believed.
struct JournalContents: Equatable, Sendable {
  /// Nothing where not even the first line can be believed.
  private(set) var header: JournalHeader?
  private(set) var log = JournalLog(seed: 0)
  private(set) var hasEnded = false
  /// Whether more bytes follow than what was believed.
  private(set) var isTorn = false

  /// Reads the longest beginning that is sound, whatever the bytes are.
  ///
  /// O(bytes).
  init(_ bytes: [UInt8]) {
    var lines = JournalLines()
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      guard let record = lines.record(of: rest[..<end]), take(record) else { break }
      rest = rest[(end + 1)...]
    }
    isTorn = !rest.isEmpty
  }

  /// False where the record cannot stand at this place.
  private mutating func take(_ record: JournalRecord) -> Bool {
    switch record {
    case .header(let header):
      guard self.header == nil, header.isKnown else { return false }
      self.header = header
      log = JournalLog(seed: header.seed)
      return true
    case .event(let event):
      return header != nil && !hasEnded && log.take(event)
    case .ended:
      guard header != nil, !hasEnded else { return false }
      hasEnded = true
      return true
    }
  }
}
