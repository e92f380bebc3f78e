/// A text with the name people know it by, for places in diagnostics.
public struct Source: Sendable, Equatable {
  public let text: String

  /// The file's name as it was given; nothing for what was typed.
  public let name: String?

  /// The number of the first line, for a text that is a piece of a longer one.
  public let firstLine: Int

  private let bytes: [UInt8]

  public init(_ text: String, name: String? = nil, firstLine: Int = 1) {
    self.text = text
    self.name = name
    self.firstLine = firstLine
    bytes = Array(text.utf8)
  }

  /// The line and column of a UTF-8 offset: lines from the number of the first, columns from 1.
  ///
  /// Columns count Unicode scalars; a byte-order mark counts for nothing, and an offset inside a
  /// scalar or behind the end means the place before it. O(offset).
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let line = self.line(at: offset)
    let offset = min(max(offset, line.lowerBound), line.upperBound)
    var number = firstLine
    for index in 0..<line.lowerBound where endsLine(at: index) { number += 1 }
    return (number, 1 + scalars(SourceRange(line.lowerBound, offset)).count)
  }

  /// The text of a range, widened to whole scalars at its start and cut to them at its end.
  ///
  /// O(range).
  public func text(of range: SourceRange) -> String {
    String(decoding: scalarBytes(range), as: UTF8.self)
  }

  /// The number of Unicode scalars in a range.
  ///
  /// O(range).
  public func length(of range: SourceRange) -> Int { scalars(range).count }

  /// The range of the line that holds an offset, without its line end.
  func line(at offset: Int) -> SourceRange {
    var offset = min(max(offset, 0), bytes.count)
    // Inside a CRLF the line is the one that it ends.
    if offset > 0, offset < bytes.count, bytes[offset] == 0x0A, bytes[offset - 1] == 0x0D {
      offset -= 1
    }
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let start = bytes[..<offset].lastIndex(where: Scanner.isNewline).map { $0 + 1 } ?? mark
    let end = bytes[offset...].firstIndex(where: Scanner.isNewline) ?? bytes.count
    return SourceRange(start, max(start, end))
  }

  /// The scalars that begin in a range.
  func scalars(_ range: SourceRange) -> [Unicode.Scalar] { Array(text(of: range).unicodeScalars) }

  /// The bytes of the scalars that begin in a range.
  private func scalarBytes(_ range: SourceRange) -> ArraySlice<UInt8> {
    let begins = { (index: Int) in self.bytes[index] & 0xC0 != 0x80 }
    var (lower, upper) = (range.lowerBound, min(range.upperBound, bytes.count))
    while lower > 0, lower < bytes.count, !begins(lower) { lower -= 1 }
    while upper > 0, upper < bytes.count, !begins(upper) { upper -= 1 }
    return bytes[min(lower, upper)..<upper]
  }

  /// Whether a line ends at a byte; of a CRLF only the second counts.
  private func endsLine(at index: Int) -> Bool {
    let isBeforeFeed = index + 1 < bytes.count && bytes[index + 1] == 0x0A
    return bytes[index] == 0x0A || bytes[index] == 0x0D && !isBeforeFeed
  }
}
