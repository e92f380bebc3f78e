import Glibc

/// Text as C's wide characters, which here are Unicode scalars.
enum WideText {
  /// The characters of `text` and a zero.
  ///
  /// O(length).
  static func characters(_ text: String) -> [wchar_t] {
    text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
  }

  static func with(_ text: String, _ body: (UnsafePointer<wchar_t>) -> Void) {
    characters(text).withUnsafeBufferPointer { $0.baseAddress.map(body) }
  }

  /// The text of a line, without the newline that ends it.
  ///
  /// O(length).
  static func string(_ line: UnsafeBufferPointer<wchar_t>) -> String {
    let scalars = line.map { Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}" }
    var text = String.UnicodeScalarView(scalars)
    if text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
