import Glibc
import LineEditor

/// The line editor on a terminal of its own, in this process: keys are typed one after the other, each
/// when the one before has been shown.
///
/// Not for several threads: while the editor reads, its callback types.
package final class TypedTerminal {
  package private(set) var screen: VirtualScreen
  private var keyboard: Int32 = -1
  private var terminal: Int32 = -1
  private let editor: KeyEditor
  private var keys: ArraySlice<String> = []
  private var check: (TypedTerminal) -> Void = { _ in }

  package init?(columns: Int = 80, rows: Int = 24, style: EditorStyle = EditorStyle()) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&keyboard, &terminal, nil, nil, &size) == 0 else { return nil }
    screen = VirtualScreen(columns: columns, rows: rows)
    guard
      let editor = KeyEditor(program: "test", input: terminal, output: terminal, style: style)
    else { return nil }
    self.editor = editor
  }

  deinit {
    close(keyboard)
    close(terminal)
  }

  /// What the editor says is to be seen.
  package var view: Screen.View { editor.view }

  package var settings: termios {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return settings
  }

  /// Types keys; Ctrl-C if they did not end the text.
  ///
  /// `check` is called when all that was typed so far
  /// has been shown.
  package func read(
    _ keys: [String], _ request: KeyEditor.Request,
    check: @escaping (TypedTerminal) -> Void = { _ in }
  ) -> LineEditor.Reading {
    self.keys = keys[...]
    self.check = check
    editor.onWait = { [unowned self] _ in next() }
    let reading = editor.read(request)
    editor.onWait = nil
    synchronise()
    return reading
  }

  /// Gives the terminal another width, as its user does.
  package func resize(columns: Int) {
    synchronise()
    screen.resize(columns: columns)
    var size = winsize(
      ws_row: UInt16(screen.rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(keyboard, UInt(TIOCSWINSZ), &size)
    kill(getpid(), SIGWINCH)
  }

  private func next() {
    synchronise()
    check(self)
    type(keys.popFirst() ?? "\u{3}")
  }

  private func type(_ key: String) {
    var key = key
    key.withUTF8 { _ = write(keyboard, $0.baseAddress, $0.count) }
  }

  /// Shows all that the editor has written: a remark of ours comes after it.
  private func synchronise() {
    let mark = "\u{1B}_shown\u{1B}\\"
    _ = mark.utf8CString.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count - 1) }
    let count = screen.remarks.count
    var bytes = [UInt8](repeating: 0, count: 65536)
    while screen.remarks.count == count {
      let read = Glibc.read(keyboard, &bytes, bytes.count)
      guard read > 0 else { return }
      screen.feed(bytes[..<read])
    }
  }
}
