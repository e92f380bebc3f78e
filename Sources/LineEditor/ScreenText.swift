import CLibedit

/// Text as it lies on a screen of some width.
package struct ScreenText {
  private let text: String

  package init(_ text: String) { self.text = text }

  /// How many rows below its start the text ends when it is wrapped at `width`.
  ///
  /// A wide character never straddles an edge. O(length).
  package func rowOfEnd(width: Int) -> Int {
    var (row, column) = (0, 0)
    for scalar in text.unicodeScalars {
      let cells = scalar == "\n" ? 0 : Int(cells_of(scalar.value))
      if scalar == "\n" || column + cells > width { (row, column) = (row + 1, 0) }
      column += cells
    }
    return column == width ? row + 1 : row
  }
}
