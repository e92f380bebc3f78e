import CLibedit

/// What a terminal shows of the bytes it gets: as much of ECMA-48 and of xterm's ways as a line editor
/// needs.
///
/// A sequence it does not know is an error, which `unknown` keeps.
public struct VirtualScreen: Sendable {
  private struct Line: Sendable {
    var cells: [String]
    /// Whether the text went on in the next line because this one was full.
    var isWrapped = false
  }

  public private(set) var columns: Int
  public let rows: Int
  /// The cursor, from 0; the column is that of the last character while a wrap is due.
  public private(set) var cursor = (row: 0, column: 0)
  /// Sequences that mean nothing to this terminal.
  public private(set) var unknown: [String] = []
  /// Whether pasted texts are told from typed ones.
  public private(set) var marksPastes = false
  /// The strings of application program commands, which terminals show nothing of.
  public private(set) var remarks: [String] = []
  private var lines: [Line]
  private var scrolledOff: [Line] = []
  /// Whether the next character begins a new line, since the last has filled this one.
  private var isWrapDue = false
  private var pending: [UInt8] = []

  public init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    lines = Self.blank(rows, columns)
  }

  /// The rows, without blanks at their ends.
  public var text: [String] { lines.map { Self.trimmed($0.cells) } }

  /// What has scrolled off the top and what is on the screen, without blank rows at the end.
  public var transcript: [String] {
    let all = (scrolledOff + lines).map { Self.trimmed($0.cells) }
    return Array(all[..<((all.lastIndex { !$0.isEmpty } ?? -1) + 1)])
  }

  /// Shows what some bytes say; an unfinished sequence waits for its rest.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      pending.append(byte)
      takePending()
    }
  }

  private mutating func takePending() {
    let first = pending[0]
    switch first {
    case 0x1B: takeEscape()
    case ..<0x20:
      control(first)
      pending = []
    default:
      guard let text = String(validating: pending, as: UTF8.self) else { return }
      text.unicodeScalars.forEach { put($0) }
      pending = []
    }
  }

  private mutating func takeEscape() {
    guard pending.count > 1, let last = pending.last else { return }
    switch pending[1] {
    case UInt8(ascii: "["):
      guard pending.count > 2, 0x40...0x7E ~= last else { return }
      sequence(String(decoding: pending[2..<(pending.count - 1)], as: UTF8.self), final: last)
    case UInt8(ascii: "_"):
      guard pending.suffix(2) == [0x1B, UInt8(ascii: "\\")], pending.count > 3 else { return }
      remarks.append(String(decoding: pending[2..<(pending.count - 2)], as: UTF8.self))
    default: unknown.append(String(decoding: pending[1...], as: UTF8.self))
    }
    pending = []
  }

  private mutating func control(_ byte: UInt8) {
    isWrapDue = isWrapDue && byte == 7
    switch byte {
    case 7: break
    case 8: cursor.column = max(0, cursor.column - 1)
    case 10: lineFeed()
    case 13: cursor.column = 0
    default: unknown.append("control \(byte)")
    }
  }

  private mutating func sequence(_ parameters: String, final: UInt8) {
    let name = Character(Unicode.Scalar(final))
    if name == "m" { return }
    if parameters == "?2004" {
      marksPastes = name == "h"
      return
    }
    isWrapDue = false
    let count = max(1, Int(parameters) ?? 1)
    switch name {
    case "A": cursor.row = max(0, cursor.row - count)
    case "B": cursor.row = min(rows - 1, cursor.row + count)
    case "C": cursor.column = min(columns - 1, cursor.column + count)
    case "D": cursor.column = max(0, cursor.column - count)
    case "H": cursor = (0, 0)
    case "K": eraseLine()
    case "J": eraseScreen(parameters)
    default: unknown.append(parameters + String(name))
    }
  }

  // MARK: Cells

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Int(cells_of(scalar.value))
    guard width > 0 else { return mark(with: scalar) }
    if isWrapDue || cursor.column + width > columns {
      lines[cursor.row].isWrapped = true
      cursor.column = 0
      lineFeed()
    }
    isWrapDue = false
    clearCell(cursor.row, cursor.column)
    lines[cursor.row].cells[cursor.column] = String(scalar)
    if width == 2 {
      clearCell(cursor.row, cursor.column + 1)
      lines[cursor.row].cells[cursor.column + 1] = ""
    }
    cursor.column += width
    if cursor.column >= columns {
      cursor.column = columns - 1
      isWrapDue = true
    }
  }

  /// Half of a wide character is nothing.
  private mutating func clearCell(_ row: Int, _ column: Int) {
    if lines[row].cells[column].isEmpty, column > 0 { lines[row].cells[column - 1] = " " }
    if column + 1 < columns, lines[row].cells[column + 1].isEmpty {
      lines[row].cells[column + 1] = " "
    }
  }

  private mutating func mark(with scalar: Unicode.Scalar) {
    var column = isWrapDue ? cursor.column : cursor.column - 1
    while column > 0, lines[cursor.row].cells[column].isEmpty { column -= 1 }
    guard column >= 0 else { return }
    lines[cursor.row].cells[column].unicodeScalars.append(scalar)
  }

  private mutating func lineFeed() {
    guard cursor.row == rows - 1 else {
      cursor.row += 1
      return
    }
    scrolledOff.append(lines.removeFirst())
    lines += Self.blank(1, columns)
  }

  private mutating func eraseLine() {
    for column in cursor.column..<columns { lines[cursor.row].cells[column] = " " }
    lines[cursor.row].isWrapped = false
  }

  private mutating func eraseScreen(_ parameters: String) {
    if parameters == "2" {
      lines = Self.blank(rows, columns)
      return
    }
    eraseLine()
    for row in (cursor.row + 1)..<max(rows, cursor.row + 1) {
      lines[row] = Self.blank(1, columns)[0]
    }
  }

  private static func blank(_ rows: Int, _ columns: Int) -> [Line] {
    [Line](
      repeating: Line(cells: [String](repeating: " ", count: columns)), count: rows)
  }

  private static func trimmed(_ cells: [String]) -> String {
    let end = (cells.lastIndex { $0 != " " } ?? -1) + 1
    return cells[..<end].joined()
  }

  // MARK: Size

  /// Takes another width.
  ///
  /// Lines that were wrapped are wrapped anew, as nearly all terminals do.
  public mutating func resize(columns new: Int) {
    let cursorLine = scrolledOff.count + cursor.row
    var target = (line: 0, column: 0)
    var result: [Line] = []
    var index = 0
    let all = scrolledOff + lines
    while index < all.count {
      var cells: [String] = []
      let start = index
      var position: Int?
      repeat {
        if index == cursorLine { position = cells.count + cursor.column }
        let isLast = !all[index].isWrapped
        cells += isLast ? Self.withoutBlanks(all[index].cells) : all[index].cells
        index += 1
      } while index < all.count && all[index - 1].isWrapped
      if let position {
        target = (result.count + position / new, position % new)
        cells += [String](repeating: " ", count: max(0, position - cells.count))
      }
      result += Self.wrapped(cells, new)
      // Blank lines below the cursor are no lines yet.
      if start > cursorLine, cells.isEmpty { result.removeLast() }
    }
    place(result, target, new)
  }

  private mutating func place(_ all: [Line], _ target: (line: Int, column: Int), _ new: Int) {
    columns = new
    isWrapDue = false
    let needed = max(0, max(all.count, target.line + 1) - rows)
    scrolledOff = Array(all.prefix(needed))
    lines = Array(all.dropFirst(needed).prefix(rows))
    lines += Self.blank(rows - lines.count, new)
    cursor = (min(rows - 1, target.line - needed), target.column)
  }

  private static func withoutBlanks(_ cells: [String]) -> [String] {
    Array(cells[..<((cells.lastIndex { $0 != " " } ?? -1) + 1)])
  }

  private static func wrapped(_ cells: [String], _ columns: Int) -> [Line] {
    guard !cells.isEmpty else { return blank(1, columns) }
    return stride(from: 0, to: cells.count, by: columns).map { start in
      let part = Array(cells[start..<min(start + columns, cells.count)])
      let padding = [String](repeating: " ", count: columns - part.count)
      return Line(cells: part + padding, isWrapped: start + columns < cells.count)
    }
  }
}
