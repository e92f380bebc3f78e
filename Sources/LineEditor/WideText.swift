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

  /// The text of some characters.
  ///
  /// O(length).
  static func string(_ start: UnsafePointer<wchar_t>, count: Int) -> String {
    let scalars = UnsafeBufferPointer(start: start, count: count).map {
      Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
