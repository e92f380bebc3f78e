import LineEditor
import Testing

/// What the environment says about the terminal.
@Suite struct TerminalTests {
  @Test(
    arguments: [
      (nil, 100, 100), (nil, nil, 80), ("40", 100, 40), ("40", nil, 40), ("", 100, 100),
      ("0", 100, 100), ("-3", nil, 80), ("wide", 100, 100),
    ] as [(String?, Int?, Int)])
  func widthIsWhatIsAskedThenTheTerminalThen80(asked: String?, terminal: Int?, width: Int) {
    #expect(Terminal.width(asked: asked, terminal: terminal) == width)
  }

  private static let xterm = ["TERM": "xterm-256color"]

  @Test(arguments: [
    (xterm, true, true), (xterm, false, false), (["TERM": "dumb"], true, false),
    (["TERM": ""], true, false), ([:], true, false),
    (["TERM": "xterm", "NO_COLOR": "1"], true, false),
    (["TERM": "xterm", "NO_COLOR": ""], true, true), (["CLICOLOR_FORCE": "1"], false, true),
    (["CLICOLOR_FORCE": "0"], false, false), (["CLICOLOR_FORCE": ""], false, false),
    (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true, false),
  ])
  func colourFollowsTheConventions(
    environment: [String: String], isTerminal: Bool, allowed: Bool
  ) {
    let answer = { (mode: ColorMode) in
      Terminal.allowsColor(mode, isTerminal: isTerminal, environment: { environment[$0] })
    }
    #expect(answer(.auto) == allowed)
    #expect(answer(.always))
    #expect(!answer(.never))
  }
}
