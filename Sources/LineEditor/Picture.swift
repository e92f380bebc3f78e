import CLibedit

/// How a cell of the screen looks.
package enum Style: Sendable {
  case plain, prompt, ghost, note, marked

  /// The parameters of the escape that selects it (ECMA-48, select graphic rendition).
  var rendition: String {
    switch self {
    case .plain: "0"
    case .prompt: "1;36"
    case .ghost, .note: "2"
    case .marked: "7"
    }
  }
}

/// A character on the screen, with the marks that take no room of their own.
package struct Cell: Equatable, Sendable {
  package var text: String
  /// 1, or 2 for a wide character.
  package let width: Int
  package let style: Style
}

/// A row of the screen from its left edge on.
package struct Row: Equatable, Sendable {
  package fileprivate(set) var cells: [Cell] = []
  /// Whether the text goes on in the next row because this one is full.
  package fileprivate(set) var isFull = false

  package init() {}

  /// How many columns are filled; O(cells).
  package var width: Int { cells.reduce(0) { $0 + $1.width } }
}

/// What is to be seen from the row of the prompt on, and where the cursor stands.
package struct Picture: Equatable, Sendable {
  package private(set) var rows = [Row()]
  package private(set) var cursor = (row: 0, column: 0)
  package let width: Int
  private var column = 0

  /// An empty picture for a terminal of so many columns.
  package init(width: Int) {
    self.width = max(width, 2)
  }

  package static func == (one: Picture, other: Picture) -> Bool {
    one.rows == other.rows && one.cursor == other.cursor && one.width == other.width
  }

  /// Adds text where the last has ended; a wide character never straddles an edge.
  ///
  /// O(length).
  package mutating func add(_ text: String, _ style: Style) {
    for scalar in text.unicodeScalars { add(scalar, style) }
  }

  package mutating func add(_ scalar: Unicode.Scalar, _ style: Style) {
    if scalar == "\t" { return add("  ", style) }
    if scalar.value < 0x20 || scalar.value == 0x7F {
      return add("^" + String(Unicode.Scalar(UInt8(scalar.value) ^ 0x40)), style)
    }
    let cells = Int(cells_of(scalar.value))
    if cells == 0 { return mark(with: scalar) }
    if column + cells > width {
      rows[rows.count - 1].isFull = true
      startRow()
    }
    rows[rows.count - 1].cells.append(Cell(text: String(scalar), width: cells, style: style))
    column += cells
  }

  /// Adds as much of a text as fits into the row, and `…` where it does not all fit; O(length).
  package mutating func addClipped(_ text: String, _ style: Style) {
    let room = width - column
    var cells = 0
    var end = text.unicodeScalars.startIndex
    var isCut = false
    for index in text.unicodeScalars.indices {
      let next = cells + Self.width(of: text.unicodeScalars[index])
      if next > room {
        isCut = true
        break
      }
      // Room for the mark, should it be needed.
      if next < room { end = text.unicodeScalars.index(after: index) }
      cells = next
    }
    guard isCut else { return add(text, style) }
    guard room > 0 else { return }
    add(String(text.unicodeScalars[..<end]), style)
    if column < width { add("…", style) }
  }

  package mutating func startRow() {
    rows.append(Row())
    column = 0
  }

  /// Puts the cursor where the next character would come; in a full row that is the next one.
  package mutating func placeCursor() {
    if column >= width {
      rows[rows.count - 1].isFull = true
      startRow()
    }
    cursor = (rows.count - 1, column)
  }

  /// Puts the cursor where the text has ended, though that be the last column.
  package mutating func leaveCursor() {
    cursor = (rows.count - 1, min(column, width - 1))
  }

  /// The columns a scalar takes up, shown as `add` shows it.
  package static func width(of scalar: Unicode.Scalar) -> Int {
    scalar.value < 0x20 || scalar.value == 0x7F ? 2 : Int(cells_of(scalar.value))
  }

  /// The picture cut to so many rows, those around the cursor; `top` is the first row that was shown
  /// before, and becomes that of this picture.
  package func window(rows height: Int, top: inout Int) -> Picture {
    guard rows.count > height else {
      top = 0
      return self
    }
    top = min(max(top, cursor.row - height + 1), cursor.row)
    top = min(top, rows.count - height)
    var cut = self
    cut.rows = Array(rows[top..<(top + height)])
    cut.cursor.row -= top
    return cut
  }

  /// Puts a mark on the last character; without one there is nothing to put it on.
  private mutating func mark(with scalar: Unicode.Scalar) {
    let (row, count) = (rows.count - 1, rows[rows.count - 1].cells.count)
    guard count > 0 else { return }
    rows[row].cells[count - 1].text.unicodeScalars.append(scalar)
  }
}
