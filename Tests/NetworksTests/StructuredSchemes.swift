import Networks

// The structured and the sparse schemes: 64 × 64, or 64 × 32 where that is possible.

extension KnownScheme {
  private static let square = Shape(64, 64)

  /// Moments over the entries of a 64 × 64 matrix from the sum of the entries and of their squares.
  private static func sums(_ sum: Double, _ squares: Double) -> Expectation {
    let mean = sum / 4096
    return .moments(mean: mean, deviation: (squares / 4096 - mean * mean).squareRoot())
  }

  static let structured: [KnownScheme] =
    isometries + constants + paths + diagonals + [
      KnownScheme("wigner", shape: square, sums(0, 65)),
      KnownScheme("wigner", ["gain": .number(2)], shape: square, sums(0, 4 * 65)),
      KnownScheme("wigner", ["std": .number(0.5)], shape: square, sums(0, 0.25 * 64 * 65)),
      // (R'R/n + I)/λ_max; with the factor 1/λ_max left out: n entries of 2 ± √(2/n), the rest ±√(1/n).
      KnownScheme("np-rnn", shape: square, sums(128, 4 * 64 + 2 + 63)),
      KnownScheme("toeplitz", shape: square, sums(0, 64)),
      KnownScheme("toeplitz", ["gain": .number(3)], shape: square, sums(0, 9 * 64)),
      KnownScheme("toeplitz", ["std": .number(0.5)], shape: square, sums(0, 0.25 * 4096)),
      KnownScheme("toeplitz", ["distribution": .word("uniform")], shape: square, sums(0, 64)),
      // 51 columns of z · 13c and 13 of −z · 51c, z half-normal, c² = 1/((1 − 2/π) · 51 · 13 · 64).
      KnownScheme("dale", shape: square, sums(0, 64 / (1 - 2 / Double.pi))),
      KnownScheme(
        "dale", ["gain": .number(2)], shape: square, sums(0, 4 * 64 / (1 - 2 / Double.pi))),
      KnownScheme(
        "dale", ["excitatory": .number(0.5)], shape: square, sums(0, 64 / (1 - 2 / Double.pi))),
      KnownScheme(
        "dale", ["excitatory": .number(1)], shape: square,
        sums(512 * (2 / (Double.pi - 2)).squareRoot(), 64 / (1 - 2 / Double.pi))),
    ]

  private static let isometries: [KnownScheme] =
    ["orthogonal", "orthogonal_", "Orthogonal"].map { KnownScheme($0, .isometry(gain: 1)) } + [
      KnownScheme("orthogonal", ["gain": .number(0.9)], .isometry(gain: 0.9)),
      KnownScheme("orthogonal", ["group": .word("rotations")], .isometry(gain: 1)),
      KnownScheme("henaff", shape: square, .isometry(gain: 1)),
      KnownScheme("henaff", ["gain": .number(0.5)], shape: square, .isometry(gain: 0.5)),
      KnownScheme("cayley", shape: square, .isometry(gain: 1)),
      KnownScheme("cayley", ["gain": .number(0.5)], shape: square, .isometry(gain: 0.5)),
      KnownScheme("block-rotation", shape: square, .isometry(gain: 1)),
      KnownScheme(
        "block-rotation", ["gain": .number(1.5), "angle": .number(1), "spread": .number(2)],
        shape: square, .isometry(gain: 1.5)),
      KnownScheme("permutation", shape: square, .isometry(gain: 1)),
      KnownScheme("permutation", ["gain": .number(0.1)], shape: square, .isometry(gain: 0.1)),
      KnownScheme("ring", shape: square, .isometry(gain: 1)),
      KnownScheme("simple-cycle", shape: square, .isometry(gain: 1)),
      KnownScheme("scr", ["gain": .number(0.9)], shape: square, .isometry(gain: 0.9)),
      KnownScheme("ring", ["gain": .number(0.9)], shape: square, .isometry(gain: 0.9)),
      KnownScheme("henaff", shape: square, sums(0, 64)),
      // Two cosines of U(0, π/2) a block, each 2/π on average.
      KnownScheme("cayley", shape: square, sums(128 / Double.pi, 64)),
      // 64 cosines of π/21.
      KnownScheme("block-rotation", shape: square, sums(64 * 0.9888308262251285, 64)),
      // (sin 3 − sin 1)/2.
      KnownScheme(
        "block-rotation", ["angle": .number(1), "spread": .number(2)], shape: square,
        sums(64 * -0.3501754883740146, 64)),
      KnownScheme("permutation", shape: square, sums(64, 64)),
      KnownScheme("ring", shape: square, sums(64, 64)),
      KnownScheme("lsuv", .isometry(gain: 2.0.squareRoot())),
      KnownScheme("lsuv", ["tolerance": .number(0.5)], shape: square, .isometry(gain: 1)),
      KnownScheme("lsuv", ["batch": .number(1000)], shape: square, .isometry(gain: 1)),
    ]

  private static let constants: [KnownScheme] =
    ["identity", "eye", "eye_", "Identity"].map { KnownScheme($0, .diagonal(1)) }
    + ["zeros", "zero", "zeros_", "Zeros", "Constant"].map { KnownScheme($0, .constant(0)) }
    + ["ones", "ones_", "Ones", "constant", "constant_"].map { KnownScheme($0, .constant(1)) } + [
      KnownScheme("identity", ["gain": .number(-0.5)], .diagonal(-0.5)),
      KnownScheme("constant", ["value": .number(0.7)], .constant(0.7)),
      KnownScheme("irnn", shape: square, .diagonal(1)),
      KnownScheme("irnn", ["gain": .number(0.98)], shape: square, .diagonal(0.98)),
      KnownScheme("irnn", normal(1e-6)),
      KnownScheme("irnn", ["std": .number(0.1)], normal(0.01)),
    ]

  private static let paths: [KnownScheme] = [
    KnownScheme("line", shape: square, sums(63, 63)),
    KnownScheme("delay-line", ["gain": .number(0.5)], shape: square, sums(31.5, 15.75)),
    KnownScheme("line", ["gain": .number(0.5)], shape: square, sums(31.5, 15.75)),
    KnownScheme("chain", shape: square, sums(63 * 1.02, 63 * 1.02 * 1.02)),
    KnownScheme("chain", ["gain": .number(2)], shape: square, sums(126, 252)),
    KnownScheme("feedback-chain", shape: square, sums(63 * 1.03, 63 * (0.99 * 0.99 + 0.04 * 0.04))),
    KnownScheme(
      "feedback-chain", ["forward": .number(2), "feedback": .number(1)], shape: square,
      sums(189, 315)),
    KnownScheme("delay-feedback", shape: square, sums(63 * 0.55, 63 * 0.2525)),
    KnownScheme(
      "delay-feedback", ["forward": .number(2), "feedback": .number(1)], shape: square,
      sums(189, 315)),
    KnownScheme("double-cycle", shape: square, sums(64, 32)),
    KnownScheme(
      "double-cycle", ["forward": .number(2), "backward": .number(1)], shape: square, sums(192, 320)
    ),
    // 21 jumps of 3, both ways.
    KnownScheme("cycle-jumps", shape: square, sums(64 * 0.5 + 42 * 0.3, 64 * 0.25 + 42 * 0.09)),
    // 16 jumps of 4, the last of them back to the first unit.
    KnownScheme(
      "cycle-jumps", ["jumps": .number(4), "cycle": .number(1), "jump": .number(2)], shape: square,
      sums(64 + 64, 64 + 128)),
    // One jump halfway round.
    KnownScheme("cycle-jumps", ["jumps": .number(32)], shape: square, sums(32.6, 16.18)),
  ]

  private static let diagonals: [KnownScheme] = [
    KnownScheme("diagonal", shape: square, sums(0, 64.0 / 3)),
    KnownScheme("diagonal", ["low": .number(0), "high": .number(3)], shape: square, sums(96, 192)),
    // Bounds ±2^(1/100).
    KnownScheme("indrnn", shape: square, sums(0, 64.0 / 3 * 1.013959479790029)),
    KnownScheme(
      "indrnn", ["steps": .number(1), "growth": .number(3)], shape: square, sums(0, 192)),
    // |λ|² of U(0, 1); the mean of the real part is E|λ| sin(6.28)/6.28 with E|λ| = 2/3.
    KnownScheme("lru", shape: square, sums(64 * 2.0 / 3 * -0.0005072136613277054, 32)),
    // E|λ|² = (0.25 + 1)/2, E|λ| = 2/3 · (1 − 1/8)/(1 − 1/4), E cos θ = sin(1)/1.
    KnownScheme(
      "lru", ["r_min": .number(0.5), "r_max": .number(1), "max_phase": .number(1)], shape: square,
      sums(64 * 7.0 / 9 * 0.8414709848078965, 40)),
  ]

  static let sparse: [KnownScheme] = [
    // Before it is scaled, a reservoir has g = 1; its knobs `radius` and `factor` are in ScalingLaws.
    KnownScheme("reservoir", shape: square, .moments(mean: 0, deviation: 1.0 / 8)),
    KnownScheme(
      "esn", ["density": .number(0.3)], shape: square, .moments(mean: 0, deviation: 1.0 / 8)),
    KnownScheme(
      "reservoir", ["density": .number(0.3), "distribution": .word("uniform")], shape: square,
      .moments(mean: 0, deviation: 1.0 / 8)),
    // a = 6/(√12 √(density · n)).
    KnownScheme("fast-spectral", shape: square, uniform(bound: 6 / (12.0 * 64).squareRoot())),
    KnownScheme(
      "fast-spectral", ["gain": .number(0.5)], shape: square,
      uniform(bound: 3 / (12.0 * 64).squareRoot())),
    KnownScheme("fast-spectral", ["density": .number(0.25)], shape: square, sums(0, 64)),
    KnownScheme("martens", .moments(mean: 0, deviation: (15.0 / 32).squareRoot())),
    KnownScheme(
      "smart-tanh", shape: square, .moments(mean: 0, deviation: (15.0 / 64).squareRoot())),
    KnownScheme(
      "martens", ["degree": .number(8), "std": .number(0.5), "gain": .number(2)],
      .moments(mean: 0, deviation: 0.5)),
    KnownScheme(
      "martens", ["distribution": .word("truncated")],
      .moments(mean: 0, deviation: (15.0 / 32).squareRoot())),
    // ⌈0.1 · 64⌉ = 7 zeros in each column of 64.
    KnownScheme("sparse", .moments(mean: 0, deviation: 0.01 * (57.0 / 64).squareRoot())),
    KnownScheme("sparse_", .moments(mean: 0, deviation: 0.01 * (57.0 / 64).squareRoot())),
    KnownScheme(
      "sparse", ["sparsity": .number(0.5), "gain": .number(3)],
      .moments(mean: 0, deviation: 0.03 * 0.5.squareRoot())),
    KnownScheme(
      "sparse", ["std": .number(1), "distribution": .word("uniform")],
      .moments(mean: 0, deviation: (57.0 / 64).squareRoot())),
    KnownScheme("small-world", shape: square, sums(0, 64)),
    KnownScheme(
      "small-world", ["degree": .number(10), "rewiring": .number(0.5)], shape: square, sums(0, 64)),
    KnownScheme("small-world", ["std": .number(2)], shape: square, sums(0, 64 * 16)),
    KnownScheme(
      "small-world", ["gain": .number(2), "distribution": .word("uniform")], shape: square,
      sums(0, 256)),
    KnownScheme("cluster", shape: square, sums(0, 64)),
    KnownScheme(
      "cluster", ["clusters": .number(4), "inside": .number(0.5)], shape: square, sums(0, 64)),
    KnownScheme(
      "cluster", ["between": .number(0.3), "gain": .number(2)], shape: square, sums(0, 256)),
    // Groups of 22, 21 and 21 units: 1366 places within, 2730 between.
    KnownScheme("cluster", ["std": .number(2)], shape: square, sums(0, 4 * (136.6 + 27.3))),
    KnownScheme(
      "cluster", ["inside": .number(1), "distribution": .word("truncated")], shape: square,
      sums(0, 64)),
    KnownScheme("band", shape: square, sums(0, 64)),
    KnownScheme("band", ["width": .number(5), "gain": .number(2)], shape: square, sums(0, 256)),
    // 64 + 2 · 63 places.
    KnownScheme("band", ["std": .number(2)], shape: square, sums(0, 4 * 190)),
    KnownScheme("band", ["distribution": .word("uniform")], shape: square, sums(0, 64)),
    KnownScheme("lower-triangular", shape: square, sums(0, 65.0 / 2)),
    KnownScheme(
      "lower-triangular", ["diagonal": .word("zero"), "gain": .number(2)], shape: square,
      sums(0, 4 * 63.0 / 2)),
    KnownScheme("lower-triangular", ["std": .number(2)], shape: square, sums(0, 4 * 2080)),
    KnownScheme(
      "lower-triangular", ["distribution": .word("uniform")], shape: square, sums(0, 65.0 / 2)),
    KnownScheme("zero-diagonal", shape: square, sums(0, 63)),
    KnownScheme("zero-diagonal", ["gain": .number(2)], shape: square, sums(0, 4 * 63)),
    KnownScheme("zero-diagonal", ["std": .number(2)], shape: square, sums(0, 4 * 4032)),
    KnownScheme("zero-diagonal", ["distribution": .word("truncated")], shape: square, sums(0, 63)),
  ]
}
