import Glibc

/// A prompt as libedit wants it: wide characters that stay where they are.
final class Prompt {
  let text: String
  let characters: UnsafeMutablePointer<wchar_t>

  /// Makes the prompt `text`.
  ///
  /// Its last two characters stay plain in colour, because libedit draws an escape together with
  /// the character after it, and loses one at the very end.
  init(_ text: String, colored: Bool = false) {
    self.text = text
    let wide = WideText.characters(colored && text.count > 2 ? Self.colored(text) : text)
    characters = .allocate(capacity: wide.count)
    characters.initialize(from: wide, count: wide.count)
  }

  deinit { characters.deallocate() }

  private static func colored(_ text: String) -> String {
    escape("1;36") + text.dropLast(2) + escape("0") + text.suffix(2)
  }

  /// An escape between the marks that say it takes no room.
  private static func escape(_ rendition: String) -> String {
    "\u{1}\u{1B}[\(rendition)m\u{1}"
  }
}
