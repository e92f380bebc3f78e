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
    let blanks = request.assistance.indentation(buffer.text.beforeCursor)
    buffer.text.insert("\n" + String(repeating: " ", count: blanks))
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
    let text = buffer.text
    let line = text.scalars[text.lineStart..<text.cursor]
    guard line.count >= 2, line.startIndex > 0, line.allSatisfy({ $0 == " " }) else { return false }
    buffer.text.replace((text.cursor - 2)..<text.cursor, with: "}")
    return true
  }

  func killToLineEnd() -> Bool {
    let text = buffer.text
    guard text.lineEnd < text.scalars.count else { return false }
    // At the end of a line it is the line's end that goes.
    let range = text.cursor..<max(text.lineEnd, text.cursor + 1)
    killed = text.text(in: range)
    buffer.text.replace(range, with: "")
    return true
  }

  func yank() -> Bool {
    guard let killed else { return false }
    buffer.text.insert(killed)
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
    buffer.text.cursor = buffer.text.lineStart
    return true
  }

  /// End: takes a suggestion up, or goes to the end of the line.
  func moveToLineEnd() -> Bool {
    if acceptSuggestion() { return true }
    buffer.text.cursor = buffer.text.lineEnd
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
    let present = walk.flatMap { $0.shows(text, of: request.history) ? $0 : nil }
    var walk = present ?? HistoryWalk(from: text)
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
    let suggestion = shownSuggestion(buffer.text)
    guard !suggestion.isEmpty else { return false }
    buffer.text.insert(part(suggestion))
    return true
  }

  /// Tab: completes what is certain, and lists what may follow.
  func complete() -> Bool {
    if panel != nil {
      turnPanel()
      return true
    }
    let text = buffer.text
    let candidates = candidates(text)
    let range = candidates.range.clamped(to: 0..<text.scalars.count)
    let typed = text.text(in: range.lowerBound..<min(text.cursor, range.upperBound))
    switch candidates.list.count {
    case 0: output.write("\u{7}")
    case 1: buffer.text.replace(range, with: candidates.list[0].text + candidates.list[0].ending)
    case _ where candidates.commonPrefix.unicodeScalars.count > typed.unicodeScalars.count:
      buffer.text.replace(range, with: candidates.commonPrefix)
    default: list(candidates.list)
    }
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
    buffer.text.insert(key)
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
    buffer.text.insert(pasted)
    return true
  }

  /// What a pasted key stands for: terminals send a carriage return for a new line.
  private static func pastable(_ key: String) -> String {
    if key == "\r" { return "\n" }
    let isControl = key.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
    return isControl || key == "\u{7F}" ? "" : key
  }
}
