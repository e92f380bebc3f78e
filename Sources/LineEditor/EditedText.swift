/// The text that is being typed, which may have several lines, and where the cursor stands in it.
package struct EditedText: Equatable, Sendable {
  package var scalars: [Unicode.Scalar]
  /// How many scalars stand left of the cursor.
  package var cursor: Int

  /// A text with the cursor at its end, unless another place is given.
  package init(_ text: String = "", cursor: Int? = nil) {
    scalars = Array(text.unicodeScalars)
    self.cursor = min(max(cursor ?? scalars.count, 0), scalars.count)
  }

  package var string: String { text(in: 0..<scalars.count) }
  package var beforeCursor: String { text(in: 0..<cursor) }
  package var isEmpty: Bool { scalars.isEmpty }
  package var isAtEnd: Bool { cursor == scalars.count }

  /// Puts text in at the cursor, which moves behind it; O(length).
  package mutating func insert(_ text: String) {
    let added = Array(text.unicodeScalars)
    scalars.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  /// Puts text in the place of some scalars, and the cursor behind it; O(length).
  package mutating func replace(_ range: Range<Int>, with text: String) {
    let range = range.clamped(to: 0..<scalars.count)
    let added = Array(text.unicodeScalars)
    scalars.replaceSubrange(range, with: added)
    cursor = range.lowerBound + added.count
  }

  /// The text with the cursor in the line above, in the same column where it has that.
  ///
  /// `nil` in the first line. O(length).
  package func movedUp() -> EditedText? {
    let start = lineStart
    guard start > 0 else { return nil }
    let above = lineStart(before: start - 1)
    return moved(to: min(above + cursor - start, start - 1))
  }

  /// The text with the cursor in the line below.
  ///
  /// `nil` in the last line. O(length).
  package func movedDown() -> EditedText? {
    let end = lineEnd
    guard end < scalars.count else { return nil }
    return moved(to: min(end + 1 + cursor - lineStart, lineEnd(from: end + 1)))
  }

  package func moved(to cursor: Int) -> EditedText {
    var text = self
    text.cursor = cursor
    return text
  }

  /// Where the line of the cursor begins; O(length).
  package var lineStart: Int { lineStart(before: cursor) }

  /// Where the newline of that line is, or the end of the text; O(length).
  package var lineEnd: Int { lineEnd(from: cursor) }

  private func lineStart(before index: Int) -> Int {
    scalars[..<index].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  private func lineEnd(from index: Int) -> Int {
    scalars[index...].firstIndex(of: "\n") ?? scalars.count
  }

  /// Some of the scalars; O(length).
  package func text(in range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }
}
