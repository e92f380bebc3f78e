import Glibc

/// A prompt on the terminal, with emacs keys, history, completion and texts of several lines.
///
/// A class, because it holds the terminal; for the main thread only. While a text is edited Ctrl-C and
/// Ctrl-Z are keys; between texts, when the program works, they are signals.
public final class LineEditor {
  /// How the reading of a text ended.
  public enum Reading: Equatable, Sendable {
    /// A text without the newline at its end; it may have several lines.
    case line(String)
    /// Ctrl-C: the text is left as it stands, and a new prompt is due.
    case interrupted(String)
    /// Ctrl-D on an empty line, or the terminal has gone.
    case endOfInput
    /// SIGTERM or SIGHUP: the program is to end with 128 + signal.
    case hangup(signal: Int32)
  }

  private let file: HistoryFile?
  /// The terminal as it was found.
  private var inherited = termios()
  /// Nil on a terminal without a cursor to be moved, where the kernel edits lines.
  private let keys: KeyEditor?
  private var history: [String]
  private var fault: Int?

  /// Takes hold of the terminal, and loads the history.
  ///
  /// Nil when standard input or output is no terminal, or libedit fails. O(entries of the history).
  public init?(program: String, history file: HistoryFile?, style: EditorStyle = EditorStyle()) {
    guard Terminal.standardInputIsTerminal, Terminal.standardOutputIsTerminal,
      tcgetattr(STDIN_FILENO, &inherited) == 0
    else { return nil }
    self.file = file
    history = file?.entries() ?? []
    guard !Terminal.isDumb else {
      keys = nil
      return
    }
    keys = KeyEditor(program: program, input: STDIN_FILENO, output: STDOUT_FILENO, style: style)
    guard keys != nil else { return nil }
  }

  deinit { tcsetattr(STDIN_FILENO, TCSADRAIN, &inherited) }

  /// Shows the prompt and has a text typed; `continuation` is the prompt of its further lines.
  public func read(
    prompt: String, continuation: String = "", with assistance: Assistance = Assistance()
  ) -> Reading {
    var request = KeyEditor.Request()
    (request.prompt, request.continuation) = (prompt, continuation)
    (request.assistance, request.history, request.fault) = (assistance, history, fault)
    return read(request)
  }

  /// A line typed in answer to a question, which history and assistance have no part in.
  public func answer(to question: String) -> Reading {
    var request = KeyEditor.Request()
    request.prompt = question
    return read(request)
  }

  private func read(_ request: KeyEditor.Request) -> Reading {
    guard let keys else {
      return CookedInput(request.assistance)
        .read(prompt: request.prompt, continuation: request.continuation)
    }
    return keys.read(request)
  }

  /// Adds an entry, which may have several lines, to the history and to its file.
  public func remember(_ entry: String) {
    history.append(entry)
    file?.append(entry)
    fault = nil
  }

  /// Notes where the entry that was remembered last went wrong, in scalars from its start: there the
  /// cursor stands when the entry is called back first.
  public func remember(faultAt fault: Int?) { self.fault = fault }
}
