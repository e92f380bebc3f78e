/// The text with every character that could steer a terminal or hide from the eye written out.
///
/// Control and format characters and the Unicode line ends become `\u{1b}`; a tab stays a tab.
/// O(text).
public func visible(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if scalar == "\t" || !isInvisible(scalar) {
      result.append(scalar)
    } else {
      result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    }
  }
  return String(result)
}

/// The same for a text of several lines: line ends stay, a CRLF as a line feed.
public func visibleLines(_ text: String) -> String {
  var lines = [[UInt8]()]
  var last: UInt8 = 0
  for byte in text.utf8 {
    if byte == UInt8(ascii: "\n") {
      if last == UInt8(ascii: "\r") { lines[lines.count - 1].removeLast() }
      lines.append([])
    } else {
      lines[lines.count - 1].append(byte)
    }
    last = byte
  }
  return lines.map { visible(String(decoding: $0, as: UTF8.self)) }.joined(separator: "\n")
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator: true
  default: false
  }
}

/// The number of terminal cells a text takes: 2 for wide characters, 0 for combining marks.
///
/// The widths of UAX #11 as the C library's `wcwidth` has them. Not `wcwidth` itself, because its
/// answer hangs on the locale of the program. A tab or control character counts 1. O(text).
public func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + cells($1) }
}

private func cells(_ scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x300 { return 1 }
  if joiningVowels.contains(where: { $0 ~= scalar.value }) { return 0 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  // The letters that flags are made of are one cell each and two together.
  let isFlagLetter = 0x1F1E6...0x1F1FF ~= scalar.value
  let isWide = wideRanges.contains { $0 ~= scalar.value }
  return isWide || scalar.properties.isEmojiPresentation && !isFlagLetter ? 2 : 1
}

/// Hangul vowels and finals, which join the consonant before them.
private let joiningVowels: [ClosedRange<UInt32>] = [0x1160...0x11FF, 0xD7B0...0xD7FF]

/// The wide characters that are no emoji, with the unassigned ones between them.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C,
  0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
  0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
]
