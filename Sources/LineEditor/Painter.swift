/// Turns one picture into the next on the terminal, with the fewest characters that are needed.
///
/// It knows where the cursor is, relative to the row of the prompt; rows below that are made by line
/// feeds, so that the screen scrolls where it ends.
package struct Painter: Sendable {
  private var shown: Picture
  /// Where the cursor of the terminal stands; the column is the width after a character in the last
  /// column, until the next one comes.
  private var row = 0
  private var column = 0
  private let hasStyles: Bool

  /// The cursor stands at the left edge, in the row where the picture is to begin.
  package init(width: Int, hasStyles: Bool) {
    shown = Picture(width: width)
    self.hasStyles = hasStyles
  }

  /// What is to be written to see another picture of the same width; O(cells).
  package mutating func update(to picture: Picture) -> String {
    guard picture != shown else { return "" }
    var output = ""
    for index in picture.rows.indices { paint(index, of: picture, &output) }
    if picture.rows.count < shown.rows.count {
      move(toRow: picture.rows.count, column: 0, &output)
      output += "\u{1B}[J"
    }
    shown = picture
    move(toRow: picture.cursor.row, column: picture.cursor.column, &output)
    return output
  }

  /// What brings the cursor to the row of the prompt, at its left edge, and clears all from there, after
  /// the terminal has become `width` columns wide and has wrapped its lines anew.
  package mutating func restart(width: Int) -> String {
    let up = rowsAboveCursor(width: width)
    self = Painter(width: width, hasStyles: hasStyles)
    return (up > 0 ? "\u{1B}[\(up)A" : "") + "\r\u{1B}[J"
  }

  /// What ends the picture: the cursor goes to the row below it.
  package mutating func finish() -> String {
    var output = ""
    if row < shown.rows.count - 1 { move(toRow: shown.rows.count - 1, column: 0, &output) }
    return output + "\r\n"
  }

  // MARK: Rows

  private mutating func paint(_ index: Int, of picture: Picture, _ output: inout String) {
    let new = picture.rows[index]
    let old = index < shown.rows.count ? shown.rows[index] : nil
    guard let old else { return add(new, at: index, after: picture.rows[index - 1], &output) }
    let kept = zip(old.cells, new.cells).prefix { $0 == $1 }.count
    guard kept < max(old.cells.count, new.cells.count) else { return }
    let start = new.cells[..<kept].reduce(0) { $0 + $1.width }
    move(toRow: index, column: start, &output)
    write(new.cells[kept...], &output)
    if old.width > new.width { output += "\u{1B}[K" }
  }

  private mutating func add(_ new: Row, at index: Int, after last: Row, _ output: inout String) {
    // The terminal wraps by itself, and remembers that the two rows are one line.
    let wraps =
      last.isFull && last.width == shown.width && row == index - 1 && column == shown.width
    if wraps, let first = new.cells.first, first.width > 0 {
      write(new.cells[...], &output)
      (row, column) = (index, new.width)
      return
    }
    move(toRow: index - 1, column: 0, &output)
    output += "\r\n"
    (row, column) = (index, 0)
    write(new.cells[...], &output)
  }

  private mutating func write(_ cells: ArraySlice<Cell>, _ output: inout String) {
    var style = Style.plain
    for cell in cells {
      if hasStyles, cell.style != style {
        style = cell.style
        output += style == .plain ? "\u{1B}[0m" : "\u{1B}[0;\(style.rendition)m"
      }
      output += cell.text
      column += cell.width
    }
    if style != .plain { output += "\u{1B}[0m" }
  }

  /// Moves the cursor to a row that exists.
  private mutating func move(toRow target: Int, column goal: Int, _ output: inout String) {
    // Where the cursor is, after the last column, terminals do not agree.
    if column >= shown.width, target != row || goal != column {
      output += "\r"
      column = 0
    }
    if target < row { output += "\u{1B}[\(row - target)A" }
    if target > row { output += "\u{1B}[\(target - row)B" }
    row = target
    if goal == 0, column > 0 {
      output += "\r"
    } else if goal < column {
      output += goal == column - 1 ? "\u{8}" : "\u{1B}[\(column - goal)D"
    } else if goal > column {
      output += "\u{1B}[\(goal - column)C"
    }
    column = goal
  }

  /// How many rows the cursor is below that of the prompt once the lines are wrapped at another width.
  private func rowsAboveCursor(width: Int) -> Int {
    var rows = 0
    var length = 0
    for index in 0..<row {
      length += shown.rows[index].width
      if shown.rows[index].isFull { continue }
      rows += max(1, (length + width - 1) / width)
      length = 0
    }
    return rows + (length + column) / max(width, 1)
  }
}
