import Glibc
import LineEditor
import TerminalTesting
import Testing

extension EditorTests {
  /// Ten thousand random keys: after each the screen shows what the text is, and nothing else.
  @Suite struct KeyFuzzTests {
    /// Letters of all widths, what moves, what deletes, what searches, and what means nothing.
    private static let keys: [String] =
      [
        "a", "b", "init ", "Whh ", "xavier", "1", " ", " ", "σ", "日", "e\u{301}", "😀", "{", "}",
        "\"",
        "?", ";",
      ]
      + [
        "\u{1}", "\u{2}", "\u{4}", "\u{5}", "\u{6}", "\u{8}", "\u{7F}", "\u{B}", "\u{C}", "\u{E}",
        "\u{10}",
      ]
      + [
        "\u{12}", "\u{13}", "\u{14}", "\u{15}", "\u{16}", "\u{17}", "\u{19}", "\u{1F}", "\u{7}",
        "\t",
        "\t",
      ]
      + [
        "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H", "\u{1B}[F", "\u{1B}[3~",
        "\u{1B}[1;5C",
      ]
      + [
        "\u{1B}[1;5D", "\u{1B}b", "\u{1B}f", "\u{1B}d", "\u{1B}u", "\u{1B}l", "\u{1B}c",
        "\u{1B}\u{7F}", "\u{1B}/",
      ]
      + [
        "\u{1B}\r", "\u{1B}x", "\u{1B}3", "\u{1B}[15~", "\u{1B}[1;2A", "\u{1B}[I", "\u{0}",
        "\u{1C}",
        "\u{1D}", "\u{18}",
      ]
      + ["\u{1B}[200~two\rlines\u{1B}[201~", "\u{1B}[200~日本\u{1B}[Ax\u{1B}[201~", "\r", "\u{3}"]

    private func request() -> KeyEditor.Request {
      var request = KeyEditor.Request()
      (request.prompt, request.continuation) = ("whh> ", "...> ")
      request.history = [
        "init Whh xavier 512", "stats", "for g in [1, 2] {\n  print g\n}", "let 日 = 1",
      ]
      request.assistance.isComplete = { text in !text.hasSuffix("{") }
      request.assistance.indentation = { _ in 2 }
      request.assistance.suggestion = { $0.hasSuffix("a") ? "bc def 日本語 and so on" : nil }
      request.assistance.preview = {
        $0.count % 3 == 0 ? "of \($0.count) letters, ρ ≈ 1.03 日本" : nil
      }
      request.assistance.help = "?"
      request.assistance.candidates = { text, cursor in
        let list = (0..<(cursor % 5)).map { Candidate("abc\($0)", "the \($0)th") }
        return Candidates(list, replacing: max(0, cursor - 1)..<cursor)
      }
      return request
    }

    @Test(arguments: [20, 80], [1, 2] as [UInt64])
    func theScreenIsWhatTheTextIs(columns: Int, seed: UInt64) throws {
      let style = EditorStyle(isColored: true)
      let terminal = try #require(TypedTerminal(columns: columns, rows: 12, style: style))
      let before = terminal.settings
      var random = Generator(state: seed)
      var left = 2500
      while left > 0 {
        let keys = (0..<min(left, 50)).map { _ in Self.keys[random.next(below: Self.keys.count)] }
        left -= keys.count
        _ = terminal.read(keys, request()) { Self.expectExact($0) }
        #expect(terminal.screen.cursor.column == 0)
      }
      #expect(terminal.screen.unknown.isEmpty)
      let after = terminal.settings
      #expect(before.c_lflag == after.c_lflag && before.c_iflag == after.c_iflag)
    }

    /// The rows of the view, laid out by other means than the editor's, are a stretch of the screen that
    /// ends at its last row in use, and the cursor is where the text puts it.
    private static func expectExact(_ terminal: TypedTerminal) {
      let view = terminal.view
      var layout = Layout(columns: terminal.screen.columns)
      layout.add(view)
      let screen = terminal.screen
      let top = screen.cursor.row - layout.cursor.row
      let rows = layout.rows.map(Layout.trimmed)
      for (index, row) in rows.enumerated() where (0..<screen.rows).contains(top + index) {
        // What stands below a tall text is cut first.
        #expect(screen.text[top + index] == row, "\(view.text) in \(screen.text)")
      }
      #expect(screen.cursor.column == layout.cursor.column, "\(view.text)")
      for index in max(0, top + rows.count)..<screen.rows { #expect(screen.text[index].isEmpty) }
    }
  }
}

/// A plain way to lay a text out, to hold the editor's against.
private struct Layout {
  let columns: Int
  private(set) var rows = [""]
  private(set) var cursor = (row: 0, column: 0)
  private var column = 0

  init(columns: Int) { self.columns = columns }

  mutating func add(_ view: Screen.View) {
    add(view.prompt)
    for (index, scalar) in view.text.scalars.enumerated() {
      if index == view.text.cursor { mark() }
      if scalar == "\n" {
        start()
        add(view.continuation)
      } else {
        put(scalar)
      }
    }
    if view.text.isAtEnd {
      mark()
      clipped(view.suggestion)
    }
    let list = view.panel?.page(width: columns, rows: max(1, 12 - rows.count)).lines ?? []
    for line in view.note.map({ [$0] }) ?? list where rows.count < 12 {
      start()
      clipped(line)
    }
  }

  private mutating func add(_ text: String) { text.unicodeScalars.forEach { put($0) } }

  private mutating func start() {
    rows.append("")
    column = 0
  }

  private mutating func mark() {
    if column >= columns { start() }
    cursor = (rows.count - 1, column)
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    for (shown, width) in Self.shown(scalar) {
      if width > 0, column + width > columns { start() }
      rows[rows.count - 1] += shown
      column += width
    }
  }

  private mutating func clipped(_ text: String) {
    let width = text.unicodeScalars.reduce(0) { $0 + Self.shown($1).reduce(0) { $0 + $1.1 } }
    guard column + width > columns else { return add(text) }
    for scalar in text.unicodeScalars {
      let width = Self.shown(scalar).reduce(0) { $0 + $1.1 }
      if column + width > columns - 1 { break }
      put(scalar)
    }
    if column < columns { add("…") }
  }

  private static func shown(_ scalar: Unicode.Scalar) -> [(String, Int)] {
    switch scalar.value {
    case 0x09: [(" ", 1), (" ", 1)]
    case ..<0x20, 0x7F: [("^", 1), (String(Unicode.Scalar(UInt8(scalar.value) ^ 0x40)), 1)]
    case 0x300...0x36F: [(String(scalar), 0)]
    case 0x1100...: scalar == "…" || scalar == "≈" ? [(String(scalar), 1)] : [(String(scalar), 2)]
    default: [(String(scalar), 1)]
    }
  }

  static func trimmed(_ row: String) -> String {
    String(String.UnicodeScalarView(row.unicodeScalars.reversed().drop { $0 == " " }.reversed()))
  }
}

/// Numbers that look random (SplitMix64).
private struct Generator {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
