import Foundation
import Language
import Testing
import Workbench

/// Mistyped words of all kinds, each where it stands in a statement, and what was meant.
@Suite struct TypoTests {
  private static let verbs = [
    ("intit Whh xavier 8", "init"), ("inti Whh xavier 8", "init"), ("unrol 10", "unroll"),
    ("urnoll 10", "unroll"), ("enroll 10", "unroll"), ("stast", "stats"), ("statss", "stats"),
    ("bakprop", "backprop"), ("sepctrum", "spectrum"), ("lyapnov 10", "lyapunov"),
    ("lapunov 10", "lyapunov"), ("jacobain 10", "jacobian"), ("horizn", "horizon"),
    ("comapre xavier", "compare"), ("exprot Whh a", "export"), ("symmetrize", "symmetrise"),
    ("antisymetrise", "antisymmetrise"), ("zerodiagonal", "zero-diagonal"), ("unod", "undo"),
    ("repaly a", "replay"), ("sesions", "sessions"), ("theroy", "theory"),
  ]
  private static let schemes = [
    ("init Whh xaiver 8", "xavier"), ("init Whh zavier 8", "xavier"),
    ("init Whh glorto 8", "glorot"),
    ("init Whh orthognal 8", "orthogonal"), ("init Whh orthagonal 8", "orthogonal"),
    ("init Whh idenity 8", "identity"), ("init Whh unifrom 8", "uniform"),
    ("init Whh nromal 8", "normal"), ("init Whh kaimin 8", "kaiming"),
    ("init Whh resevoir 8", "reservoir"), ("init Whh truncted 8", "truncated"),
    ("init Whh permuation 8", "permutation"), ("init Whh heavytailed 8 gian=1", "gain"),
    ("compare xavier ortogonal", "orthogonal"), ("init all as kears.LSTM 8", "keras.LSTM"),
    ("init all as torch.GUR 8", "torch.GRU"),
  ]
  private static let words = [
    ("init Whh xavier 8 gian=2", "gain"), ("unroll 10 bacth=2", "batch="), ("unroll 10 h=2", nil),
    ("init Whh normal 8 sdt=1", "std="), ("replay a --chek", "--check"),
    ("set activation tahn", "tanh"), ("set activation sigmod", "sigmoid"),
    ("set activation leaky_rely", "leaky_relu"), ("set dtype flaot64", "float64"),
    ("set dtype float62", "float32"), ("input nosie", "noise"), ("model lsmt 8", "lstm"),
    ("model antisymetric 8", "antisymmetric"), ("unroll 10 h0=zreos", nil),
    ("unroll 10 untide", "untied"), ("scale Whx 2", "Whh"), ("export varaince a.csv", "variance"),
    ("help quantites", "quantities"), ("help defintions", "definitions"),
  ]
  private static let names = [
    ("print Whh.raduis", "radius"), ("print Whh.spectral_raduis", "spectral_radius"),
    ("print states.varaince", "variance"), ("print verdict.casue", "cause"),
    ("print gradients.growth_perstep", "growth_per_step"), ("print sqr(2)", "sqrt"),
    ("print lyapunov.larget", "largest"), ("print theory.critcal_gain", "critical_gain"),
    ("print spraed", "spread"), ("print graidents.zero_step", "gradients"),
  ]
  private static let all: [(String, String?)] =
    verbs.map { ($0.0, $0.1) } + schemes.map { ($0.0, $0.1) } + words.map { ($0.0, $0.1) }
    + names.map { ($0.0, $0.1) }

  @Test func nineOfTenTyposAreUnderstood() {
    let shell = Shell()
    shell.run("init Whh xavier 8; unroll 5; let spread = 1")
    let rows = Self.all.compactMap { row in row.1.map { (row.0, $0) } }
    #expect(rows.count >= 60)
    var wrong: [String] = []
    for (text, meant) in rows {
      let hint = shell.run(text).first?.hint ?? ""
      if !hint.hasPrefix("did you mean '\(meant)") { wrong.append("\(text): \(hint)") }
    }
    #expect(wrong.count * 10 <= rows.count, "\(wrong)")
  }

  private static let gibberish = [
    "asdf", "qwerty", "bazz", "xyzzy", "hjkl", "zzz", "aaaaaaa", "banana", "transformer", "plugh",
    "wibble", "lorem", "ipsum", "dolor", "qqqqqqqqqqqqq", "kjhgfd", "poiuyt", "mnbvcx", "python",
    "numpy", "abcdefghijklmnop", "σσσσ", "日本語", "quux", "frobnicate", "blorp", "grault", "garply",
    "waldo", "zyx", "jjjj", "vvvvvv", "ghjk", "dfgh", "yuiop", "uuuu", "wxyz", "krrrr", "pqpq",
    "ooo",
  ]

  @Test(arguments: [
    "WORD", "init Whh WORD 8", "init WORD xavier 8", "init all as WORD 8", "unroll 10 WORD=2",
    "set activation WORD", "set dtype WORD", "input WORD", "print WORD", "print Whh.WORD",
    "print states.WORD", "print WORD(2)", "help WORD", "replay a --WORD", "load WORD",
    "import Whh WORD", "init Whh xavier 8 WORD=1", "compare WORD",
  ])
  func gibberishIsNotTakenForAnything(frame: String) {
    #expect(Self.gibberish.count == 40)
    let shell = Shell()
    shell.run("init Whh xavier 8; unroll 5")
    for word in Self.gibberish {
      let failure = shell.run(frame.replacing("WORD", with: word)).first
      #expect(failure != nil)
      #expect(failure?.hint?.contains("did you mean") != true, "\(word): \(failure?.hint ?? "")")
    }
  }

  @Test(
    arguments: [
      ("input text DIR/rian.txt", "DIR/rain.txt"), ("import Whh DIR/Whh.npz", "DIR/Whh.npy"),
      ("import Whh DIR/whh.npy", "DIR/Whh.npy"), ("input npy DIR/record", "DIR/recording.npy"),
      ("import Whh DIR/banana.txt", nil), ("import Whh DIR/none/Whh.npy", nil),
    ] as [(String, String?)])
  func aFileBesideIsNamed(text: String, meant: String?) throws {
    let folder = try Folder()
    for name in ["rain.txt", "Whh.npy", "recording.npy"] { _ = try folder.file(name) }
    let hint = Shell().run(text.replacing("DIR", with: folder.path)).first?.hint
    let expected = meant.map { "did you mean '\($0.replacing("DIR", with: folder.path))'?" }
    #expect(expected.map { hint == $0 } ?? (hint?.contains("did you mean") != true))
  }
}
