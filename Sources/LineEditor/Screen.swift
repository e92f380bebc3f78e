/// What the editor shows on the terminal from the row of the prompt on.
package struct Screen {
  /// What is to be seen, before it is known how wide the terminal is.
  package struct View {
    package var prompt = ""
    package var continuation = ""
    package var text: EditedText
    package var suggestion = ""
    package var panel: Panel?
    package var note: String?

    package init(text: EditedText) { self.text = text }
  }

  private let output: TerminalOutput
  private let style: EditorStyle
  private var painter: Painter
  private var size: (columns: Int, rows: Int)
  private var top = 0

  init(output: TerminalOutput, style: EditorStyle) {
    (self.output, self.style) = (output, style)
    size = output.size
    painter = Painter(width: size.columns, hasStyles: style.isColored)
  }

  var columns: Int { size.columns }

  /// Begins in the row of the cursor, at its left edge: what is typed ahead may have been echoed there.
  mutating func begin() {
    size = output.size
    startAnew()
    output.write(style.isPlain ? "\r" : "\r\u{1B}[K")
  }

  mutating func show(_ view: View) {
    let picture = picture(of: view, rows: size.rows).window(rows: size.rows, top: &top)
    output.write(painter.update(to: picture))
  }

  /// Shows the text without what stands beside it, a remark at its end, and goes to the row below.
  mutating func end(_ view: View, remark: String = "") {
    var picture = textPicture(of: view, isFinal: true)
    picture.add(remark, .plain)
    picture.leaveCursor()
    output.write(painter.update(to: picture.window(rows: size.rows, top: &top)) + painter.finish())
    startAnew()
  }

  /// Follows the terminal to another size; nearly every one wraps its lines anew.
  mutating func resize() {
    size = output.size
    output.write(painter.restart(width: size.columns))
    top = 0
  }

  mutating func clear() {
    startAnew()
    output.write("\u{1B}[H\u{1B}[2J")
  }

  /// Nothing is shown, and the cursor stands at a left edge.
  private mutating func startAnew() {
    painter = Painter(width: size.columns, hasStyles: style.isColored)
    top = 0
  }

  /// Prints lines that stay, and then the text anew.
  mutating func print(_ lines: [String], above view: View) {
    end(view)
    output.write(lines.map { $0 + "\r\n" }.joined())
    begin()
    show(view)
  }

  /// The rows that are left for a list.
  func roomBelow(_ view: View) -> Int {
    max(1, size.rows - textPicture(of: view, isFinal: false).rows.count)
  }

  /// The picture of it all; what stands below the text has the rows that the text leaves.
  package func picture(of view: View, rows: Int) -> Picture {
    var picture = textPicture(of: view, isFinal: false)
    if view.text.isAtEnd { picture.addClipped(view.suggestion, .ghost) }
    let room = rows - picture.rows.count
    let lines = view.panel?.page(width: size.columns, rows: max(1, room)).lines ?? []
    for line in (view.note.map { [$0] } ?? lines).prefix(max(0, room)) {
      picture.startRow()
      picture.addClipped(line, .note)
    }
    return picture
  }

  private func textPicture(of view: View, isFinal: Bool) -> Picture {
    var picture = Picture(width: size.columns)
    picture.add(view.prompt, .prompt)
    for (index, scalar) in view.text.scalars.enumerated() {
      if index == view.text.cursor { picture.placeCursor() }
      if scalar == "\n" {
        picture.startRow()
        picture.add(view.continuation, .prompt)
      } else {
        picture.add(scalar, .plain)
      }
    }
    if !isFinal, view.text.isAtEnd { picture.placeCursor() }
    return picture
  }
}
