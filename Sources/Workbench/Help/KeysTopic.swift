extension Topic {
  static let keys = Topic(
    name: "keys", summary: "What keys do at the prompt."
  ) {
    [
      .facts([
        Fact(
          "Enter", .text("carries the statement out, or begins a new line where it is not complete")
        ),
        Fact("Alt-Enter", .text("begins a new line")),
        Fact("Tab", .text("completes what is certain, and lists what may follow")),
        Fact("→, End, Ctrl-F", .text("at the end take up what is suggested, in faint letters")),
        Fact("Alt-F, Ctrl-→", .text("a word of it")),
        Fact("?", .text("first on the line, asks for help: ?xavier")),
      ]),
      .heading("what was typed before"),
      .facts([
        Fact(
          "↑ ↓", .text("another line of the block; then what was typed before that begins alike")),
        Fact(
          "Ctrl-R Ctrl-S",
          .text("what was typed before that has some letters in it, older and newer")),
        Fact("Ctrl-G", .text("gives a search up")),
      ]),
      .heading("editing"),
      .facts([
        Fact("Ctrl-_", .text("undoes typing; Alt-/ does it again")),
        Fact("Ctrl-A Ctrl-E", .text("the ends of the line; Alt-B Alt-F a word left and right")),
        Fact(
          "Ctrl-K Ctrl-U",
          .text("take away the rest of the line, and all of it; Ctrl-W the word before")),
        Fact("Ctrl-Y", .text("puts in again what was taken away last")),
        Fact("Ctrl-V", .text("puts the next key in as it is")),
        Fact("Alt-E", .text("opens the statement in $VISUAL or $EDITOR")),
        Fact("Ctrl-L", .text("clears the screen")),
      ]),
      .heading("leaving"),
      .facts([
        Fact(
          "Ctrl-C", .text("leaves the line, or stops what is being computed; never the program")),
        Fact("Ctrl-D", .text("on an empty line leaves; so does quit")),
        Fact("Ctrl-Z", .text("stops the program, and fg brings it back")),
      ]),
      .sentence(
        "What is pasted runs nothing before Enter; of a pasted transcript only what was typed is kept. "
          + "With TERM=dumb, as inside an editor, the terminal edits lines by itself."),
    ]
  }
}
