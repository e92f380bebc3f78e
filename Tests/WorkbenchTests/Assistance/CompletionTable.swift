import Testing

/// A line with | for the cursor, and the candidates there, as lists show them.
///
/// With … at the end there may be more; with … at both ends they may be anywhere.
struct CompletionRow: Sendable, CustomTestStringConvertible {
  let line: String
  let expected: String
  let before: String

  var testDescription: String { line }

  init(_ line: String, _ expected: String, after before: String = "") {
    (self.line, self.expected, self.before) = (line, expected, before)
  }

  static let network =
    "init Whh xavier 24; init Wxh glorot 7; input none; unroll 30; let spread = 0.5; let g = [1, 2]"
  static let lstm = "model lstm 16 inputs=3; init all xavier"
}

extension CompletionRow {
  static let statements = [
    CompletionRow("|", "add antisymmetrise backprop bias …"),
    CompletionRow("un|", "undo unroll"),
    CompletionRow("unr|", "unroll"),
    CompletionRow("  unr|", "unroll"),
    CompletionRow("unr|oll", "unroll"),
    CompletionRow("unroll|", "unroll"),
    CompletionRow("UNR|", "unroll"),
    CompletionRow("zerod|", "zero-diagonal"),
    CompletionRow("xyz|", ""),
    CompletionRow("init Whh he 8; st|", "stats states"),
    CompletionRow("init Whh he 8;|", "add …"),
    CompletionRow("init Whh he 8\nunr|", "unroll"),
    CompletionRow("init Whh he 8 # unr|", ""),
    CompletionRow("# unr|", ""),
    CompletionRow("for k in 1..3 { unr|", "unroll"),
    CompletionRow("for k in 1..3 {\n  unroll 5\n  sta|", "stats states"),
    CompletionRow("for k in 1..3 {\n  nonsense\n  unr|", "unroll"),
    CompletionRow("for k in 1..3 { |", "add …"),
    CompletionRow("edit 1 ini|", "init"),
    CompletionRow("edit 1 init Whh ortho|", "orthogonal orthogonal_ Orthogonal"),
    CompletionRow("replay lesson with 2:\"ini|", "init"),
    CompletionRow("replay lesson with 2:\"init Whh hen|", "henaff HeNormal"),
    CompletionRow("Wh|", "Whh Why"),
    CompletionRow("sq|", "sqrt"),
    CompletionRow("spr|", "spread", after: network),
  ]

  static let forms = [
    CompletionRow("input |", "noise none npy text"),
    CompletionRow("input no|", "noise none"),
    CompletionRow("model |", "antisymmetric gru leaky lstm rnn"),
    CompletionRow("init all |", "… as xavier …"),
    CompletionRow("init all as zar|", "zaremba-large zaremba-medium zaremba-small"),
    CompletionRow("init all as keras.L|", "keras.LSTM"),
    CompletionRow("check |", "gradients"),
    CompletionRow("add |", "identity"),
    CompletionRow("cite |", "bibtex"),
    CompletionRow("solve gain |", "for"),
    CompletionRow("for k |", "in"),
    CompletionRow("for k in 1..3 |", "by {"),
    CompletionRow("let x |", "="),
    CompletionRow("expect Whh.std ~ 2 |", "within"),
    CompletionRow("set |", "activation bh bx by dtype Whh Why Wxh"),
    CompletionRow("bias |", "chrono"),
    CompletionRow("bias |", "candidate cell chrono f forget g i input o output", after: lstm),
  ]

  static let matrices = [
    CompletionRow("init |", "all bh bx by Whh Why Wxh"),
    CompletionRow("init W|", "Whh Why Wxh"),
    CompletionRow("init w|", "Whh Why Wxh"),
    CompletionRow("init Whh.|", ""),
    CompletionRow("init Whh.|", "Whh.f Whh.g Whh.i Whh.o", after: lstm),
    CompletionRow("scale Wx|", "Wxh"),
    CompletionRow("stats |", "bh bx by gradients states Whh Why Wxh"),
    CompletionRow("export v|", "variance"),
    CompletionRow("add identity to=W|", "Whh Why Wxh"),
    CompletionRow("clear b|", "bh bx by"),
  ]

  static let schemes = [
    CompletionRow("init Whh xav|", "xavier xavier_normal_ xavier_uniform_"),
    CompletionRow("init Whh xav| 512", "xavier xavier_normal_ xavier_uniform_"),
    CompletionRow("init Whh |", "band block-rotation cayley …"),
    CompletionRow(
      "init Whh kaim|", "kaiming_normal_ kaiming_uniform_"),
    CompletionRow("init Whh KaimingU|", "kaiming_uniform_"),
    CompletionRow("init Whh \"xav|", ""),
    CompletionRow("compare xavier ort|", "orthogonal orthogonal_ Orthogonal"),
    CompletionRow("compare xavier normal(|", "gain= mean= mode= std="),
    CompletionRow("compare xavier normal(gain=2, |", "mean= mode="),
    CompletionRow("compare xavier normal(gain=2, me|", "mean="),
    CompletionRow("compare xavier(mode=|", "fan_avg fan_in fan_out"),
  ]

  static let labels = [
    CompletionRow("init Whh normal 8 |", "gain= mean= mode= seed= std="),
    CompletionRow("init Whh normal 8 g|", "gain= gradients", after: "let h = 1"),
    CompletionRow("init Whh normal 8 gain=2 |", "mean= mode= seed="),
    CompletionRow("init Whh normal 8 | gain=2", "mean= mode= seed="),
    CompletionRow("init Whh orthogonal 8 ga|", "gain="),
    CompletionRow("init Whh uniform 8 lo|", "low= log log10"),
    CompletionRow("init Whh uniform 8 dis|", ""),
    CompletionRow("unroll 10 |", "batch= h0= tied untied"),
    CompletionRow("unroll 10 h0=|", "normal zeros"),
    CompletionRow("unroll 10 h0=z|", "zeros"),
    CompletionRow("unroll 10 batch=|", "1"),
    CompletionRow("unroll 10 batch=4 |", "h0= tied untied"),
    CompletionRow("replay lesson --|", "--check --trust --update"),
    CompletionRow("replay lesson --check --|", "--trust --update"),
    CompletionRow("replay lesson --ch|", "--check"),
    CompletionRow("replay lesson s|", "seed= step"),
    CompletionRow("solve gain for |", "--apply chi= eps= horizon= lyapunov= radius="),
    CompletionRow("solve gain for radius=1 |", "--apply eps="),
    CompletionRow("model leaky 8 le|", "leak="),
    CompletionRow("model leaky 8 leak=|", "0.5"),
    CompletionRow("limits me|", "memory="),
    CompletionRow("input noise |", "std="),
    CompletionRow("init all as keras.LSTM 64 |", "factor= seed="),
  ]

  static let values = [
    CompletionRow("init Whh xavier |", "32 64 128 256 512 1024 2048 4096 8192 …"),
    CompletionRow("init Whh xavier |", "24 7 32 64 …", after: network),
    CompletionRow("init Whh xavier 5|", "512"),
    CompletionRow("model lstm 64 inputs=1|", "128 1024"),
    CompletionRow("init Whh xavier 512 |", "distribution= gain= mode= seed= …"),
    CompletionRow("unroll 1|", "10 100 1000"),
    CompletionRow("unroll |", "30 10 20 50 100 200 500 1000 …", after: network),
    CompletionRow(
      "set activation |", "erf gelu hard_tanh leaky_relu linear relu selu sigmoid softsign tanh"),
    CompletionRow("set activation re|", "relu"),
    CompletionRow("set dtype |", "bfloat16 float32 float64"),
    CompletionRow("init Whh normal 8 gain=spr|", "spread", after: network),
    CompletionRow("init Whh normal 8 std=sqrt(1/fa|", "fan_in fan_out"),
    CompletionRow("let n = 8; init Whh normal |", "… n …"),
    CompletionRow("for size in [8, 16] { init Whh normal si|", "size"),
    CompletionRow("goto |", "6 5 4 3 2 1 …", after: network),
    CompletionRow("save |", "--replace"),
  ]

  static let expressions = [
    CompletionRow("print Whh.ra|", "radius"),
    CompletionRow("print 2*Whh.spectral_|", "spectral_norm spectral_radius"),
    CompletionRow("Whh.ra|", "radius"),
    CompletionRow("Whh.|", "bulk_radius circular_law_distance columns …"),
    CompletionRow("Whh.f.me|", "mean mean_log_singular_value mean_singular_value", after: lstm),
    CompletionRow("Whh.f|", "f factor fan_in fan_out frobenius_norm", after: lstm),
    CompletionRow("lyapunov.la|", "largest"),
    CompletionRow("states.var|", "variance"),
    CompletionRow("verdict.|", "cause evidence gradients sentence"),
    CompletionRow("verdict.evidence.|", "… flat_share …", after: network + "; stats"),
    CompletionRow("theory.ch|", "chi"),
    CompletionRow("expect verd|", "verdict"),
    CompletionRow("expect not verd|", "verdict"),
    CompletionRow("print ma|", "max"),
    CompletionRow("print max(1, sq|", "sqrt"),
    CompletionRow("print p|", "pi"),
    CompletionRow("print [1, spr|", "spread", after: network),
    CompletionRow("print states.variance[spr|", "spread", after: network),
    CompletionRow("print \"Whh.ra|", ""),
    CompletionRow("print Whh.std |", "", after: network),
    CompletionRow("print 12|", ""),
    CompletionRow("for s in g { print s|", "s spread sqrt states", after: network),
    CompletionRow(
      "compare.|", "… orthogonal xavier …", after: "compare xavier orthogonal size=8 T=3 seeds=1"),
  ]

  static let help = [
    CompletionRow("help unr|", "unroll"),
    CompletionRow("help kaiming_n|", "kaiming_normal_"),
    CompletionRow("help E20|", "E201 E202 E203 E204 E205 E206 E207 E208"),
    CompletionRow("help quan|", "quantities"),
    CompletionRow("?unr|", "unroll"),
    CompletionRow("? unr|", "unroll"),
  ]

  static let symbols = [
    CompletionRow("\\sigma|", "σ"),
    CompletionRow("let \\sigma|", "σ"),
    CompletionRow("print Whh.\\rh|", "ρ"),
    CompletionRow("set \\phi|", "φ"),
    CompletionRow("let \\alpha|", "α"),
    CompletionRow("print 2 \\tim|", "×"),
    CompletionRow("\\p|", "\\phi \\pi \\psi"),
    CompletionRow("\\pi|", "π"),
    CompletionRow("print \\nonsense|", ""),
    CompletionRow("note \"\\lambda|", "λ"),
    CompletionRow("stats # \\sigma|", ""),
  ]

  static let all =
    statements + forms + matrices + schemes + labels + values + expressions + help + symbols
}
