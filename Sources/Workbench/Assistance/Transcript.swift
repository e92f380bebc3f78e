import Language

extension Session {
  /// What was typed, of a pasted piece of a session with prompts and answers; `nil` where there is no
  /// prompt in it.
  ///
  /// `whh> ` begins an input and `...> ` goes on with it, both also behind blanks; what else stands
  /// between them was answered, but for lines that an input still needs to be complete. The first line
  /// may be cut: it counts if it has the end of a prompt or begins with a verb. O(text).
  public func inputs(ofTranscript text: String) -> String? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.contains(where: { Prompt($0) != nil }) else { return nil }
    var reader = TranscriptReader(catalogue: catalogue)
    for (index, line) in lines.enumerated() {
      let isContinued = index + 1 < lines.count && Prompt(lines[index + 1])?.isContinuation == true
      reader.read(line, isFirst: index == 0, isContinued: isContinued)
    }
    return reader.inputs.joined(separator: "\n")
  }
}

/// A prompt at the start of a line.
private struct Prompt {
  static let first = "whh>"
  static let further = "...>"

  let isContinuation: Bool
  /// What stands behind it.
  let text: Substring

  init?(_ line: Substring) {
    let bare = line.drop { " \t".contains($0) }
    guard let mark = [Self.first, Self.further].first(where: bare.hasPrefix) else { return nil }
    let rest = bare.dropFirst(mark.count)
    guard rest.isEmpty || rest.hasPrefix(" ") else { return nil }
    isContinuation = mark == Self.further
    text = rest.dropFirst()
  }

  /// What stands behind a prompt whose beginning is missing.
  static func rest(behindCut line: Substring) -> Substring? {
    for count in 1..<first.count {
      let mark = first.suffix(count) + " "
      if line.hasPrefix(mark) { return line.dropFirst(mark.count) }
    }
    return nil
  }
}

private struct TranscriptReader {
  let catalogue: Catalogue
  private(set) var inputs: [String] = []

  mutating func read(_ line: Substring, isFirst: Bool, isContinued: Bool) {
    if let prompt = Prompt(line) {
      if prompt.isContinuation, !inputs.isEmpty {
        inputs[inputs.count - 1] += "\n" + prompt.text
      } else if prompt.text.contains(where: { !$0.isWhitespace }) {
        inputs.append(String(prompt.text))
      }
    } else if let last = inputs.last, catalogue.isIncomplete(last) {
      inputs[inputs.count - 1] += "\n" + line
    } else if isFirst {
      readCut(line, isContinued: isContinued)
    }
  }

  /// Reads a first line of which the beginning may be missing.
  private mutating func readCut(_ line: Substring, isContinued: Bool) {
    if let rest = Prompt.rest(behindCut: line) {
      inputs.append(String(rest))
    } else if isContinued || beginsWithVerb(line) {
      inputs.append(String(line))
    }
  }

  /// Whether a line is a statement that begins with a verb: an answer hardly ever is.
  private func beginsWithVerb(_ line: Substring) -> Bool {
    var parser = Parser(String(line), grammar: catalogue.grammar)
    guard let statement = try? parser.next() else { return false }
    return statement.verb.range.count > 0
  }
}
