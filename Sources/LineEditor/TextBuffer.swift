import CLibedit

/// The text that libedit edits.
struct TextBuffer {
  let handle: OpaquePointer

  /// The text and its cursor, to be read and to be put in its place; O(length).
  var text: EditedText {
    get {
      guard let line = el_wline(handle)?.pointee else { return EditedText() }
      let string = WideText.string(line.buffer, count: line.lastchar - line.buffer)
      return EditedText(string, cursor: line.cursor - line.buffer)
    }
    nonmutating set {
      if newValue.isEmpty {
        clear()
      } else {
        WideText.with(newValue.string) { el_wreplacestr(handle, $0) }
      }
      // libedit clamps the cursor, which it moves relative to where it stands.
      el_cursor(handle, Int32(newValue.cursor - cursor))
    }
  }

  /// How wide libedit takes the screen to be; what it draws is not seen.
  private static let columns = 256

  /// The rows that a text may take on libedit's screen at most: a tab fills eight cells.
  static func rows(for text: EditedText) -> Int {
    text.scalars.count { $0 == "\n" } + 8 * text.scalars.count / columns + 8
  }

  /// Makes libedit's screen large enough for so many rows.
  func makeRoom(rows: Int) { edit_set_size(handle, Int32(Self.columns), Int32(rows)) }

  private var cursor: Int {
    guard let line = el_wline(handle)?.pointee else { return 0 }
    return line.cursor - line.buffer
  }

  /// An empty text is nothing that libedit would put in.
  private func clear() {
    guard let line = el_wline(handle)?.pointee else { return }
    el_cursor(handle, Int32(line.lastchar - line.cursor))
    el_deletestr(handle, Int32(line.lastchar - line.buffer))
  }
}
