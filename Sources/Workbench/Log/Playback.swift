import Language

/// A session file carried out from its start, and held to what it recorded.
struct Playback {
  /// An answer that is another one than was recorded.
  struct Divergence: Equatable, Sendable {
    let line: Int
    let statement: String
    let key: String
    let recorded: String
    /// `nil` where there is no such answer any more.
    let found: Answer?
  }

  /// A statement of the file that something else takes the place of.
  struct Replacement: Sendable {
    /// The number of the statement, counted from 1.
    let number: Int
    let text: String
  }

  private(set) var history: History
  private(set) var divergences: [Divergence] = []
  /// How many recorded answers were compared.
  private(set) var compared = 0
  /// Whether the person stopped it before the end.
  private(set) var isStopped = false

  /// How a session is played.
  struct Manner {
    var seed: UInt64?
    var replacements: [Replacement] = []
    /// Called before each statement; `false` stops.
    var pause: () -> Bool = { true }
    /// Shows a line of prose, or a statement as it is carried out.
    var tell: (String) -> Void = { _ in }

    /// Whether statements are carried out as they are written.
    var isFaithful: Bool { seed == nil && replacements.isEmpty }
  }

  /// Carries out the statements of `source`, whose header says `seed`.
  init(
    _ source: Source, seed: UInt64, _ manner: Manner, _ interpreter: Interpreter
  ) throws {
    history = History(
      seed: manner.seed ?? seed, limits: interpreter.resources.limits)
    let player = Interpreter(
      catalogue: interpreter.catalogue, resources: interpreter.resources, source: source,
      audience: interpreter.audience)
    var reader = ScriptReader(source, interpreter.catalogue.grammar)
    var number = 0
    var hasEnded = false
    while !hasEnded, let item = try Self.next(&reader, source) {
      number += 1
      item.prose.forEach { manner.tell($0) }
      guard manner.pause() else {
        isStopped = true
        return
      }
      hasEnded = try play(item, number, manner, player)
    }
    if !hasEnded { history.prose = reader.prose }
  }

  private static func next(
    _ reader: inout ScriptReader, _ source: Source
  ) throws -> ScriptItem? {
    do {
      return try reader.next()
    } catch {
      throw failure(error, in: source)
    }
  }

  /// Carries out one statement, or what takes its place; says whether the session ends with it.
  private mutating func play(
    _ item: ScriptItem, _ number: Int, _ manner: Manner, _ player: Interpreter
  ) throws -> Bool {
    do {
      history.keepProse(of: item, player.catalogue)
      let accepted: Acceptance
      if let text = replacement(of: item, number, manner) {
        let statement = LoggedStatement(
          text, prose: item.prose, remark: item.remark, changes: true)
        accepted = try player.acceptance(of: statement, on: history)
      } else {
        let expected = manner.isFaithful ? Findings(item.record) : Findings()
        accepted = try player.acceptance(of: item, on: history, expecting: expected)
      }
      let events = history.take(accepted)
      player.audience.show(accepted.reply, item.statement)
      if manner.isFaithful, !events.isEmpty { compare(item, in: player.source) }
      return accepted.ends
    } catch let failure as StatementFailure {
      throw Self.failure(failure, in: player.source)
    }
  }

  private func replacement(
    of item: ScriptItem, _ number: Int, _ manner: Manner
  ) -> String? {
    if let chosen = manner.replacements.first(where: { $0.number == number }) { return chosen.text }
    guard let seed = manner.seed, item.statement.verb.value == "seed",
      !history.chapter.entries.contains(where: { $0.statement.text.hasPrefix("seed ") })
    else { return nil }
    return "seed \(seed)"
  }

  private mutating func compare(_ item: ScriptItem, in source: Source) {
    guard let entry = history.chapter.held.last, !item.record.isEmpty else { return }
    var answers = entry.answers
    for recorded in item.record {
      compared += 1
      let place = answers.firstIndex { $0.key == recorded.key }
      let found = place.map { answers.remove(at: $0) }
      if let found, found.agrees(with: recorded.text) { continue }
      divergences.append(
        Divergence(
          line: recorded.line, statement: source.text(of: item.statement.range),
          key: recorded.key, recorded: recorded.text, found: found))
    }
  }

  /// The failure of a statement of the file, for one that names the file.
  private static func failure(_ failure: StatementFailure, in source: Source) -> Diagnostic {
    var diagnostic = failure.diagnostic
    guard diagnostic.code != .interrupted else { return diagnostic }
    let line = source.position(of: diagnostic.range.lowerBound).line
    let statement = LoggedStatement(source.text(of: failure.range), changes: true).brief
    diagnostic.message = "line \(line), '\(visible(statement))': \(diagnostic.message)"
    return diagnostic
  }
}

extension Playback.Divergence {
  /// `std is 0.0442 and was recorded as 0.0443 (every bit counts)`.
  var sentence: String {
    guard let found else { return "\(key) was recorded as \(recorded) and is answered no more" }
    return "\(key) is \(found.text) and was recorded as \(recorded) (compared: \(found.tolerance))"
  }

  var record: Datum {
    .record([
      Field(key: "line", value: .integer(line)),
      Field(key: "statement", value: .text(statement)),
      Field(key: "key", value: .text(key)),
      Field(key: "value", value: found.datum),
      Field(key: "recorded", value: .text(recorded)),
      Field(key: "tolerance", value: .optional(found?.tolerance)),
    ])
  }
}
