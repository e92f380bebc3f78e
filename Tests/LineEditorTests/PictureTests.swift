import LineEditor
import TerminalTesting
import Testing

/// What is to be seen, and how one picture becomes the next.
@Suite struct PictureTests {
  init() { Terminal.useUTF8() }

  private func picture(_ text: String, width: Int = 10) -> Picture {
    var picture = Picture(width: width)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.offset > 0 { picture.startRow() }
      picture.add(String(line.element), .plain)
    }
    picture.placeCursor()
    return picture
  }

  @Test(arguments: [
    ("", 0, 0), ("whh> init", 0, 9), ("0123456789", 1, 0), ("0123456789a", 1, 1), ("a\nb\nc", 2, 1),
    ("日日日日日", 1, 0), ("a日日日日日", 1, 2), ("0123456789\n", 1, 0), ("e\u{301}23456789", 0, 9),
    ("a\tb", 0, 4), ("a\u{1B}b", 0, 4),
  ])
  func theCursorIsWhereTenColumnsPutIt(text: String, row: Int, column: Int) {
    let cursor = picture(text).cursor
    #expect(cursor == (row, column))
  }

  @Test(arguments: [
    ("abc", "abc"), ("0123456789", "0123456789"), ("0123456789a", "012345678…"),
    ("日日日日日日", "日日日日…"),
  ])
  func whatDoesNotFitIsClipped(text: String, shown: String) {
    var picture = Picture(width: 10)
    picture.addClipped(text, .note)
    #expect(picture.rows.count == 1)
    #expect(picture.rows[0].cells.map(\.text).joined() == shown)
  }

  @Test func anyPictureBecomesAnyOther() {
    let texts = [
      "", "a", "whh> init Whh xavier", "0123456789", "0123456789a", "a\nb\nc",
      "a\n\nlonger than ten\nd",
      "日日日日日日", "a日日日日日", "e\u{301}e\u{301}", "0123456789\nb", "\n\n\n",
      "0123456789012345678901234",
    ]
    for first in texts {
      for second in texts {
        var painter = Painter(width: 10, hasStyles: true)
        var screen = VirtualScreen(columns: 10, rows: 5)
        for text in [first, second, first] {
          screen.feed(painter.update(to: picture(text)).utf8)
          expect(screen, shows: picture(text))
        }
        screen.feed(painter.finish().utf8)
        #expect(screen.cursor.column == 0 && screen.unknown.isEmpty)
      }
    }
  }

  private func expect(_ screen: VirtualScreen, shows picture: Picture) {
    let rows = picture.rows.map { row in
      let text = row.cells.map(\.text).joined()
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    #expect(screen.text[..<rows.count] == rows[...])
    #expect(screen.text[rows.count...].allSatisfy { $0.isEmpty })
    #expect(screen.cursor == picture.cursor)
  }

  @Test func aLongPictureIsCutAroundTheCursor() {
    let all = picture((0..<20).map(String.init).joined(separator: "\n"))
    var top = 0
    let cut = all.window(rows: 5, top: &top)
    #expect(cut.rows.count == 5 && top == 15 && cut.cursor == (4, 2))
  }
}
