import Glibc
import Language
import SystemPackage

extension Command {
  static let save = Command(
    "save", "Write the session to a file, with its prose and its answers.",
    discussion: """
      save NAME writes sessions/NAME.whh; a path, or a name that ends in .whh, is taken as it is. The file \
      is a script that runs as it is, in which lines with #= hold what each statement answered; replay \
      --check compares them. Statements that are undone are left out. A file of another session is \
      replaced only with --replace.
      """,
    examples: ["init Whh xavier 64; save lesson; sessions"], isAside: true,
    Parameter<Located<String>>.word("name", "a name, or a path", .savedName).optional(),
    .flag("replace", "replace another session"),
    preview: { try $0.foretold(saving: $1, replaces: $2) }
  ) { evaluation, name, replaces in
    var history = try evaluation.presentHistory()
    guard let name = name ?? history.savedName.map({ Located($0, at: evaluation.statementRange) })
    else {
      throw Diagnostic(
        .missingArgument, "this session has no name yet", at: evaluation.statementRange,
        hint: "give it one: save lesson")
    }
    let path = Located(SessionFile.path(of: name.value), at: name.range)
    if !replaces, history.savedName != name.value, isThere(path.value) {
      throw Diagnostic(
        .cannotWrite, "'\(visible(path.value))' is there already", at: name.range,
        hint: "save \(visible(name.value)) --replace writes over it")
    }
    let text = SessionText(history.chapter).text
    try evaluation.writing(path) {
      if path.value.hasPrefix(SessionFile.folder + "/") { makeFolder(SessionFile.folder) }
      try AtomicFile.replace(path.value) { file throws(FileError) in
        try file.write(Array(text.utf8))
      }
    }
    history.savedName = name.value
    return outcome(history, path.value)
  }

  private static func outcome(_ history: History, _ path: String) -> Outcome {
    let count = history.chapter.holding
    let answers = history.chapter.held.reduce(0) { $0 + $1.answers.count }
    var outcome = Outcome(
      history.workspace,
      Report(
        result: [
          Field(key: "path", value: .text(path)),
          Field(key: "statements", value: .integer(count)),
          Field(key: "answers", value: .integer(answers)),
        ],
        blocks: [
          .sentence(
            "\(counted(count, "statement")) and \(counted(answers, "answer")) are in \(path)")
        ]))
    outcome.history = (history, [])
    return outcome
  }

  private static func isThere(_ path: String) -> Bool {
    FilePath(path).withPlatformString { access($0, F_OK) } == 0
  }

  private static func makeFolder(_ path: String) {
    _ = FilePath(path).withPlatformString { mkdir($0, 0o777) }
  }
}

/// `1 statement`, `12 statements`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)" + (count == 1 ? "" : "s")
}
