import CLibedit
import Glibc

/// A prompt on the terminal with emacs keys and history: libedit.
///
/// A class, because a C handle has to live somewhere; for the main thread only.
///
/// While a line is edited Ctrl-C and Ctrl-Z are keys; between lines, when the program works, they
/// are signals. libedit's own signal handling stays off: it sends the signals it gets on to the
/// whole process group, the shell that started the program included.
public final class LineEditor {
  /// How the reading of a line ended.
  public enum Reading: Equatable, Sendable {
    /// A line without its newline; recalled from the history it may have several.
    case line(String)
    /// Ctrl-C: the line is left as it stands, and a new prompt is due.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal has gone.
    case endOfInput
    /// SIGTERM or SIGHUP: the program is to end with 128 + signal.
    case hangup(signal: Int32)
  }

  let handle: OpaquePointer
  private let history: OpaquePointer
  private let file: HistoryFile?
  /// The terminal as it was found.
  private var inherited = termios()
  var input = TerminalInput()
  private(set) var prompt = Prompt("")
  var isInterrupted = false

  /// Takes hold of the terminal, and loads the history.
  ///
  /// Nil when standard input or output is no terminal, or libedit fails. O(entries of the history).
  public init?(program: String, history file: HistoryFile?) {
    guard Terminal.standardInputIsTerminal, Terminal.standardOutputIsTerminal,
      tcgetattr(STDIN_FILENO, &inherited) == 0
    else { return nil }
    Terminal.useUTF8()
    guard let history = history_new(Int32(HistoryFile.limit)) else { return nil }
    guard let handle = edit_new(program) else {
      history_wend(history)
      return nil
    }
    (self.handle, self.history, self.file) = (handle, history, file)
    configure()
    file?.entries().forEach(enter)
  }

  deinit {
    edit_free(handle)
    history_wend(history)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &inherited)
  }

  /// Shows the prompt, in colour up to its last two characters if so asked, and has a line typed.
  public func readLine(prompt text: String, colored: Bool = false) -> Reading {
    prompt = Prompt(text, colored: colored)
    isInterrupted = false
    Signals.clearInterrupt()
    // libedit would show the prompt first, and what is typed at once would be echoed twice.
    edit_hold_terminal(handle, true)
    var count: Int32 = 0
    let line = el_wgets(handle, &count)
    if let signal = Signals.pendingTermination {
      TerminalOutput.write("\n")
      return .hangup(signal: signal)
    }
    // Before the line is looked at: after Ctrl-C in a search libedit reports the end of input.
    if isInterrupted { return .interrupted }
    guard let line, count > 0 else {
      TerminalOutput.write("\n")
      return .endOfInput
    }
    let last = Int(count) - 1
    let newline = wchar_t(UInt8(ascii: "\n"))
    return .line(WideText.string(line, count: line[last] == newline ? last : last + 1))
  }

  /// Adds an entry, which may have several lines, to the history and to its file.
  public func remember(_ entry: String) {
    enter(entry)
    file?.append(entry)
  }

  private func enter(_ entry: String) {
    WideText.with(entry) { history_enter(history, $0) }
  }

  private func configure() {
    signals_watch_terminal()
    edit_set_owner(handle, Unmanaged.passUnretained(self).toOpaque())
    edit_set_history(handle, history)
    edit_set_prompt(handle) { LineEditor.owner(of: $0)?.prompt.characters }
    edit_set_reader(handle) { editor, key in
      guard let scalar = LineEditor.owner(of: editor)?.nextKey() else { return 0 }
      key?.pointee = wchar_t(bitPattern: scalar.value)
      return 1
    }
    for setting in KeyTable.terminalSettings { edit_set_terminal(handle, setting) }
    for (name, action) in KeyTable.actions { edit_define(handle, name, action) }
    for (key, command) in KeyTable.bindings { edit_bind(handle, key, command) }
  }

  /// The editor that a callback of libedit is for.
  static func owner(of handle: OpaquePointer?) -> LineEditor? {
    edit_owner(handle).map { Unmanaged.fromOpaque($0).takeUnretainedValue() }
  }
}
