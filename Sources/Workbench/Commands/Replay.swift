import Language

extension Command {
  static let replay = Command(
    "replay", "Show a saved session, statement by statement, or check what it recorded.",
    discussion: """
      The session is played from its own start, and yours is as it was afterwards; load continues one. \
      step waits for Enter before each statement. --check compares every recorded answer and fails at \
      the first that differs; --update records the answers anew and keeps all prose. with seed=8 starts \
      from another seed, with 2:"init Whh orthogonal 512" puts another statement in the place of the \
      second; then every answer that changes is told. help records tells what is compared, and how \
      closely.
      """,
    examples: [
      "init Whh xavier 64; save lesson; replay lesson --check",
      "init Whh xavier 64; unroll 50; save a; replay a with 1:\"init Whh orthogonal 64\"",
    ],
    isAside: true,
    .word("name", "a name, or a path", .sessions), Parameter<Playback.Wishes>.wishes,
    .flag("check", "compare what is recorded"), .flag("update", "record the answers anew"),
    .flag("trust", "let it use any file"),
    preview: { evaluation, name, _, _, _, _ in evaluation.foretold(session: name) }
  ) { evaluation, name, wishes, checks, updates, isTrusted in
    try evaluation.checkNotPlaying()
    let replay = Replay(
      evaluation: evaluation, name: name, wishes: wishes, checks: checks, updates: updates,
      isTrusted: isTrusted)
    return try replay.outcome()
  }
}

/// One `replay`.
private struct Replay {
  let evaluation: Evaluation
  let name: Located<String>
  let wishes: Playback.Wishes
  let checks: Bool
  let updates: Bool
  let isTrusted: Bool

  func outcome() throws -> Outcome {
    if let range = wishes.range, checks || updates {
      throw Diagnostic(
        .conflictingLabels, "a check or update plays the session as it is", at: range,
        hint: "leave out what is changed, or --check and --update")
    }
    let (source, seed) = try SessionFile.read(name, evaluation.limits(isTrusted: isTrusted))
    let start = seed ?? evaluation.workspace.firstSeed
    let played = try played(source, start, manner)
    if checks, let first = played.divergences.first { throw mismatch(first, played) }
    let report =
      if updates { try update(source, played) } else if checks {
        checked(played)
      } else if wishes.range == nil { shown(played) } else {
        try changed(from: source, start, to: played)
      }
    return Outcome(evaluation.workspace, report)
  }

  private var path: String { SessionFile.path(of: name.value) }

  /// How the session is played: in silence where only the comparison matters.
  private var manner: Playback.Manner {
    get throws {
      var manner = wishes.manner
      let tell = evaluation.audience.tell
      if !checks, !updates { manner.tell = tell }
      if wishes.isStepped {
        guard let dialogue = evaluation.resources.dialogue else {
          throw Diagnostic(
            .missingArgument, "'step' waits for Enter, and there is no terminal to press it at",
            at: name.range, hint: "leave out step")
        }
        manner.pause = dialogue.pause
      }
      return manner
    }
  }

  private func played(
    _ source: Source, _ seed: UInt64, _ manner: @autoclosure () throws -> Playback.Manner
  ) throws -> Playback {
    let manner = try manner()
    let isSilent = checks || updates
    let audience =
      isSilent
      ? Session.Audience.nobody
      : Session.Audience(
        announce: { manner.tell("whh> " + $0) }, show: evaluation.audience.show)
    let player = try evaluation.player(of: name.value, isTrusted: isTrusted, audience: audience)
    return try evaluation.playing(name) {
      try Playback(source, seed: seed, manner, player)
    }
  }

  private func mismatch(_ first: Playback.Divergence, _ played: Playback) -> Diagnostic {
    let more = played.divergences.count - 1
    return Diagnostic(
      .recordDiffers,
      "\(visible(path)):\(first.line): \(visible(first.sentence))", at: name.range,
      hint: (more > 0 ? "\(counted(more, "other answer")) of it differ as well; " : "")
        + "the statement is \(LoggedStatement(first.statement, changes: true).brief)")
  }

  private func checked(_ played: Playback) -> Report {
    let count = played.history.chapter.holding
    return Report(
      result: head(played) + [Field(key: "agrees", value: .boolean(true))],
      blocks: [
        .sentence(
          played.compared == 0
            ? "\(path): \(counted(count, "statement")), and nothing is recorded; "
              + "replay \(name.value) --update records."
            : "\(path): \(counted(count, "statement")), \(counted(played.compared, "answer")), all agree"
        )
      ])
  }

  private func shown(_ played: Playback) -> Report {
    let count = played.history.chapter.holding
    return Report(
      result: head(played) + [
        Field(key: "agrees", value: .boolean(played.divergences.isEmpty)),
        Field(key: "divergences", value: .list(played.divergences.map(\.record))),
      ],
      blocks: [
        .sentence(
          "\(path): \(counted(count, "statement"))" + (played.isStopped ? ", then stopped. " : ". ")
            + "Your own session is as it was; load \(name.value) continues this one.")
      ])
  }

  private func head(_ played: Playback) -> [Field] {
    [
      Field(key: "path", value: .text(path)),
      Field(key: "statements", value: .integer(played.history.chapter.holding)),
      Field(key: "compared", value: .integer(played.compared)),
    ]
  }

  /// Writes the session anew, with the answers as they are now.
  private func update(_ source: Source, _ played: Playback) throws -> Report {
    let text = SessionText(played.history.chapter).text
    let isSame = text == source.text
    if !isSame {
      let path = Located(path, at: name.range)
      try evaluation.writing(path) {
        try AtomicFile.replace(path.value) { file throws(FileError) in
          try file.write(Array(text.utf8))
        }
      }
    }
    let lines = played.divergences.map { Block.text("  line \($0.line): \(visible($0.sentence))") }
    return Report(
      result: head(played) + [
        Field(key: "updated", value: .boolean(!isSame)),
        Field(key: "divergences", value: .list(played.divergences.map(\.record))),
      ],
      blocks: [
        .sentence(isSame ? "\(path) is up to date." : "\(path) is recorded anew.")
      ] + lines)
  }

  /// What answers otherwise than when the session is played as it is.
  private func changed(
    from source: Source, _ seed: UInt64, to played: Playback
  ) throws -> Report {
    let quiet = try evaluation.player(of: name.value, isTrusted: isTrusted, audience: .nobody)
    let plain = try evaluation.playing(name) {
      try Playback(source, seed: seed, Playback.Manner(), quiet)
    }
    let statements = played.history.chapter.entries.map(\.statement)
    let section = ChangesSection(
      changes: Rerun.changes(
        from: plain.history.chapter.entries.map(\.answers),
        to: played.history.chapter.entries.map(\.answers)),
      statements: statements)
    return Report(
      result: head(played) + [Field(key: "changes", value: section.record)],
      blocks: [.heading("what is different"), section.block])
  }
}
