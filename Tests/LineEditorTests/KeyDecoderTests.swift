import LineEditor
import Testing

/// What reaches libedit of the bytes a terminal sends.
@Suite struct KeyDecoderTests {
  private static let known = "\u{1B}[1;5C"

  private func decode(_ bytes: some Sequence<UInt8>) -> String {
    var decoder = KeyDecoder(sequences: [Self.known])
    return String(String.UnicodeScalarView(bytes.flatMap { decoder.take($0) }))
  }

  @Test(arguments: ["", "init Whh xavier 512\r", "σ=0.9 é 日 😀", "\u{3}\u{4}\0\u{7F}"])
  func textPasses(text: String) {
    #expect(decode(text.utf8) == text)
  }

  @Test func aSequenceThatIsBoundPasses() {
    #expect(decode("a\(Self.known)b".utf8) == "a\(Self.known)b")
  }

  @Test func aKeyWithAltPasses() {
    #expect(decode("\u{1B}b\u{1B}é\u{1B}\u{7F}".utf8) == "\u{1B}b\u{1B}é\u{1B}\u{7F}")
  }

  // What xterm sends for its keys, modifiers 2 to 16: see "PC-Style Function Keys" in its ctlseqs.
  private static let letterKeys = ["A", "B", "C", "D", "E", "F", "H", "P", "Q", "R", "S"].flatMap {
    letter in ["[\(letter)", "O\(letter)"] + (2...16).map { "[1;\($0)\(letter)" }
  }
  private static let numberKeys = [1, 2, 3, 4, 5, 6, 11, 15, 24, 34, 200, 201].flatMap { number in
    ["[\(number)~"] + (2...16).map { "[\(number);\($0)~" }
  }
  private static let others = ["[I", "[Z", "[[A", "[?62;22c", "[<0;1;1M", "[27;5;13~"]

  private static let unbound = (letterKeys + numberKeys + others).map { "\u{1B}" + $0 }
    .filter { $0 != known }

  @Test(arguments: unbound)
  func aSequenceThatIsNotBoundLeavesNothing(sequence: String) {
    #expect(decode("a\(sequence)b".utf8) == "ab")
  }

  @Test func controlCWithinASequenceIsNotLost() {
    #expect(decode("\u{1B}[1;\u{3}".utf8) == "\u{3}")
  }

  @Test func anEscapeAloneGoesWithTheNextKey() {
    var decoder = KeyDecoder(sequences: [])
    #expect(decoder.take(0x1B).isEmpty)
    #expect(!decoder.isInsideControlSequence)
    decoder.expire()
    #expect(decoder.take(UInt8(ascii: "b")) == ["\u{1B}", "b"])
  }

  @Test func aSequenceWithoutAnEndIsGivenUp() {
    var decoder = KeyDecoder(sequences: [])
    #expect("\u{1B}[1;".utf8.allSatisfy { decoder.take($0).isEmpty })
    #expect(decoder.isInsideControlSequence)
    decoder.expire()
    #expect(decoder.take(UInt8(ascii: "x")) == ["x"])
  }

  // What the standard library makes of them, which follows the Unicode standard (3.9, maximal
  // subparts).
  @Test(
    arguments: [
      [0xFF], [0xC3, 0x28], [0xE2, 0x82, 0x41], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x80, 0x61],
      [0xF0, 0x9F, 0x98, 0x61], [0xE2, 0xC3, 0xA9], [0xF5, 0x61], [0xE2, 0x1B, 0x62],
    ] as [[UInt8]])
  func whatIsNoUTF8IsSeen(bytes: [UInt8]) {
    #expect(decode(bytes) == String(decoding: bytes, as: UTF8.self))
  }
}
