import Testing
import Workbench

@Suite struct TranscriptTests {
  @Test(
    arguments: [
      ("whh> unroll 100", "unroll 100"),
      ("whh> seed 7\nseed is 7\nwhh> stats\n", "seed 7\nstats"),
      ("  whh> seed 7\n  seed is 7\n\twhh> stats", "seed 7\nstats"),
      (
        "whh> for k in 1..2 {\n...>   print k\n...> }\n1\n2\nwhh> show",
        "for k in 1..2 {\n  print k\n}\nshow"
      ),
      // As a script with -i shows it, without prompts inside.
      (
        "whh> for k in 1..2 {\n  print k\n}\n1\n2\nwhh> show", "for k in 1..2 {\n  print k\n}\nshow"
      ),
      ("whh>\nwhh> \nwhh> seed 1\nwhh>", "seed 1"), ("whh> ", ""),
      ("hh> seed 7\nseed is 7\nwhh> stats", "seed 7\nstats"),
      ("> seed 7\nseed is 7\nwhh> stats", "seed 7\nstats"),
      ("seed 7\nseed is 7\nwhh> stats", "seed 7\nstats"),
      (
        "for k in 1..2 {\n...>   print k\n...> }\n1\nwhh> stats",
        "for k in 1..2 {\n  print k\n}\nstats"
      ),
      ("eed 7\nseed is 7\nwhh> stats", "stats"),
      ("1.027\nwhh> stats", "stats"),
      ("0.5 1 2\nseed 3\nwhh> stats", "stats"),
      ("whh> seed 7\r\nseed is 7\r\nwhh> stats\r\n", "seed 7\nstats"),
      ("whh> note \"a\n...> b\"\nab\nwhh> show", "note \"a\nb\"\nshow"),
      (
        "whh> xaiver\nerror[E201]: there is no command 'xaiver'\n  xaiver\n  ^^^^^^\nwhh> show",
        "xaiver\nshow"
      ),
      ("init Whh xavier 512\nunroll 100", nil), ("", nil), ("whh>x", nil), ("a whh> b", nil),
    ] as [(String, String?)])
  func onlyInputsAreKept(text: String, expected: String?) {
    #expect(Shell().session.inputs(ofTranscript: text) == expected)
  }

  @Test(
    arguments: [
      ("", 0), ("unroll 100", 0), ("for k in 1..2 {", 2), ("for k in 1..2 {\n  for j in 1..2 {", 4),
      ("for k in 1..2 {\n  for j in 1..2 {\n  }", 2), ("for k in 1..2 {\n}", 0), ("print [1,", 2),
      ("print max([1,", 4), ("note \"a", 0), ("for k in 1..2 { note \"a", 0),
      ("seed 1; print (", 2),
      ("for k in [1,\n2] {", 2), ("xaiver {", 0),
    ])
  func aFurtherLineIsIndented(text: String, columns: Int) {
    #expect(Shell().session.indentation(after: text) == columns)
    #expect(Catalogue.standard.isIncomplete(text) == (columns > 0 || text.contains("\"")))
  }
}
