import CLibedit
import Glibc

/// What the editor shows, and when others have the terminal.
extension KeyEditor {
  /// What was shown is there to be seen before anything is waited for.
  func wait() {
    show()
    onWait?(self)
  }

  /// Shows the text as it is.
  func show() {
    screen.show(view)
  }

  /// What is to be seen.
  package var view: Screen.View {
    let text = search?.shown ?? buffer.text
    var view = plainView(of: text)
    view.suggestion = shownSuggestion(text)
    view.panel = panel
    view.note = search?.status ?? note(text)
    return view
  }

  /// A text without what stands beside it.
  func plainView(of text: EditedText) -> Screen.View {
    var view = Screen.View(text: text)
    view.prompt = isHelp ? "help> " : request.prompt
    view.continuation = request.continuation
    return view
  }

  private func note(_ text: EditedText) -> String? {
    guard !style.isPlain, panel == nil, !text.isEmpty, !isHelp else { return nil }
    let string = text.string
    if preview.of != string { preview = (string, request.assistance.preview(string)) }
    return preview.text
  }

  /// What is suggested after the text, if there is a place to show it in.
  func shownSuggestion(_ text: EditedText) -> String {
    guard style.isColored, !style.isPlain, search == nil, panel == nil, !isHelp else { return "" }
    guard text.isAtEnd, text.scalars.count >= 2 else { return "" }
    if suggestion.after != text { suggestion = (text, suggested(after: text.string)) }
    return suggestion.text
  }

  /// From what was typed before, and else from what the text may go on with.
  private func suggested(after text: String) -> String {
    let entry = request.history.last {
      $0.utf8.count > text.utf8.count && $0.utf8.starts(with: text.utf8)
    }
    let rest = entry.map { String($0.unicodeScalars.dropFirst(text.unicodeScalars.count)) }
    let line = rest ?? request.assistance.suggestion(text) ?? ""
    return String(line.prefix { $0 != "\n" })
  }

  /// Lists the candidates, for a while, or for good where nothing is to be taken back.
  func list(_ candidates: [Candidate]) {
    let panel = Panel(candidates, isASCII: style.isASCII)
    guard style.isPlain else {
      self.panel = panel
      return
    }
    screen.print(panel.page(width: screen.columns, rows: candidates.count).lines, above: view)
  }

  func turnPanel() {
    panel?.turn(width: screen.columns, rows: screen.roomBelow(view))
  }

  func clearScreen() -> Bool {
    screen.clear()
    return true
  }

  /// Gives the terminal back and stops the program, this process only; then draws the text anew.
  func suspend() -> Bool {
    releaseTerminal()
    kill(getpid(), SIGTSTP)
    // Nobody can stop what no shell could continue: then there is no SIGCONT to wait for.
    _ = signals_take_continued()
    resume()
    return true
  }

  /// Leaves the terminal to others for a while, below the text.
  func releaseTerminal() {
    screen.end(plainView(of: buffer.text))
    askForPasteMarks(false)
    edit_hold_terminal(handle, false)
  }

  /// Takes hold of the terminal anew, since whoever had it may have changed it.
  func resume() {
    edit_hold_terminal(handle, false)
    edit_hold_terminal(handle, true)
    askForPasteMarks(true)
    screen.begin()
  }

  /// Whether the terminal is to tell what is pasted from what is typed.
  func askForPasteMarks(_ isWanted: Bool) {
    if !style.isPlain { output.write("\u{1B}[?2004\(isWanted ? "h" : "l")") }
  }
}
