import Language
import SystemPackage

extension Command {
  static let load = Command(
    "load", "Carry out a saved session, and go on where it ends.",
    discussion: """
      Its log takes the place of the present one, which comes back when all of its statements are undone. \
      What a session may touch outside its own folder is asked for, unless --trust.
      """,
    examples: ["init Whh xavier 64; save lesson; reset; load lesson; log"], isAside: true,
    .word("name", "a name, or a path", .sessions), .flag("trust", "let it use any file"),
    preview: { evaluation, name, _ in evaluation.foretold(session: name) }
  ) { evaluation, name, isTrusted in
    try evaluation.checkNotPlaying()
    var history = try evaluation.presentHistory()
    let (source, seed) = try SessionFile.read(name, evaluation.limits(isTrusted: isTrusted))
    let player = try evaluation.player(of: name.value, isTrusted: isTrusted, audience: .nobody)
    let playback = try evaluation.playing(name) {
      try Playback(
        source, seed: seed ?? evaluation.workspace.firstSeed, Playback.Manner(), player)
    }
    let event = history.begin(playback.history, floor: 0)
    history.savedName = name.value
    let count = history.chapter.holding
    var outcome = Outcome(
      history.workspace,
      Report(
        result: [
          Field(key: "path", value: .text(SessionFile.path(of: name.value))),
          Field(key: "statements", value: .integer(count)),
          Field(key: "diverged", value: .integer(playback.divergences.count)),
        ],
        blocks: [
          .sentence(
            "\(counted(count, "statement")) of \(SessionFile.path(of: name.value)) carried out; "
              + "log shows them.")
        ] + playback.caution))
    outcome.history = (history, [event])
    return outcome
  }
}

extension Playback {
  /// What has to be said where answers are others than those recorded.
  fileprivate var caution: [Block] {
    guard let first = divergences.first else { return [] }
    return [
      .caution(
        "\(counted(divergences.count, "answer")) of \(compared) differ from the record, the first in "
          + "line \(first.line): \(first.sentence).")
    ]
  }
}

extension Evaluation {
  /// What carries out the statements of a session file, within what such a file may do.
  func player(
    of name: String, isTrusted: Bool, audience: Session.Audience
  ) throws(Diagnostic) -> Interpreter {
    let folder = FilePath(SessionFile.path(of: name)).removingLastComponent()
    let ask = resources.dialogue.map { dialogue in
      { @Sendable (request: FileRequest) in dialogue.ask(request.sentence + ". May it?") }
    }
    var means =
      isTrusted
      ? resources.trusting
      : resources.guarded(for: folder.isEmpty ? "." : folder.string, ask: ask)
    means.isPlaying = true
    return Interpreter(catalogue: catalogue, resources: means, source: source, audience: audience)
  }

  /// The limits of a session file itself.
  func limits(isTrusted: Bool) -> Limits { isTrusted ? limits.lifted : limits }

  /// Throws where a session is played, which could otherwise play itself without end.
  func checkNotPlaying() throws(Diagnostic) {
    _ = try presentHistory()
    guard resources.isPlaying else { return }
    throw Diagnostic(
      .misplaced, "a session that is played may not play another", at: statementRange,
      hint: "play that one by itself")
  }

  /// Complaints about what stands in a file point at where the file is named.
  func playing<Answer>(
    _ name: Located<String>, _ body: () throws -> Answer
  ) throws -> Answer {
    do {
      return try body()
    } catch var diagnostic as Diagnostic {
      diagnostic.range = name.range
      throw diagnostic
    }
  }
}
