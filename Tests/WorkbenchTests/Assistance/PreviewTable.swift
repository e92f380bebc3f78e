import Testing

/// A statement, and what is told of it before it is carried out.
struct PreviewRow: Sendable, CustomTestStringConvertible {
  let text: String
  let expected: String?
  let before: String

  var testDescription: String { text }

  init(_ text: String, _ expected: String?, after before: String = "") {
    (self.text, self.expected, self.before) = (text, expected, before)
  }

  static let drawn = "init Whh xavier 64"
  static let run = "init Whh xavier 64; unroll 30"

  static let all = [
    PreviewRow("init Whh xavier 512", "512×512, σ = 0.0442, ρ ≈ 1.03"),
    PreviewRow("init Whh uniform 512", "512×512, mean 0.500, σ = 0.289, ρ ≈ 256"),
    PreviewRow("init Whh orthogonal 128", "128×128, σ = 0.0884, ρ = 1.00"),
    PreviewRow("init Whh xavier 8192", "8192×8192, σ = 0.0110, ρ ≈ 1.00"),
    PreviewRow("init Whh orthogonal 4096", "4096×4096, σ = 0.0156, ρ = 1.00"),
    PreviewRow("init Whh zeros 8", "8×8, σ = 0, ρ = 0"),
    PreviewRow("init Whh reservoir 256 radius=0.9", "256×256, ρ = 0.900"),
    PreviewRow("init Whh heavy-tailed 64", "64×64, no finite σ"),
    PreviewRow("init Wxh glorot 7", "64×7, σ = 0.168", after: drawn),
    PreviewRow(
      "init Whh xavier", "64×64, σ = 0.125, ρ ≈ 1.06; the states of 30 steps go", after: run),
    PreviewRow("init Whh xavier", nil), PreviewRow("init Whh", nil), PreviewRow("init", nil),
    PreviewRow(
      "init Whh xavier 64", "4 gates, each 64×64, σ = 0.125, ρ ≈ 1.06", after: "model lstm"),
    PreviewRow(
      "init all xavier 64", "Whh 64×64, σ = 0.125, ρ ≈ 1.06; Wxh 64×5", after: "model rnn inputs=5"),
    PreviewRow(
      "init all as keras.LSTM 64", "64 units: Whh, Wxh, bh, 17920 numbers in all",
      after: "model lstm inputs=5"),
    PreviewRow("init Whh xavier 99999", nil),
    PreviewRow("init Whh xavier 9", nil, after: "init Whh xavier 8; init Wxh xavier 3"),
    PreviewRow("model lstm 128", "66048 parameters: Whh 512×128, bh 512×1"),
    PreviewRow(
      "model gru 8 inputs=3 outputs=2",
      "306 parameters: Whh 24×8, Wxh 24×3, Why 2×8, bh 24×1, by 2×1"),
    PreviewRow("model lstm", nil),
    PreviewRow("set activation relu", "max(0, z)"),
    PreviewRow("set activation relu", "max(0, z); the states of 30 steps go", after: run),
    PreviewRow("set Whh[1,2] 0.5", "0 → 0.500", after: "init Whh zeros 8"),
    PreviewRow("scale Whh 1.1", "σ 0.125 → 0.137", after: drawn),
    PreviewRow(
      "scale Whh 2", "ρ 1.00 → 2.00, σ 0.433 → 0.866",
      after: "init Whh identity 4; print Whh.radius"
    ),
    PreviewRow("unroll 100", "25.9 kB of states", after: drawn),
    PreviewRow("unroll 1e6", "about 0.7 s, 256 MB of states", after: drawn),
    PreviewRow("unroll 100", nil),
    PreviewRow(
      "compare xavier orthogonal size=512", "16 runs of 100 steps at n = 512, about 0.4 s"),
    PreviewRow("seed 7", "seed 7"), PreviewRow("seed 1", "the seed as it is"),
    PreviewRow(
      "seed 7", "seed 7, draws are counted from 1 again; the states of 30 steps go", after: run),
    PreviewRow("undo", "takes back 2, unroll 30", after: run),
    PreviewRow("undo", "there is nothing to undo"),
    PreviewRow("redo", "carries out again 2, unroll 30", after: run + "; undo"),
    PreviewRow("goto 1", "the state after 1, init Whh xavier 64", after: run),
    PreviewRow("goto 0", "the start", after: run),
    PreviewRow(
      "edit 1 init Whh he 64", "in place of 1, init Whh xavier 64; 1 statement after it again",
      after: run),
    PreviewRow("save lesson", "2 statements to sessions/lesson.whh", after: run),
    PreviewRow("clear", "Whh, g go; the states of 30 steps go", after: run + "; let g = 1"),
    PreviewRow("clear Whh", "Whh goes", after: drawn), PreviewRow("clear", nil),
    PreviewRow("bias forget 1", "memory −1/ln σ(b) of 3.19 steps", after: "model lstm 8"),
    PreviewRow("bias input 1", nil, after: "model lstm 8"),
    PreviewRow("mask Whh 0.25", "σ 0.125 → about 0.0625", after: drawn),
    PreviewRow("2*3", "= 6"), PreviewRow("print sqrt(1/512)", "= 0.04419"),
    PreviewRow("2*Whh.gain", "= 1.998", after: drawn), PreviewRow("Whh.radius", nil, after: drawn),
    PreviewRow("Whh.radius", "= 1", after: "init Whh identity 4; print Whh.radius"),
    PreviewRow("let g = 3*2", "= 6"), PreviewRow("let g = 3", nil),
    PreviewRow("expect 2 > 1", "holds"), PreviewRow("expect 2 < 1", "does not hold"),
    PreviewRow("for k in 0.5..1.5 by 0.1 { print k }", "11 passes"),
    PreviewRow("for k in [1] { print k }", "1 pass"), PreviewRow("for k in [1] { pri", nil),
    PreviewRow("help unroll", "Run the network and keep its states."),
    PreviewRow("stats", nil), PreviewRow("", nil), PreviewRow("# a comment", nil),
    PreviewRow("print 1; print 2", nil), PreviewRow("print [1..1000000, 1]", nil),
    // What is certainly wrong is said as soon as something stands behind it.
    PreviewRow("unrol", nil),
    PreviewRow("unrol ", "there is no command 'unrol'; did you mean 'unroll'?"),
    PreviewRow("init Whh xaiver", nil),
    PreviewRow("init Whh xaiver ", "there is no scheme 'xaiver'; did you mean 'xavier'?"),
    PreviewRow("init Whh xaiver 5", "there is no scheme 'xaiver'; did you mean 'xavier'?"),
    PreviewRow("unroll 10 bach=2", "'unroll' takes no 'bach='; did you mean 'batch='?"),
    PreviewRow("unroll 10 batch=", nil),
    PreviewRow("init Whh xavier 12ab ", "'12ab' is not a number"),
    PreviewRow("unroll 10 batch=1 batch=2", "'batch' is given twice"),
  ]
}
