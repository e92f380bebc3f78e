import CLibedit

/// What keys do, beyond the emacs keys that libedit has by itself: one row each.
enum KeyTable {
  /// Ctrl-C, Ctrl-Z, Ctrl-\, Ctrl-S and Ctrl-Q come as keys while a line is edited.
  static let terminalSettings = ["-isig", "-ixon"]

  static let actions: [(name: String, action: EditAction)] = [
    ("whh-interrupt", interrupt),
    ("whh-leave-line", leaveLine),
    ("whh-suspend", suspend),
  ]

  static let bindings = controls + arrows + editing + internals

  /// The control sequences that mean something; the input drops all others.
  static let sequences = Set((arrows + editing).map(\.key))

  private static let controls = [
    (key: "^C", command: "whh-interrupt"),
    (key: "^Z", command: "whh-suspend"),
    (key: "^S", command: "em-inc-search-next"),
    // Commands to libedit itself, which crashes on an empty one.
    (key: "\u{1B}x", command: "ed-unassigned"),
    (key: "\u{1B}X", command: "ed-unassigned"),
  ]

  private static let arrows = [
    (key: "\u{1B}[A", command: "ed-prev-history"),
    (key: "\u{1B}OA", command: "ed-prev-history"),
    (key: "\u{1B}[B", command: "ed-next-history"),
    (key: "\u{1B}OB", command: "ed-next-history"),
    (key: "\u{1B}[C", command: "ed-next-char"),
    (key: "\u{1B}OC", command: "ed-next-char"),
    (key: "\u{1B}[D", command: "ed-prev-char"),
    (key: "\u{1B}OD", command: "ed-prev-char"),
    (key: "\u{1B}[1;5C", command: "em-next-word"),
    (key: "\u{1B}[1;3C", command: "em-next-word"),
    (key: "\u{1B}[1;5D", command: "ed-prev-word"),
    (key: "\u{1B}[1;3D", command: "ed-prev-word"),
  ]

  private static let editing = [
    (key: "\u{1B}[H", command: "ed-move-to-beg"),
    (key: "\u{1B}OH", command: "ed-move-to-beg"),
    (key: "\u{1B}[1~", command: "ed-move-to-beg"),
    (key: "\u{1B}[7~", command: "ed-move-to-beg"),
    (key: "\u{1B}[F", command: "ed-move-to-end"),
    (key: "\u{1B}OF", command: "ed-move-to-end"),
    (key: "\u{1B}[4~", command: "ed-move-to-end"),
    (key: "\u{1B}[8~", command: "ed-move-to-end"),
    (key: "\u{1B}[3~", command: "ed-delete-next-char"),
    (key: "\u{1B}[3;5~", command: "em-delete-next-word"),
  ]

  // No key sends these; the actions push them.
  private static let leaveLineKey = "\u{1B}[whh-leave-line"
  private static let newlineKey = "\u{1B}[whh-newline"

  private static let internals = [
    (key: leaveLineKey, command: "whh-leave-line"),
    (key: newlineKey, command: "ed-newline"),
  ]

  /// Ctrl-C: goes to the end of the line, and leaves it when that has been drawn.
  private static let interrupt: EditAction = { editor, _ in
    guard let line = el_wline(editor)?.pointee else { return UInt8(CC_ERROR) }
    LineEditor.owner(of: editor)?.isInterrupted = true
    el_cursor(editor, Int32(line.lastchar - line.cursor))
    WideText.with(leaveLineKey) { el_wpush(editor, $0) }
    return UInt8(CC_REFRESH)
  }

  /// Marks the line as interrupted, and ends it as Enter does, which knows how far down it reaches.
  private static let leaveLine: EditAction = { editor, _ in
    TerminalOutput.write("^C")
    WideText.with(newlineKey) { el_wpush(editor, $0) }
    return UInt8(CC_NORM)
  }

  /// Ctrl-Z: stops the program as the key does elsewhere.
  private static let suspend: EditAction = { editor, _ in
    LineEditor.owner(of: editor)?.suspend()
    return UInt8(CC_NORM)
  }
}
