import LinearAlgebra
import Networks
import Testing

/// Every scheme under every name and with every knob, with what it must draw.
///
/// The numbers are those of the papers and of the libraries that coined the names, written out with
/// fan_in = 32 and fan_out = 64; structured schemes are in StructuredSchemes.swift.
struct KnownScheme: Sendable, CustomTestStringConvertible {
  enum Expectation: Sendable {
    case normal(mean: Double, deviation: Double)
    case uniform(low: Double, high: Double)
    /// The normal law before the cut, and the bounds; then the moments after it.
    case truncated(low: Double, high: Double, mean: Double, deviation: Double)
    /// A matrix whose singular values are all this.
    case isometry(gain: Double)
    case diagonal(Double)
    case constant(Double)
    /// Any other structure: the moments over all entries.
    case moments(mean: Double, deviation: Double)
  }

  static let tall = Shape(64, 32)

  let name: String
  let knobs: [(label: String, value: KnobValue)]
  let shape: Shape
  let expected: Expectation

  var testDescription: String {
    ([name] + knobs.map { "\($0.label)=\($0.value)" }).joined(separator: " ")
  }

  init(_ name: String, shape: Shape = tall, _ expected: Expectation) {
    self.init(name, [:], shape: shape, expected)
  }

  init(
    _ name: String, _ knobs: [String: KnobValue], shape: Shape = tall, _ expected: Expectation
  ) {
    self.name = name
    self.knobs = knobs.sorted { $0.key < $1.key }.map { (label: $0.key, value: $0.value) }
    self.shape = shape
    self.expected = expected
  }

  static func normal(_ variance: Double) -> Expectation {
    .normal(mean: 0, deviation: variance.squareRoot())
  }

  static func uniform(bound: Double) -> Expectation { .uniform(low: -bound, high: bound) }

  /// A normal law of the given variance, cut at two deviations of the law before the cut.
  static func truncated(_ variance: Double) -> Expectation {
    let bound = 2 * variance.squareRoot() / 0.87962566103423978
    return .truncated(low: -bound, high: bound, mean: 0, deviation: variance.squareRoot())
  }

  /// The uniform laws as their sources give them: by their bound.
  static let lecunBound = (3.0 / 32).squareRoot()
  static let glorotBound = (6.0 / 96).squareRoot()
  static let heBound = (6.0 / 32).squareRoot()

  static let all: [KnownScheme] =
    dense("xavier", variance: 1.0 / 32) + dense("lecun", variance: 1.0 / 32)
    + dense("glorot", variance: 2.0 / 96) + dense("he", variance: 2.0 / 32)
    + dense("variance-scaling", variance: 1.0 / 32)
    + dense("torch-linear", variance: 1.0 / 96) + dense("torch-rnn", variance: 1.0 / 192)
    + modes + fans + elementary + truncations + structured + sparse

  private static let fans: [KnownScheme] = [
    KnownScheme("xavier", normal(1.0 / 32)),
    KnownScheme("lecun", normal(1.0 / 32)),
    KnownScheme("lecun_normal", truncated(1.0 / 32)),
    KnownScheme("LecunNormal", truncated(1.0 / 32)),
    KnownScheme("LecunUniform", uniform(bound: lecunBound)),
    KnownScheme("glorot", uniform(bound: glorotBound)),
    KnownScheme("glorot_uniform", uniform(bound: glorotBound)),
    KnownScheme("GlorotUniform", uniform(bound: glorotBound)),
    KnownScheme("GlorotNormal", truncated(2.0 / 96)),
    KnownScheme("xavier_uniform_", uniform(bound: glorotBound)),
    KnownScheme("XavierUniform", uniform(bound: glorotBound)),
    KnownScheme("xavier_normal_", normal(2.0 / 96)),
    KnownScheme("xavier_normal", normal(2.0 / 96)),
    KnownScheme("he", normal(2.0 / 32)),
    KnownScheme("kaiming_normal_", normal(2.0 / 32)),
    KnownScheme("kaiming_normal", normal(2.0 / 32)),
    KnownScheme("kaiming_uniform_", uniform(bound: heBound)),
    KnownScheme("KaimingUniform", uniform(bound: heBound)),
    KnownScheme("kaiming_uniform_", ["gain": .number(0.5)], uniform(bound: heBound / 2)),
    // √(6/((1 + 5) fan_in)), the bound of torch.nn.Linear.
    KnownScheme(
      "kaiming_uniform_", ["a": .number(5.0.squareRoot())],
      uniform(bound: (1.0 / 32).squareRoot())),
    KnownScheme("he", ["a": .number(0.5)], normal(2 / 1.25 / 32)),
    KnownScheme("he", ["nonlinearity": .word("tanh")], normal(25.0 / 9 / 32)),
    KnownScheme("he", ["nonlinearity": .word("selu")], normal(9.0 / 16 / 32)),
    KnownScheme("he", ["nonlinearity": .word("linear")], normal(1.0 / 32)),
    KnownScheme("he_normal", truncated(2.0 / 32)),
    KnownScheme("HeNormal", truncated(2.0 / 32)),
    KnownScheme("HeUniform", uniform(bound: heBound)),
    KnownScheme("variance-scaling", truncated(1.0 / 32)),
    KnownScheme("VarianceScaling", ["scale": .number(2)], truncated(2.0 / 32)),
    KnownScheme(
      "variance-scaling", ["scale": .number(3), "distribution": .word("uniform")],
      uniform(bound: (9.0 / 32).squareRoot())),
    KnownScheme("torch-linear", uniform(bound: (1.0 / 32).squareRoot())),
    KnownScheme("torch-rnn", uniform(bound: (1.0 / 64).squareRoot())),
  ]

  private static let modes: [KnownScheme] = [
    ("xavier", 1.0), ("lecun", 1), ("glorot", 1), ("he", 2), ("variance-scaling", 1),
    ("torch-linear", 1.0 / 3), ("torch-rnn", 1.0 / 3), ("normal", 1),
  ].flatMap { name, scale in
    [("fan_in", 32.0), ("fan_out", 64), ("fan_avg", 48)].map { mode, fan in
      let bell: [String: KnobValue] = name == "normal" ? [:] : ["distribution": .word("normal")]
      return KnownScheme(
        name, bell.merging(["mode": .word(mode)]) { $1 }, normal(scale / fan))
    }
  }

  private static let elementary: [KnownScheme] = [
    KnownScheme("normal", normal(1.0 / 32)),
    KnownScheme("normal", ["gain": .number(3)], normal(9.0 / 32)),
    KnownScheme("normal", ["std": .number(0.01)], normal(1e-4)),
    KnownScheme(
      "normal", ["mean": .number(0.5), "std": .number(0.1)], .normal(mean: 0.5, deviation: 0.1)),
    KnownScheme("normal_", normal(1)),
    KnownScheme("RandomNormal", normal(0.0025)),
    KnownScheme("random_normal", ["gain": .number(2)], normal(0.01)),
    KnownScheme("uniform", .uniform(low: 0, high: 1)),
    KnownScheme("uniform_", .uniform(low: 0, high: 1)),
    KnownScheme("RandomUniform", uniform(bound: 0.05)),
    KnownScheme(
      "uniform", ["low": .number(-0.1), "high": .number(0.3)], .uniform(low: -0.1, high: 0.3)),
    KnownScheme(
      "uniform", ["low": .number(-1), "gain": .number(2)], .uniform(low: -2, high: 2)),
    KnownScheme("mean-shifted", .normal(mean: 2.0 / 32, deviation: (1.0 / 32).squareRoot())),
    KnownScheme(
      "mean-shifted", ["shift": .number(-3), "gain": .number(2)],
      .normal(mean: -3.0 / 32, deviation: (4.0 / 32).squareRoot())),
    KnownScheme("heavy-tailed", ["alpha": .number(2)], normal(2.0 / 32)),
    KnownScheme("heavy-tailed", ["alpha": .number(2), "gain": .number(3)], normal(18.0 / 32)),
  ]

  /// Means and deviations by quadrature in mpmath, 40 digits.
  private static let truncations: [KnownScheme] = [
    KnownScheme("truncated", cut(scale: (1.0 / 32).squareRoot())),
    KnownScheme("truncated", ["gain": .number(3)], cut(scale: 3 * (1.0 / 32).squareRoot())),
    KnownScheme("truncated", ["mode": .word("fan_out")], cut(scale: 1.0 / 8)),
    KnownScheme("TruncatedNormal", cut(scale: 0.05)),
    KnownScheme("truncated_normal", ["std": .number(0.2)], cut(scale: 0.2)),
    KnownScheme("truncated", ["std": .number(0.2)], cut(scale: 0.2)),
    KnownScheme("trunc_normal_", cut(scale: 1)),
    KnownScheme(
      "truncated", ["std": .number(1), "cut": .number(1)],
      .truncated(low: -1, high: 1, mean: 0, deviation: 0.5395600937548969)),
    KnownScheme(
      "trunc_normal_",
      ["mean": .number(0.3), "std": .number(0.5), "low": .number(-0.2), "high": .number(1)],
      .truncated(low: -0.2, high: 1, mean: 0.3606394318291743, deviation: 0.3128716131045761)),
    KnownScheme(
      "truncated",
      ["std": .number(1), "mean": .number(1), "low": .number(4), "high": .number(4.5)],
      .truncated(low: 4, high: 4.5, mean: 4.185594398400673, deviation: 0.1350137841522849)),
  ]

  private static func cut(scale: Double) -> Expectation {
    .truncated(
      low: -2 * scale, high: 2 * scale, mean: 0, deviation: 0.87962566103423978 * scale)
  }

  /// The knobs that the schemes of fans share, in all distributions.
  private static func dense(_ name: String, variance: Double) -> [KnownScheme] {
    let bound = (3 * variance).squareRoot()
    let (flat, bell) = (KnobValue.word("uniform"), KnobValue.word("normal"))
    return [
      KnownScheme(name, ["distribution": bell], normal(variance)),
      KnownScheme(name, ["distribution": flat], uniform(bound: bound)),
      KnownScheme(name, ["distribution": .word("truncated")], truncated(variance)),
      KnownScheme(name, ["distribution": bell, "gain": .number(1.5)], normal(2.25 * variance)),
      KnownScheme(name, ["distribution": flat, "gain": .number(2)], uniform(bound: 2 * bound)),
      KnownScheme(name, ["distribution": bell, "std": .number(0.3)], normal(0.09)),
      KnownScheme(
        name, ["distribution": flat, "std": .number(0.3)], uniform(bound: 0.27.squareRoot())),
    ]
  }

  /// The initialiser, found and turned through the cards alone.
  func initializer() throws -> any Initializer {
    let found = Networks.initializer(named: name)
    let scheme = try #require(found, "there is no scheme \(name)")
    return try turned(scheme, knobs)
  }
}

/// A scheme with knobs turned by their labels.
func turned<Scheme: Initializer>(
  _ scheme: Scheme, _ knobs: [(label: String, value: KnobValue)]
) throws -> Scheme {
  var scheme = scheme
  for (label, value) in knobs {
    let knob = try #require(Scheme.card.knobs.first { $0.label == label }, "there is no \(label)=")
    try knob.set(&scheme, value)
  }
  return scheme
}
