// Text from files, paths and scripts ends up on terminals. Nothing in it may move the cursor, change
// colours or reorder what is read, so such characters are spelled out: `\u{1b}`.

extension Unicode.Scalar {
  /// Whether the scalar steers a terminal or the direction of the text instead of showing something:
  /// C0 and C1 controls, DEL, bidirectional marks, embeddings and isolates, line and paragraph
  /// separators.
  package var isUnsafeToShow: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The scalar spelled out, as Swift and Rust write it: `\u{1b}`.
  package var spelledOut: String { "\\u{" + String(value, radix: 16) + "}" }
}

extension StringProtocol {
  /// The text with every scalar that is unsafe to show spelled out.
  package var visible: String {
    guard unicodeScalars.contains(where: \.isUnsafeToShow) else { return String(self) }
    var text = ""
    for scalar in unicodeScalars {
      text += scalar.isUnsafeToShow ? scalar.spelledOut : String(Character(scalar))
    }
    return text
  }
}
