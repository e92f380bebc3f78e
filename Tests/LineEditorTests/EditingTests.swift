import Glibc
import LineEditor
import TerminalTesting
import Testing

/// One editor at a time: libedit's view of the terminal is global.
@Suite(.serialized) enum EditorTests {}

extension EditorTests {
  /// Keys at the prompt, and what is seen of them.
  @Suite struct EditingTests {
    private let up = "\u{1B}[A", down = "\u{1B}[B", left = "\u{1B}[D", home = "\u{1B}[H"

    private func terminal(columns: Int = 80, colored: Bool = false) throws -> TypedTerminal {
      try #require(TypedTerminal(columns: columns, style: EditorStyle(isColored: colored)))
    }

    /// A prompt that takes braces for blocks, with some history.
    private func request(_ history: [String] = []) -> KeyEditor.Request {
      var request = KeyEditor.Request()
      (request.prompt, request.continuation) = ("whh> ", "...> ")
      request.history = history
      request.assistance.isComplete = { depth($0) <= 0 }
      request.assistance.indentation = { 2 * max(0, depth($0)) }
      request.assistance.help = "?"
      return request
    }

    private func keys(_ text: String) -> [String] { text.map { String($0) } }

    @Test func aLineIsTypedAndStaysOnTheScreen() throws {
      let terminal = try terminal()
      #expect(terminal.read(keys("init Whh\r"), request()) == .line("init Whh"))
      #expect(terminal.screen.transcript == ["whh> init Whh"])
      #expect(terminal.screen.cursor == (1, 0))
    }

    @Test func controlCLeavesTheTextToBeSeen() throws {
      let terminal = try terminal()
      #expect(terminal.read(keys("half") + [left, "\u{3}"], request()) == .interrupted("half"))
      #expect(terminal.screen.transcript == ["whh> half^C"])
    }

    @Test func aBlockGoesOnInIndentedLines() throws {
      let terminal = try terminal()
      let typed = keys("for x {\rprint x\r}\r")
      #expect(terminal.read(typed, request()) == .line("for x {\n  print x\n}"))
      #expect(terminal.screen.transcript == ["whh> for x {", "...>   print x", "...> }"])
    }

    @Test func upMovesInsideABlockAndThenBack() throws {
      let terminal = try terminal()
      let history = ["first", "for {\n  a\n}"]
      let reading = terminal.read([up, up, up, up, down, "\r"], request(history))
      // The block, its second line, its first, the entry before; and the block again.
      #expect(reading == .line("for {\n  a\n}"))
      let edited = terminal.read([up, up, "\u{5}", "b", "\r"], request(history))
      #expect(edited == .line("for {\n  ab\n}"))
    }

    @Test func upSearchesWhatStandsLeftOfTheCursor() throws {
      let terminal = try terminal()
      let history = ["init a", "stats", "init b", "init b", "x init"]
      func typed(_ keys: [String]) -> LineEditor.Reading {
        terminal.read(keys + ["\r"], request(history))
      }
      #expect(typed(keys("init") + [up]) == .line("init b"))
      #expect(typed(keys("init") + [up, up]) == .line("init a"))
      #expect(typed(keys("init") + [up, up, up]) == .line("init a"))
      #expect(typed(keys("init") + [up, up, down]) == .line("init b"))
      #expect(typed(keys("init") + [up, down]) == .line("init"))
      #expect(typed([up, up, up]) == .line("stats"))
      #expect(typed([up, home, up]) == .line("init b"))
    }

    @Test func theFaultIsWhereTheCursorIs() throws {
      let terminal = try terminal()
      var request = request(["init Whh xaiver"])
      request.fault = 9
      var seen: (Int, Int)?
      let reading = terminal.read([up, "\u{B}", "ring", "\r"], request) { terminal in
        if terminal.view.text.cursor == 9, seen == nil { seen = terminal.screen.cursor }
      }
      #expect(reading == .line("init Whh ring"))
      #expect(seen ?? (0, 0) == (0, 14))
    }

    @Test func controlRFindsAndGoesOnFromThere() throws {
      let terminal = try terminal(colored: true)
      let history = ["init Whh xavier", "stats", "init Whh ring"]
      var statuses: [String] = []
      let search = "\u{12}"
      let first = terminal.read(
        [search] + keys("XAV") + ["\u{7F}\u{7F}\u{7F}", "xav", "\r"], request(history)
      ) {
        statuses.append($0.screen.text[1])
      }
      #expect(first == .line("init Whh xavier"))
      #expect(statuses.contains("(search) 'xav'") && statuses.contains("(nothing found) 'XAV'"))
      #expect(
        terminal.read([search, "init", search, "\r"], request(history)) == .line("init Whh xavier"))
      #expect(
        terminal.read([search, "init", search, "\u{13}", "\r"], request(history))
          == .line("init Whh ring"))
      // On from there, and back to the draft.
      #expect(
        terminal.read([search, "stats", up, "\r"], request(history)) == .line("init Whh xavier"))
      #expect(
        terminal.read(keys("dra") + [search, "stats", "\u{7}", "ft", "\r"], request(history))
          == .line("draft"))
      #expect(
        terminal.read(keys("dra") + [search, "stats", "\u{3}"], request(history))
          == .interrupted("stats"))
      // The pattern of the last search, again.
      #expect(terminal.read([search, search, "\r"], request(history)) == .line("stats"))
    }

    @Test func typingIsUndoneAWordAtATime() throws {
      let terminal = try terminal()
      let undo = "\u{1F}", redo = "\u{1B}/"
      func typed(_ keys: [String]) -> LineEditor.Reading { terminal.read(keys + ["\r"], request()) }
      #expect(typed(keys("one two") + [undo]) == .line("one "))
      #expect(typed(keys("one two") + [undo, undo, undo]) == .line(""))
      #expect(typed(keys("one two") + [undo, undo, undo, redo]) == .line("one "))
      #expect(typed(keys("one two") + ["\u{17}", undo]) == .line("one two"))
      #expect(typed(keys("one") + [undo, "x", redo]) == .line("x"))
    }

    @Test func aPasteRunsNothing() throws {
      let terminal = try terminal()
      let paste = ["\u{1B}[200~", "stats\rinit\u{3}\u{1B}[A\r", "\u{1B}[201~"].joined()
      var shown: [String] = []
      let reading = terminal.read([paste, "!", "\r"], request(["old"])) {
        shown = $0.screen.transcript
      }
      #expect(reading == .line("stats\ninit!"))
      #expect(shown == ["whh> stats", "...> init!"])
    }

    @Test func aLargePasteIsShownAsFarAsThereIsRoom() throws {
      let terminal = try terminal(columns: 20)
      let lines = (1...5000).map { "line \($0) of a paste" }
      let text = lines.joined(separator: "\n")
      let reading = terminal.read(
        ["\u{1B}[200~" + text.prefix(1000) + "\u{1B}[201~", "\u{1B}[H", "\r"], request())
      #expect(reading == .line(String(text.prefix(1000))))
    }

    @Test func theMarkOfHelpChangesThePrompt() throws {
      let terminal = try terminal()
      var prompts: [String] = []
      let reading = terminal.read(["?", "x", "\u{7F}", "\u{7F}", "a", home, "?", "\r"], request()) {
        prompts.append($0.screen.text[0])
      }
      #expect(reading == .line("?a"))
      #expect(
        prompts == ["whh>", "help>", "help> x", "help>", "whh>", "whh> a", "whh> a", "help> a"])
    }

    @Test func tabCompletesAndLists() throws {
      let terminal = try terminal()
      var request = request()
      request.assistance.candidates = { text, cursor in
        let all = ["xavier", "xavier_normal_", "xanadu", "ring"].filter { $0.hasPrefix(text) }
        return Candidates(all.map { Candidate($0, "a scheme", ending: " ") }, replacing: 0..<cursor)
      }
      var screens: [[String]] = []
      let reading = terminal.read(
        ["x", "\t", "\t", "v", "\t", "\t", "i\u{7F}", "\u{15}", "r", "\t", "\r"], request
      ) {
        screens.append($0.screen.transcript)
      }
      #expect(reading == .line("ring "))
      #expect(screens[2] == ["whh> xa"])
      #expect(
        screens[3] == [
          "whh> xa", "xavier          a scheme", "xavier_normal_  a scheme",
          "xanadu          a scheme",
        ])
      #expect(screens[4] == ["whh> xav"])
      #expect(screens[5] == ["whh> xavier"])
      #expect(screens[6].count == 3)
      #expect(terminal.screen.transcript == ["whh> ring"])
    }

    @Test func aSuggestionIsTakenUpAtTheEndOnly() throws {
      let terminal = try terminal(colored: true)
      let history = ["init Whh xavier 512"]
      let right = "\u{1B}[C"
      var screens: [String] = []
      let reading = terminal.read(["i", "n", "\u{1B}f", right, "\r"], request(history)) {
        screens.append($0.screen.text[0])
      }
      #expect(reading == .line("init Whh xavier 512"))
      #expect(screens[1...3] == ["whh> i", "whh> init Whh xavier 512", "whh> init Whh xavier 512"])
      #expect(terminal.read(keys("in") + ["\r"], request(history)) == .line("in"))
      #expect(terminal.screen.text[1] == "whh> in")
      #expect(terminal.read(keys("inx") + [left, right, "\r"], request(history)) == .line("inx"))
    }

    @Test func aSuggestionIsClippedToItsRow() throws {
      let terminal = try terminal(columns: 20, colored: true)
      var rows: [[String]] = []
      _ = terminal.read(keys("in"), request(["init Whh xavier 512 gain=1"])) {
        rows.append($0.screen.transcript)
      }
      #expect(rows[2] == ["whh> init Whh xavier".prefix(19) + "…"])
      #expect(terminal.screen.transcript == ["whh> in^C"])
    }

    @Test func aPreviewStandsBelowAndGoes() throws {
      let terminal = try terminal()
      var request = request()
      request.assistance.preview = { "\($0.count) letters" }
      var rows: [[String]] = []
      _ = terminal.read(keys("abc\r"), request) { rows.append($0.screen.transcript) }
      #expect(rows[3] == ["whh> abc", "3 letters"])
      #expect(terminal.screen.transcript == ["whh> abc"])
    }

    @Test func linesAreKilledOneByOne() throws {
      let terminal = try terminal()
      let block = "{\n  a b\n}"
      let kill = "\u{B}", yank = "\u{19}"
      func typed(_ keys: [String]) -> LineEditor.Reading {
        terminal.read(keys + ["\r"], request([block]))
      }
      #expect(typed([up, up, "\u{1}", kill, "  c"]) == .line("{\n  c\n}"))
      #expect(typed([up, up, "\u{1}", kill, "  c", yank]) == .line("{\n  c  a b\n}"))
      #expect(typed(keys("one two") + ["\u{17}", yank, yank]) == .line("one twotwo"))
    }

    @Test func anotherWidthKeepsTheText() throws {
      let terminal = try terminal()
      let text = "init Whh xavier 512 gain=1.1"
      var screens: [[String]] = []
      var step = 0
      let reading = terminal.read(
        ["before\u{15}", text, "", "", "", "!", "\r"].filter { !$0.isEmpty }, request()
      ) { terminal in
        step += 1
        screens.append(terminal.screen.transcript)
        if step == 3 { terminal.resize(columns: 20) }
        if step == 4 { terminal.resize(columns: 60) }
      }
      #expect(reading == .line(text + "!"))
      #expect(terminal.screen.transcript == ["whh> " + text + "!"])
    }

    @Test func theTerminalIsGivenBackAsItWas() throws {
      let terminal = try terminal()
      let before = terminal.settings
      _ = terminal.read(keys("a\r"), request())
      let after = terminal.settings
      #expect(before.c_lflag == after.c_lflag && before.c_iflag == after.c_iflag)
      #expect(before.c_oflag == after.c_oflag && !terminal.screen.marksPastes)
    }
  }
}

/// How many braces are open.
private func depth(_ text: String) -> Int {
  text.reduce(0) { $0 + ($1 == "{" ? 1 : $1 == "}" ? -1 : 0) }
}
