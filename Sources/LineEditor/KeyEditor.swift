import CLibedit
import Glibc

/// The editing of one text after the other at a terminal that has a cursor to be moved.
///
/// libedit reads the keys' meaning, edits the text and holds the terminal's mode; it draws into nothing.
/// Drawing is ours, so that prompts of further lines, suggestions and lists can be shown that libedit
/// knows nothing of, and the screen is a function of the text.
///
/// A class, because a C handle has to live somewhere; for the main thread only.
package final class KeyEditor {
  /// What one text is edited with.
  package struct Request {
    package var prompt = ""
    package var continuation = ""
    package var assistance = Assistance()
    package var history: [String] = []
    /// Where the last entry of the history went wrong, in scalars from its start.
    package var fault: Int?

    package init() {}
  }

  enum Outcome: Equatable {
    case interrupted, endOfInput
  }

  let handle: OpaquePointer
  let output: TerminalOutput
  private var input: TerminalInput
  let style: EditorStyle
  var screen: Screen
  let buffer: TextBuffer
  /// What is left of a key that libedit takes a scalar at a time.
  private var handedOver: ArraySlice<Unicode.Scalar> = []

  var request = Request()
  var outcome: Outcome?
  /// The text as it was when its editing ended.
  var final = EditedText()
  /// Whether the text is a request for help, told by the prompt.
  var isHelp = false
  var walk: HistoryWalk?
  var search: HistorySearch?
  /// What was searched for last.
  var lastPattern = ""
  var undo = TypingUndo()
  var panel: Panel?
  var paste: String?
  var isQuoting = false
  /// What Ctrl-K took away last, unless libedit has taken something away since.
  var killed: String?
  /// The rows of libedit's screen, and the most that a text has taken.
  private var roomyRows = 0
  private var mostRows = 0
  var suggestion = (after: EditedText(), text: "")
  var preview = (of: "", text: String?.none)
  /// Called whenever a key is waited for and the screen shows all there is.
  package var onWait: ((KeyEditor) -> Void)?

  /// Nil when libedit fails; `input` and `output` are a terminal.
  package init?(
    program: String, input: Int32, output: Int32, style: EditorStyle
  ) {
    Terminal.useUTF8()
    guard let handle = edit_new(program, input, output) else { return nil }
    self.handle = handle
    self.input = TerminalInput(descriptor: input)
    self.output = TerminalOutput(descriptor: output)
    self.style = style
    screen = Screen(output: self.output, style: style)
    buffer = TextBuffer(handle: handle)
    configure()
  }

  deinit { edit_free(handle) }

  /// Has a text typed; what it is, without a newline at its end, and how it ended.
  package func read(_ request: Request) -> LineEditor.Reading {
    begin(request)
    // What is typed before libedit has set the terminal would be echoed twice.
    edit_hold_terminal(handle, true)
    askForPasteMarks(true)
    var count: Int32 = 0
    let line = el_wgets(handle, &count)
    let typed = line.map { WideText.string($0, count: Int(count)) } ?? ""
    screen.end(plainView(of: final), remark: outcome == .interrupted ? "^C" : "")
    askForPasteMarks(false)
    if let signal = Signals.pendingTermination { return .hangup(signal: signal) }
    switch outcome {
    case .endOfInput: return .endOfInput
    case .interrupted: return .interrupted(final.string)
    case nil: return .line(result(typed))
    }
  }

  private func begin(_ request: Request) {
    self.request = request
    (outcome, isHelp, walk, search, panel, paste) = (nil, false, nil, nil, nil, nil)
    (isQuoting, undo, handedOver, final) = (false, TypingUndo(), [], EditedText())
    (suggestion, preview) = ((EditedText(), ""), ("", nil))
    Signals.clearInterrupt()
    screen.begin()
  }

  private func result(_ typed: String) -> String {
    var scalars = Substring(typed).unicodeScalars
    if scalars.last == "\n" { scalars.removeLast() }
    let text = String(scalars)
    guard isHelp, let mark = request.assistance.help else { return text }
    return String(mark) + text
  }

  private func configure() {
    signals_watch_terminal()
    edit_set_owner(handle, Unmanaged.passUnretained(self).toOpaque())
    edit_set_reader(handle) { editor, key in
      guard let scalar = KeyEditor.owner(of: editor)?.nextScalar() else { return 0 }
      key?.pointee = wchar_t(bitPattern: scalar.value)
      return 1
    }
    for setting in KeyTable.terminalSettings { edit_set_terminal(handle, setting) }
    for (key, command) in KeyTable.bindings { edit_bind(handle, key, command) }
  }

  /// The editor that a callback of libedit is for.
  private static func owner(of handle: OpaquePointer?) -> KeyEditor? {
    edit_owner(handle).map { Unmanaged.fromOpaque($0).takeUnretainedValue() }
  }
}

// MARK: Keys

extension KeyEditor {
  /// The next character for libedit; nil ends the text.
  private func nextScalar() -> Unicode.Scalar? {
    if let scalar = handedOver.popFirst() { return scalar }
    while outcome == nil, Signals.pendingTermination == nil {
      // A paste is put in as a whole: until then the text stays as it is.
      if paste == nil { undo.note(buffer.text) }
      if !input.isPending { wait() }
      switch input.next() {
      case .key(let key):
        guard !take(key) else { continue }
        makeRoom()
        handedOver = Array(key.unicodeScalars)[...]
        return handedOver.popFirst()
      case .nothing: continue
      case .signal: heedSignals()
      case .end: outcome = .endOfInput
      }
    }
    final = buffer.text
    return nil
  }

  /// libedit lays out the text after every key of its own, which may have put in again what was taken
  /// away before.
  private func makeRoom() {
    let needed = TextBuffer.rows(for: buffer.text)
    mostRows = max(mostRows, needed)
    guard needed + mostRows > roomyRows else { return }
    roomyRows = 2 * (needed + mostRows)
    buffer.makeRoom(rows: roomyRows)
  }

  private func heedSignals() {
    if Signals.isInterruptRequested {
      Signals.clearInterrupt()
      _ = leave(.interrupted)
    }
    if signals_take_continued() { resume() }
    if signals_take_resized() { screen.resize() }
  }

  /// Whether the editor has acted on the key by itself.
  private func take(_ key: String) -> Bool {
    if paste != nil { return takePasted(key) }
    if isQuoting { return takeQuoted(key) }
    if search != nil, takeSearching(key) { return true }
    if key != "\t" { panel = nil }
    if isHelpMark(key) {
      isHelp = true
      return true
    }
    if let action = KeyTable.actions[key], action(self) { return true }
    if Self.killingKeys.contains(key) { killed = nil }
    return false
  }

  /// What libedit takes text away with that Ctrl-Y brings back.
  private static let killingKeys: Set<String> = [
    "\u{B}", "\u{15}", "\u{17}", "\u{1B}d", "\u{1B}w", "\u{1B}\u{7F}", "\u{1B}\u{8}",
  ]

  private func isHelpMark(_ key: String) -> Bool {
    guard let mark = request.assistance.help, key == String(mark) else { return false }
    return buffer.text.cursor == 0 && !isHelp
  }
}
