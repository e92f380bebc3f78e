import Language
import Testing

@Suite struct SuggestionTests {
  private static let verbs = [
    "init", "unroll", "backprop", "stats", "spectrum", "export", "import", "input", "set", "seed",
    "show", "help", "clear", "reset", "quit", "let", "for", "expect", "print",
  ]
  private static let schemes = [
    "xavier", "glorot", "lecun", "he", "normal", "uniform", "orthogonal", "identity", "constant",
    "zeros", "ones",
  ]

  @Test(arguments: [
    ("intit", "init"), ("inti", "init"), ("iniit", "init"), ("INIT", "init"), ("nit", "init"),
    ("unrol", "unroll"), ("unrolll", "unroll"), ("urnoll", "unroll"), ("enroll", "unroll"),
    ("backpop", "backprop"), ("bakcprop", "backprop"), ("backprob", "backprop"),
    ("back-prop", "backprop"), ("bacprop", "backprop"), ("stast", "stats"), ("stat", "stats"),
    ("statss", "stats"), ("sttas", "stats"), ("spectrun", "spectrum"), ("spectrm", "spectrum"),
    ("specturm", "spectrum"), ("spektrum", "spectrum"), ("exprot", "export"), ("exort", "export"),
    ("imort", "import"), ("improt", "import"), ("inptu", "input"), ("imput", "input"),
    ("sed", "set"), ("sede", "seed"), ("shwo", "show"), ("sho", "show"), ("hepl", "help"),
    ("halp", "help"), ("claer", "clear"), ("cler", "clear"), ("rest", "reset"), ("quti", "quit"),
    ("qiut", "quit"), ("lett", "let"), ("expct", "expect"), ("expekt", "expect"),
    ("pritn", "print"), ("prnit", "print"),
  ])
  func aMistypedVerbIsKnown(word: String, expected: String) {
    #expect(suggestion(for: word, among: Self.verbs) == expected)
  }

  @Test(arguments: [
    ("xaiver", "xavier"), ("xavir", "xavier"), ("Xavier", "xavier"), ("zavier", "xavier"),
    ("glorott", "glorot"), ("gloro", "glorot"), ("glorto", "glorot"), ("lecunn", "lecun"),
    ("lecum", "lecun"), ("nomral", "normal"), ("norml", "normal"), ("unifrom", "uniform"),
    ("uniforn", "uniform"), ("orthognal", "orthogonal"), ("ortogonal", "orthogonal"),
    ("orthagonol", "orthogonal"), ("idenity", "identity"), ("indentity", "identity"),
    ("constnat", "constant"), ("zeroes", "zeros"), ("zero", "zeros"), ("one", "ones"),
  ])
  func aMistypedSchemeIsKnown(word: String, expected: String) {
    #expect(suggestion(for: word, among: Self.schemes) == expected)
  }

  @Test(arguments: [
    "asdf", "qwerty", "bar", "bazz", "xyzzy", "hjkl", "zzz", "aaaaaaa", "matrix", "gradient",
    "network", "banana", "lstm", "transformer", "512", "ab", "x", "", "é", "plugh", "wibble",
    "lorem",
    "ipsum", "dolor", "qqqqqqqqqqqqq", "kjhgfd", "poiuyt", "mnbvcx", "tensor", "random", "python",
    "numpy", "torch", "keras", "abcdefghijklmnop", "σσσσ", "日本語", "????", "np-rnn", "quux",
  ])
  func gibberishIsNot(word: String) {
    #expect(suggestion(for: word, among: Self.verbs) == nil)
    #expect(suggestion(for: word, among: Self.schemes) == nil)
  }

  @Test func theFirstOfEquallyNearOnesIsTaken() {
    #expect(suggestion(for: "cat", among: ["bat", "hat"]) == "bat")
    #expect(suggestion(for: "cat", among: ["hat", "bat"]) == "hat")
    #expect(suggestion(for: "cat", among: ["hat", "Cat"]) == "Cat")
  }

  @Test func aHugeWordCostsLittle() {
    #expect(suggestion(for: String(repeating: "x", count: 1_000_000), among: Self.verbs) == nil)
  }

  @Test(
    arguments: [
      ("unrol 2", "did you mean 'unroll'?"),
      ("set Whh", nil), ("input nosie", "did you mean 'noise'? 'input' takes 'none', 'noise', "),
      ("unroll 1 bach=2", "did you mean 'batch='? it takes batch= h0="),
      ("unroll 1 foo=2", "it takes batch= h0="), ("stats --alll", "did you mean '--all'?"),
      ("unroll 1 --batch=2", "a label is written 'batch=VALUE'"), ("quit x=1", nil),
      ("unroll 1 batch 2", "a label is written 'batch=VALUE'"), ("unroll 1 + 2", "a blank ends an"),
      ("g = 2", "'let g = …' names a value"), ("expect a = 1", "'==' compares"),
      ("asdf", "'help' lists the commands"), ("let x = (1", "a ')' closes it"),
    ] as [(String, String?)])
  func complaintsOfferTheNextStep(text: String, hint: String?) {
    #expect((complaint(text)?.hint).map { $0.hasPrefix(hint ?? "?") } ?? (hint == nil))
  }
}
