extension Topic {
  static let records = Topic(
    name: "records", summary: "How a session is kept, played again and checked."
  ) {
    [
      .text(
        """
          save lesson            sessions/lesson.whh: a script that runs as it is
          load lesson            carry it out, and go on where it ends
          replay lesson          show it statement by statement; step waits for Enter
          replay lesson --check  hold every answer to the record
          replay lesson --update record the answers anew
          replay lesson with 1:"init Whh orthogonal 512" seed=8
                                 what would be different
          log  undo  redo  goto 3  diff 1 3  edit 1 init Whh he 512
        """),
      .sentence(
        "A line with #= behind a statement holds what it answered: numbers under the names of the "
          + "JSON output, and a hash of every tensor it has changed. Other comments are prose and "
          + "are kept; so are notes."),
      .sentence(
        "Drawn weights, states, gradients and their statistics are the same on every machine and for "
          + "any number of threads, to the bit, in chaotic runs too; a check compares every digit. "
          + "What rests on LAPACK is recorded with as many digits as its conditioning leaves, and "
          + "compared in all of them:"),
      .text(
        Promise.told.map { "  \($0.promise.summary)\n    \($0.names.joined(separator: "\n    "))" }
          .joined(separator: "\n")),
      .sentence(
        "A matrix that was scaled to a spectral radius is scaled by the recorded factor, so that its "
          + "bits hold as well. Time, memory and the host are never compared."),
    ]
  }
}

extension Promise {
  /// The promises for help: the names of each kind, by kind.
  static var told: [(names: [String], promise: Promise)] {
    let all: [Promise] = (1...9).map { .digits($0) } + (1...9).map { .decimals($0) } + [.nothing]
    return all.compactMap { promise in
      let names =
        byName.filter { $0.value == promise }.keys.sorted()
        + byVerb.filter { $0.value == promise }.keys.sorted().map { "what else \($0) tells" }
      return names.isEmpty ? nil : (names, promise)
    }
  }
}
