import LinearAlgebra
import Networks
import Testing

/// Every scheme under every name and with every knob, with what it must draw.
///
/// The numbers are those of the papers and of the libraries that coined the names, written out with
/// fan_in = 32 and fan_out = 64.
struct KnownScheme: Sendable, CustomTestStringConvertible {
  enum Expectation: Sendable {
    case normal(mean: Double, deviation: Double)
    case uniform(low: Double, high: Double)
    /// A matrix whose singular values are all this.
    case isometry(gain: Double)
    case diagonal(Double)
    case constant(Double)
  }

  static let shape = Shape(64, 32)

  let name: String
  let knobs: [(label: String, value: KnobValue)]
  let expected: Expectation

  var testDescription: String {
    ([name] + knobs.map { "\($0.label)=\($0.value)" }).joined(separator: " ")
  }

  init(_ name: String, _ expected: Expectation) { self.init(name, [:], expected) }

  init(_ name: String, _ knobs: [String: KnobValue], _ expected: Expectation) {
    self.name = name
    self.knobs = knobs.sorted { $0.key < $1.key }.map { (label: $0.key, value: $0.value) }
    self.expected = expected
  }

  static func normal(_ variance: Double) -> Expectation {
    .normal(mean: 0, deviation: variance.squareRoot())
  }

  static func uniform(bound: Double) -> Expectation { .uniform(low: -bound, high: bound) }

  /// The uniform laws as their sources give them: by their bound.
  static let lecunBound = (3.0 / 32).squareRoot()
  static let glorotBound = (6.0 / 96).squareRoot()
  static let heBound = (6.0 / 32).squareRoot()

  static let all: [KnownScheme] =
    dense("xavier", variance: 1.0 / 32) + dense("lecun", variance: 1.0 / 32)
    + dense("glorot", variance: 2.0 / 96) + dense("he", variance: 2.0 / 32) + [
      KnownScheme("xavier", normal(1.0 / 32)),
      KnownScheme("lecun", normal(1.0 / 32)),
      KnownScheme("lecun_uniform", uniform(bound: lecunBound)),
      KnownScheme("LecunUniform", uniform(bound: lecunBound)),
      KnownScheme("glorot", uniform(bound: glorotBound)),
      KnownScheme("glorot_uniform", uniform(bound: glorotBound)),
      KnownScheme("GlorotUniform", uniform(bound: glorotBound)),
      KnownScheme("xavier_uniform_", uniform(bound: glorotBound)),
      KnownScheme("xavier_normal_", normal(2.0 / 96)),
      KnownScheme("he", normal(2.0 / 32)),
      KnownScheme("kaiming_normal_", normal(2.0 / 32)),
      KnownScheme("kaiming_uniform_", uniform(bound: heBound)),
      KnownScheme("kaiming_uniform_", ["gain": .number(0.5)], uniform(bound: heBound / 2)),
      KnownScheme("he_uniform", uniform(bound: heBound)),
      KnownScheme("HeUniform", uniform(bound: heBound)),
      KnownScheme("normal", normal(1.0 / 32)),
      KnownScheme("normal", ["gain": .number(3)], normal(9.0 / 32)),
      KnownScheme("normal", ["std": .number(0.01)], normal(1e-4)),
      KnownScheme(
        "normal", ["mean": .number(0.5), "std": .number(0.1)], .normal(mean: 0.5, deviation: 0.1)),
      KnownScheme("uniform", .uniform(low: 0, high: 1)),
      KnownScheme("uniform_", .uniform(low: 0, high: 1)),
      KnownScheme(
        "uniform", ["low": .number(-0.1), "high": .number(0.3)], .uniform(low: -0.1, high: 0.3)),
      KnownScheme(
        "uniform", ["low": .number(-1), "gain": .number(2)], .uniform(low: -2, high: 2)),
      KnownScheme("orthogonal", .isometry(gain: 1)),
      KnownScheme("orthogonal", ["gain": .number(0.9)], .isometry(gain: 0.9)),
      KnownScheme("orthogonal_", .isometry(gain: 1)),
      KnownScheme("Orthogonal", .isometry(gain: 1)),
      KnownScheme("identity", .diagonal(1)),
      KnownScheme("identity", ["gain": .number(-0.5)], .diagonal(-0.5)),
      KnownScheme("eye", .diagonal(1)),
      KnownScheme("eye_", .diagonal(1)),
      KnownScheme("Identity", .diagonal(1)),
      KnownScheme("constant", .constant(1)),
      KnownScheme("constant", ["value": .number(0.7)], .constant(0.7)),
      KnownScheme("constant_", .constant(1)),
      KnownScheme("zeros", .constant(0)),
      KnownScheme("zero", .constant(0)),
      KnownScheme("zeros_", .constant(0)),
    ]

  /// The knobs that the schemes of fans share, in both distributions.
  private static func dense(_ name: String, variance: Double) -> [KnownScheme] {
    let bound = (3 * variance).squareRoot()
    let (flat, bell) = (KnobValue.word("uniform"), KnobValue.word("normal"))
    return [
      KnownScheme(name, ["distribution": bell], normal(variance)),
      KnownScheme(name, ["distribution": flat], uniform(bound: bound)),
      KnownScheme(name, ["distribution": bell, "gain": .number(1.5)], normal(2.25 * variance)),
      KnownScheme(name, ["distribution": flat, "gain": .number(2)], uniform(bound: 2 * bound)),
      KnownScheme(name, ["distribution": bell, "std": .number(0.3)], normal(0.09)),
      KnownScheme(
        name, ["distribution": flat, "std": .number(0.3)], uniform(bound: 0.27.squareRoot())),
    ]
  }

  /// The initialiser, found and turned through the cards alone.
  func initializer() throws -> (any Initializer)? {
    for type in initializers {
      if let found = try made(type) { return found }
    }
    return nil
  }

  private func made<Scheme: Initializer>(_: Scheme.Type) throws -> Scheme? {
    var scheme = Scheme()
    if Scheme.card.name != name {
      guard let synonym = Scheme.card.synonyms.first(where: { $0.name == name }) else { return nil }
      synonym.adjust(&scheme)
    }
    for (label, value) in knobs {
      guard let knob = Scheme.card.knobs.first(where: { $0.label == label }) else { return nil }
      try knob.set(&scheme, value)
    }
    return scheme
  }
}
