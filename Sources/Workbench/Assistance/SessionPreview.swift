import Glibc
import Language

// What commands about the session, and expressions, tell of themselves beforehand.

extension Evaluation {
  /// What an expression is worth; nothing where it is itself, or not known yet.
  func foretold(_ expression: Expression) throws -> String? {
    if case .number = expression.node { return nil }
    if case .text = expression.node { return nil }
    let value = try Evaluator(workspace).value(of: expression)
    return value == .null ? nil : "= \(String(value.brief.prefix(200)))"
  }

  /// Whether a condition holds, where all that it reads is known.
  func foretold(expecting condition: Expression) throws -> String? {
    try Evaluator(workspace).truth(condition) ? "holds" : "does not hold"
  }

  /// How often a loop goes round.
  func foretold(loopingOver list: Expression) -> String? {
    Evaluator(workspace).count(of: list).map { count in
      count == 1 ? "1 pass" : "\(Datum.number(count).literal) passes"
    }
  }

  func foretold(seed expression: Expression) throws -> String? {
    let value = try seed(expression, from: expression.range)
    let drawn = workspace.draws.isEmpty ? nil : "draws are counted from 1 again"
    let told = [value == workspace.seed ? "the seed as it is" : "seed \(value)", drawn]
      .compactMap(\.self).joined(separator: ", ")
    return value == workspace.seed ? told : workspace.previewing(told)
  }

  /// The statement that so many undos take back last.
  func foretold(undoing steps: Int) throws -> String? {
    let history = try presentHistory()
    guard steps == 1 else { return nil }
    guard history.logBefore == nil else { return "brings back the log that was replaced" }
    return history.chapter.undoPlace.map { "takes back " + history.told($0) }
      ?? "there is nothing to undo"
  }

  func foretold(redoing steps: Int) throws -> String? {
    let history = try presentHistory()
    guard steps == 1 else { return nil }
    guard history.logAfter == nil else { return "goes on to the log that was undone" }
    return history.chapter.nextChange.map { "carries out again " + history.told($0) }
      ?? "there is nothing to redo"
  }

  func foretold(goingTo number: Located<Double>) throws -> String? {
    let history = try presentHistory()
    let place = try place(number, in: history)
    return place == 0 ? "the start" : "the state after " + history.told(place - 1)
  }

  /// The statement that an edit replaces, and how many follow.
  func foretold(editing number: Located<Double>) throws -> String? {
    let history = try presentHistory()
    let place = try place(number, in: history, from: 1)
    guard place <= history.chapter.holding else { return nil }
    let rest = history.chapter.holding - place
    return "in place of " + history.told(place - 1)
      + (rest == 0 ? "" : "; \(counted(rest, "statement")) after it again")
  }

  /// How many statements a saved session has, and how it begins.
  ///
  /// Reads it, if it is a plain file and no longer than a session usually is.
  func foretold(session name: Located<String>) -> String? {
    let path = SessionFile.path(of: name.value)
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= 1 << 17,
      resources.access.allows(.read, path), let source = try? Source(contentsOf: path)
    else { return nil }
    var reader = ScriptReader(source, catalogue.grammar)
    var (count, first) = (0, "")
    while let item = try? reader.next() {
      if count == 0 { first = source.text(of: item.statement.range) }
      count += 1
    }
    guard count > 0 else { return nil }
    let seed = SessionHeader(firstLineOf: source.text).map { ", seed \($0.seed)" } ?? ""
    return counted(count, "statement") + seed + ", first "
      + LoggedStatement(first, changes: true).brief
  }

  /// Where a session is written, and what stands there now.
  func foretold(saving name: Located<String>?, replaces: Bool) throws -> String? {
    let history = try presentHistory()
    guard let name = name?.value ?? history.savedName else { return nil }
    let path = SessionFile.path(of: name)
    var status = stat()
    let isThere = stat(path, &status) == 0 && history.savedName != name
    let told = "\(counted(history.chapter.holding, "statement")) to \(path)"
    return told
      + (isThere ? (replaces ? ", replacing what is there" : ", which is there already") : "")
  }
}

extension Workspace {
  /// What `clear` takes away.
  func foretold(clearing name: MatrixName?) -> String? {
    if let name {
      return parts(of: name).contains { weights[$0] != nil }
        ? previewing("\(name.rawValue) goes") : nil
    }
    let matrices = present.map(\.name.rawValue)
    let names = variables.keys.sorted()
    guard !(matrices + names).isEmpty else { return nil }
    return previewing((matrices + names).joined(separator: ", ") + " go")
  }
}
