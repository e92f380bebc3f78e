/// The lines of `text` when it is broken at blanks to fit `width` cells; the first line may have
/// another width.
///
/// A word that is wider stands alone, unbroken, so that paths can be copied.
///
/// Greedy; a text that fits is left as it is, with its own blanks. O(length).
func wrapped(_ text: String, width: Int, first: Int? = nil) -> [String] {
  guard text.displayWidth > first ?? width else { return [text] }
  var lines: [String] = []
  var line = ""
  var used = 0
  for word in text.split(separator: " ") {
    let wide = word.displayWidth
    let room = lines.isEmpty ? first ?? width : width
    if !line.isEmpty, used + 1 + wide > room {
      lines.append(line)
      (line, used) = ("", 0)
    }
    if !line.isEmpty {
      line += " "
      used += 1
    }
    line += word
    used += wide
  }
  return lines + [line]
}

func blanks(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }

extension String {
  /// Filled up with blanks to `width` cells, on the side away from the alignment.
  func padded(to width: Int, _ alignment: Table.Alignment = .left) -> String {
    let filling = blanks(width - displayWidth)
    return alignment == .left ? self + filling : filling + self
  }

  var withoutTrailingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
