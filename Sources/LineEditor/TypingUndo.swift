/// What was typed into a line, to be taken back and given again: a word at a time, or a command that
/// changed the text.
package struct TypingUndo: Sendable {
  private var past: [EditedText] = []
  private var future: [EditedText] = []
  private var last = EditedText()
  /// Whether a letter that follows belongs to the word that is being typed.
  private var isInsideWord = false

  package init() {}

  /// Takes note of the text between two keys; O(length).
  package mutating func note(_ text: EditedText) {
    defer { last = text }
    guard text.scalars != last.scalars else {
      isInsideWord = isInsideWord && text.cursor == last.cursor
      return
    }
    let typed = typedScalar(text)
    if !(isInsideWord && typed != nil) {
      past.append(last)
      future = []
    }
    isInsideWord = typed.map { !$0.properties.isWhitespace } ?? false
  }

  package mutating func undo() -> EditedText? {
    guard let text = past.popLast() else { return nil }
    future.append(last)
    return go(to: text)
  }

  package mutating func redo() -> EditedText? {
    guard let text = future.popLast() else { return nil }
    past.append(last)
    return go(to: text)
  }

  private mutating func go(to text: EditedText) -> EditedText {
    last = text
    isInsideWord = false
    return text
  }

  /// The scalar that was put in at the cursor, if that is all that has changed.
  private func typedScalar(_ text: EditedText) -> Unicode.Scalar? {
    guard text.scalars.count == last.scalars.count + 1, text.cursor == last.cursor + 1 else {
      return nil
    }
    let isOnlyInsertion =
      text.scalars[..<last.cursor] == last.scalars[..<last.cursor]
      && text.scalars[text.cursor...] == last.scalars[last.cursor...]
    return isOnlyInsertion ? text.scalars[last.cursor] : nil
  }
}
