/// What keys do, beyond the emacs keys that libedit has by itself: one row each.
enum KeyTable {
  /// Ctrl-C, Ctrl-Z, Ctrl-\, Ctrl-S and Ctrl-Q come as keys while a line is edited.
  static let terminalSettings = ["-isig", "-ixon"]

  /// What the editor does at a key itself; where that answers false, the key is for libedit.
  typealias Action = @Sendable (KeyEditor) -> Bool

  static let actions: [String: Action] = Dictionary(
    rows.flatMap { row in row.keys.map { ($0, row.action) } },
    uniquingKeysWith: { first, _ in first })

  private static let rows: [(keys: [String], action: Action)] = [
    (["\r", "\n"], { $0.enter() }),
    (["\u{1B}\r", "\u{1B}\n"], { $0.startLine() }),
    ([control("C")], { $0.leave(.interrupted) }),
    ([control("D")], { $0.deleteOrLeave() }),
    ([control("Z")], { $0.suspend() }),
    ([control("L")], { $0.clearScreen() }),
    (["\t"], { $0.complete() }),
    (["\u{7F}", "\u{8}"], { $0.erase() }),
    (["}"], { $0.outdent() }),
    (["\u{1B}[A", "\u{1B}OA", control("P"), "\u{1B}p"], { $0.up() }),
    (["\u{1B}[B", "\u{1B}OB", control("N"), "\u{1B}n"], { $0.down() }),
    (["\u{1B}[C", "\u{1B}OC", control("F")], { $0.acceptSuggestion() }),
    (["\u{1B}f", "\u{1B}[1;5C", "\u{1B}[1;3C"], { $0.acceptWord() }),
    (
      ["\u{1B}[H", "\u{1B}OH", "\u{1B}[1~", "\u{1B}[7~", control("A")],
      { $0.moveToLineStart() }
    ),
    (["\u{1B}[F", "\u{1B}OF", "\u{1B}[4~", "\u{1B}[8~", control("E")], { $0.moveToLineEnd() }),
    ([control("K")], { $0.killToLineEnd() }),
    ([control("Y")], { $0.yank() }),
    ([control("R")], { $0.search(.older) }),
    ([control("S")], { $0.search(.newer) }),
    ([control("_")], { $0.undoTyping() }),
    (["\u{1B}/", "\u{1B}_"], { $0.redoTyping() }),
    (["\u{1B}e", "\u{1B}E"], { $0.editOutside() }),
    ([control("V")], { $0.quote() }),
    ([pasteStart], { $0.beginPaste() }),
  ]

  /// What is bound in libedit, and to which of its commands.
  static let bindings = controls + digits + arrows + editing

  /// The control sequences that mean something; the input drops all others.
  static let sequences = Set(
    (arrows + editing).map(\.key) + actions.keys.filter { $0.unicodeScalars.count > 2 } + [pasteEnd]
  )

  /// What a terminal sends around a text that was pasted, once it has been asked to.
  static let pasteStart = "\u{1B}[200~"
  static let pasteEnd = "\u{1B}[201~"

  private static func control(_ letter: Unicode.Scalar) -> String {
    String(Unicode.Scalar(UInt8(letter.value) & 0x1F))
  }

  private static let controls = [
    (key: "^G", command: "ed-unassigned"),
    // They read keys by themselves, or write to the terminal, or stop the program.
    (key: "^O", command: "ed-unassigned"),
    (key: "^\\", command: "ed-unassigned"),
    (key: "^]", command: "ed-unassigned"),
    (key: "^Q", command: "ed-unassigned"),
    // Commands to libedit itself, which crashes on an empty one.
    (key: "\u{1B}x", command: "ed-unassigned"),
    (key: "\u{1B}X", command: "ed-unassigned"),
    (key: "\u{1B}N", command: "ed-unassigned"),
    (key: "\u{1B}P", command: "ed-unassigned"),
  ]

  // Counts would have a letter put in a million times.
  private static let digits = (0...9).map { (key: "\u{1B}\($0)", command: "ed-unassigned") }

  private static let arrows = [
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
    (key: "\u{1B}[3~", command: "ed-delete-next-char"),
    (key: "\u{1B}[3;5~", command: "em-delete-next-word"),
    (key: "\u{1B}[3;3~", command: "em-delete-next-word"),
  ]
}
