import CLibedit
import Glibc

/// What happens while a line is edited and no key has come yet.
extension LineEditor {
  /// The next character for libedit; nil ends the line.
  func nextKey() -> Unicode.Scalar? {
    while true {
      if Signals.pendingTermination != nil { return nil }
      if Signals.isInterruptRequested {
        Signals.clearInterrupt()
        return "\u{3}"
      }
      followTerminal()
      if let key = input.pop() { return key }
      switch input.next() {
      case .byte(let byte): input.push(byte)
      case .silence: input.expire()
      case .signal: continue
      case .end: return nil
      }
    }
  }

  /// Gives the terminal back and stops the program, this process only; then draws the line anew.
  func suspend() {
    edit_hold_terminal(handle, false)
    TerminalOutput.write("\r\n")
    kill(getpid(), SIGTSTP)
    // Nobody can stop what no shell could continue: then there is no SIGCONT to wait for.
    _ = signals_take_continued()
    resume()
  }

  /// Draws the line anew after the terminal changed its size, or the shell brought the program
  /// back.
  private func followTerminal() {
    if signals_take_continued() {
      resume()
    } else if signals_take_resized() {
      // At the new width, since nearly every terminal wraps its lines anew.
      let before = ScreenText(prompt.text + beforeCursor)
      redraw(rowsAbove: before.rowOfEnd(width: Terminal.columns ?? 80))
    }
  }

  /// Takes hold of the terminal anew, since whoever had it may have changed it.
  private func resume() {
    edit_hold_terminal(handle, false)
    edit_hold_terminal(handle, true)
    redraw(rowsAbove: 0)
  }

  private func redraw(rowsAbove rows: Int) {
    let up = rows > 0 ? "\u{1B}[\(rows)A" : ""
    TerminalOutput.write(Terminal.isDumb ? "\r" : up + "\r\u{1B}[J")
    el_resize(handle)
    edit_redraw(handle)
  }

  private var beforeCursor: String {
    guard let line = el_wline(handle)?.pointee else { return "" }
    return WideText.string(line.buffer, count: line.cursor - line.buffer)
  }
}
