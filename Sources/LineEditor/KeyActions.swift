/// What keys do that libedit has no command for, or none that knows of several lines.
///
/// Each answers whether the key has been acted on; if not, it is for libedit.
extension KeyEditor {
  // MARK: Ends

  /// Enter: carries the text out, or begins a new line in it where it is not complete.
  func enter() -> Bool {
    let text = buffer.text
    guard isHelp || text.isEmpty || request.assistance.isComplete(text.string) else {
      return startLine()
    }
    final = text
    buffer.text = text.moved(to: text.scalars.count)
    return false
  }

  /// Alt-Enter: a new line, indented.
  func startLine() -> Bool {
    var text = buffer.text
    let blanks = request.assistance.indentation(text.beforeCursor)
    text.insert("\n" + String(repeating: " ", count: blanks))
    buffer.text = text
    return true
  }

  func leave(_ outcome: Outcome) -> Bool {
    if let search { buffer.text = search.shown }
    search = nil
    self.outcome = outcome
    return true
  }

  /// Ctrl-D: deletes to the right, and leaves where there is nothing at all.
  func deleteOrLeave() -> Bool {
    let text = buffer.text
    if text.isEmpty, !isHelp { return leave(.endOfInput) }
    return text.isAtEnd
  }

  // MARK: Erasing

  /// Backspace: gives the prompt for help up at its start.
  func erase() -> Bool {
    guard isHelp, buffer.text.cursor == 0 else { return false }
    isHelp = false
    return true
  }

  /// A closing brace stands one level further left than what it closes.
  func outdent() -> Bool {
    var text = buffer.text
    let line = text.scalars[..<text.cursor].reversed().prefix { $0 != "\n" }
    guard line.count >= 2, line.count < text.cursor, line.allSatisfy({ $0 == " " }) else {
      return false
    }
    text.replace((text.cursor - 2)..<text.cursor, with: "}")
    buffer.text = text
    return true
  }

  func killToLineEnd() -> Bool {
    var text = buffer.text
    guard let end = text.scalars[text.cursor...].firstIndex(of: "\n") else {
      killed = nil
      return false
    }
    // At the end of a line it is the line's end that goes.
    let range = text.cursor..<max(end, text.cursor + 1)
    killed = text.text(in: range)
    text.replace(range, with: "")
    buffer.text = text
    return true
  }

  func yank() -> Bool {
    guard let killed else { return false }
    var text = buffer.text
    text.insert(killed)
    buffer.text = text
    return true
  }

  func undoTyping() -> Bool {
    if let text = undo.undo() { buffer.text = text }
    return true
  }

  func redoTyping() -> Bool {
    if let text = undo.redo() { buffer.text = text }
    return true
  }

  // MARK: Moving

  func moveToLineStart() -> Bool {
    let text = buffer.text
    let start = text.scalars[..<text.cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    buffer.text = text.moved(to: start)
    return true
  }

  /// End: takes a suggestion up, or goes to the end of the line.
  func moveToLineEnd() -> Bool {
    if acceptSuggestion() { return true }
    let text = buffer.text
    let end = text.scalars[text.cursor...].firstIndex(of: "\n") ?? text.scalars.count
    buffer.text = text.moved(to: end)
    return true
  }

  /// Up: to the line above, or to what was typed before.
  func up() -> Bool {
    let text = buffer.text
    if let above = text.movedUp() {
      buffer.text = above
    } else {
      walkBack(from: text)
    }
    return true
  }

  func down() -> Bool {
    let text = buffer.text
    if let below = text.movedDown() {
      buffer.text = below
    } else if var walk, walk.shows(text, of: request.history) {
      if let newer = walk.newer(in: request.history) { buffer.text = newer }
      self.walk = walk
    }
    return true
  }

  private func walkBack(from text: EditedText) {
    let goesOn = walk?.shows(text, of: request.history) ?? false
    var walk = goesOn ? self.walk ?? HistoryWalk(from: text) : HistoryWalk(from: text)
    guard var older = walk.older(in: request.history) else { return }
    if let fault = request.fault, older.string == request.history.last {
      older = older.moved(to: min(fault, older.scalars.count))
      request.fault = nil
    }
    self.walk = walk
    buffer.text = older
  }

  // MARK: What is offered

  /// Takes up all that is suggested; not where the cursor has text to its right.
  func acceptSuggestion() -> Bool { accept { $0 } }

  func acceptWord() -> Bool {
    accept { suggestion in
      let blanks = suggestion.prefix { $0 == " " }
      return String(blanks + suggestion.dropFirst(blanks.count).prefix { $0 != " " })
    }
  }

  private func accept(_ part: (String) -> String) -> Bool {
    var text = buffer.text
    let suggestion = shownSuggestion(text)
    guard !suggestion.isEmpty else { return false }
    text.insert(part(suggestion))
    buffer.text = text
    return true
  }

  /// Tab: completes what is certain, and lists what may follow.
  func complete() -> Bool {
    if panel != nil {
      turnPanel()
      return true
    }
    var text = buffer.text
    let candidates = candidates(text)
    let range = candidates.range.clamped(to: 0..<text.scalars.count)
    let typed = text.text(in: range.lowerBound..<min(text.cursor, range.upperBound))
    switch candidates.list.count {
    case 0: output.write("\u{7}")
    case 1: text.replace(range, with: candidates.list[0].text + candidates.list[0].ending)
    case _ where candidates.commonPrefix.unicodeScalars.count > typed.unicodeScalars.count:
      text.replace(range, with: candidates.commonPrefix)
    default: list(candidates.list)
    }
    buffer.text = text
    return true
  }

  /// What may follow at the cursor; with the prompt for help, after its mark.
  private func candidates(_ text: EditedText) -> Candidates {
    guard isHelp, let mark = request.assistance.help else {
      return request.assistance.candidates(text.string, text.cursor)
    }
    var found = request.assistance.candidates(String(mark) + text.string, text.cursor + 1)
    found.range = max(0, found.range.lowerBound - 1)..<max(0, found.range.upperBound - 1)
    return found
  }

  /// Alt-E: the text in an editor of the user's own.
  func editOutside() -> Bool {
    let text = buffer.text.string
    releaseTerminal()
    let edited = request.assistance.edited(text)
    resume()
    if let edited { buffer.text = EditedText(edited) }
    return true
  }
}

// MARK: Keys that are not what they seem

extension KeyEditor {
  /// Ctrl-V: the next key is put in as it is.
  func quote() -> Bool {
    isQuoting = true
    return true
  }

  func takeQuoted(_ key: String) -> Bool {
    isQuoting = false
    var text = buffer.text
    text.insert(key)
    buffer.text = text
    return true
  }

  func beginPaste() -> Bool {
    paste = ""
    return true
  }

  /// Gathers what is pasted; nothing in it is a key.
  func takePasted(_ key: String) -> Bool {
    guard key == KeyTable.pasteEnd else {
      paste? += Self.pastable(key)
      return true
    }
    var pasted = request.assistance.pasted(paste ?? "")
    if pasted.hasSuffix("\n") { pasted.removeLast() }
    paste = nil
    var text = buffer.text
    text.insert(pasted)
    buffer.text = text
    return true
  }

  /// What a pasted key stands for: terminals send a carriage return for a new line.
  private static func pastable(_ key: String) -> String {
    if key == "\r" { return "\n" }
    let isControl = key.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
    return isControl || key == "\u{7F}" ? "" : key
  }
}
