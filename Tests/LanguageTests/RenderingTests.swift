import Language
import Testing

@Suite struct RenderingTests {
  /// The lines under the head, for a text with the range in guillemets.
  private func excerpt(_ marked: String) -> [String] {
    let marked = Marked(marked)
    let diagnostic = Diagnostic(.unexpectedText, "bad", at: marked.range)
    let lines = rendered(diagnostic, in: Source(marked.text)).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst().map(String.init)
  }

  private let scheme = Diagnostic(
    .unknownScheme, "there is no scheme 'xaiver'", at: SourceRange(9, 15),
    hint: "did you mean 'xavier'?")

  @Test func aTypedLineIsShownWithItsCulprit() {
    #expect(
      rendered(scheme, in: Source("init Whh xaiver 512")) == """
        error[E202]: there is no scheme 'xaiver'
          init Whh xaiver 512
                   ^^^^^^
          did you mean 'xavier'?
        """)
  }

  @Test func aFileIsNamedWithLineAndColumn() {
    var diagnostic = scheme
    diagnostic.range = SourceRange(19, 25)
    diagnostic.hint = nil
    #expect(
      rendered(diagnostic, in: Source("unroll 1\r\ninit Whh xaiver\n", name: "a.whh")) == """
        a.whh:2:10: error[E202]: there is no scheme 'xaiver'
          init Whh xaiver
                   ^^^^^^
        """)
  }

  @Test(arguments: [
    ("«»", []), ("a«»", ["  a", "   ^"]), ("a\n«»\nb", []), ("«a\nb»", ["  a", "  ^"]),
    ("a\n{«b\nc»}", ["  {b", "   ^"]), ("\t«x»", ["  \tx", "  \t^"]),
    ("日本«語»x", ["  日本語x", "      ^^"]), ("e\u{301}«x»", ["  e\u{301}x", "   ^"]),
    ("\u{1b}[1m«x»", ["  \\u{1b}[1mx", "           ^"]), ("«\u{7}»", ["  \\u{7}", "  ^^^^^"]),
    ("\u{202e}«x»", ["  \\u{202e}x", "          ^"]), ("\u{FEFF}a«x»", ["  ax", "   ^"]),
    ("😀«😀»", ["  😀😀", "    ^^"]),
  ])
  func caretsStandUnderTheRange(marked: String, expected: [String]) {
    #expect(excerpt(marked) == expected)
  }

  @Test func ofALongLineOnlyTheSurroundingsAreShown() {
    let long = String(repeating: "a", count: 1_000)
    let lines = excerpt(long + "«xyz»" + long)
    #expect(lines[0] == "  …" + long.prefix(40) + "xyz" + long.prefix(117) + "…")
    #expect(lines[1] == "   " + String(repeating: " ", count: 40) + "^^^")
    #expect(
      excerpt("«" + long + "»") == [
        "  " + long.prefix(120) + "…", "  " + String(repeating: "^", count: 120),
      ])
  }

  @Test func nothingShownSteersTheTerminal() {
    let diagnostic = Diagnostic(
      .cannotRead, "no \u{1b}[2J", at: SourceRange(0, 1), hint: "\u{9b}31m\nx")
    let text = rendered(diagnostic, in: Source("\u{1b}c\u{0}", name: "\u{7}"))
    let controls = text.unicodeScalars.filter {
      $0.properties.generalCategory == .control && $0 != "\n"
    }
    #expect(controls.isEmpty)
    #expect(text.contains("\\u{9b}31m\\u{a}x"))
  }

  /// Bytes: a 0, b 1, line feed 2, é 3 and 4, f 5, CRLF 6 and 7, z 8, carriage return 9, q 10.
  @Test(arguments: [
    (0, 1, 1), (2, 1, 3), (3, 2, 1), (4, 2, 1), (5, 2, 2), (6, 2, 3), (7, 2, 3), (8, 3, 1),
    (9, 3, 2), (10, 4, 1), (99, 4, 2), (-1, 1, 1),
  ])
  func positionsCountScalarsFromOne(offset: Int, line: Int, column: Int) {
    let position = Source("ab\néf\r\nz\rq").position(of: offset)
    #expect(position.line == line && position.column == column)
  }

  @Test func aPieceOfALongerTextCountsItsLinesOn() {
    let position = Source("a\nb", name: "stdin", firstLine: 7).position(of: 2)
    #expect(position.line == 8 && position.column == 1)
  }

  @Test func textsAreCutAtScalars() {
    let source = Source("aé日")
    #expect(source.text(of: SourceRange(1, 3)) == "é")
    #expect(source.text(of: SourceRange(2, 4)) == "é")
    #expect(source.text(of: SourceRange(0, 99)) == "aé日")
  }

  @Test func lengthsCountScalars() {
    let source = Source("aé日😀")
    #expect(source.length(of: SourceRange(0, 10)) == 4)
    #expect(source.length(of: SourceRange(1, 3)) == 1)
    #expect(source.length(of: SourceRange(3, 3)) == 0)
  }
}
