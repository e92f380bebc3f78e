import Networks
import Testing
import Workbench

/// What a recipe must draw, as its library or paper has it, for 120 units, 40 inputs and 30 outputs.
struct KnownRecipe: Sendable, CustomTestStringConvertible {
  enum Expectation: Sendable {
    case uniform(bound: Double)
    case normal(deviation: Double)
    /// Normal, cut at two of its deviations and widened again to this one.
    case truncated(deviation: Double)
    case all(Double)
    case identity
    case orthogonal
    /// One of so many blocks of a matrix with orthonormal columns.
    case orthogonalBlock(of: Int)
    /// So many entries in a row that are not zero, scaled to this spectral radius.
    case sparse(degree: Int, radius: Double)
  }

  static let (units, inputs, outputs) = (120, 40, 30)

  let name: String
  let cell: String
  /// Every matrix there must be, and no other.
  let matrices: [String: Expectation]

  var testDescription: String { name }

  private init(
    _ name: String, _ cell: String, _ families: [String: Expectation],
    gates: [String: Expectation] = [:]
  ) {
    (self.name, self.cell) = (name, cell)
    let letters = ["lstm": ["i", "f", "g", "o"], "gru": ["r", "z", "n"]][cell]
    var matrices: [String: Expectation] = [:]
    for (family, expectation) in families {
      let names = family.hasSuffix("y") ? nil : letters?.map { "\(family).\($0)" }
      for name in names ?? [family] { matrices[name] = expectation }
    }
    self.matrices = matrices.merging(gates) { $1 }
  }

  /// 1/√120, torch's bound.
  private static let bound = 0.09128709291752768

  private static let torch: [String: Expectation] = [
    "Whh": .uniform(bound: bound), "Wxh": .uniform(bound: bound), "Why": .uniform(bound: bound),
    "bh": .uniform(bound: bound), "bx": .uniform(bound: bound), "by": .uniform(bound: bound),
  ]

  /// Glorot's bound √(6/(fan_in + fan_out)).
  private static func glorot(_ fanIn: Int, _ fanOut: Int) -> Expectation {
    .uniform(bound: (6 / Double(fanIn + fanOut)).squareRoot())
  }

  private static func zaremba(_ bound: Double) -> [String: Expectation] {
    torch.mapValues { _ in .uniform(bound: bound) }
  }

  private static func plain(
    _ recurrent: Expectation, others: Double
  ) -> [String: Expectation] {
    [
      "Whh": recurrent, "Wxh": .normal(deviation: others), "Why": .normal(deviation: others),
      "bh": .all(0), "by": .all(0),
    ]
  }

  static let all = [
    KnownRecipe("torch.RNN", "rnn", torch),
    KnownRecipe("torch.LSTM", "lstm", torch),
    KnownRecipe("torch.GRU", "gru", torch),
    KnownRecipe(
      "keras.SimpleRNN", "rnn",
      [
        "Whh": .orthogonal, "Wxh": glorot(40, 120), "Why": glorot(120, 30), "bh": .all(0),
        "by": .all(0),
      ]),
    KnownRecipe(
      "keras.LSTM", "lstm",
      [
        "Whh": .orthogonalBlock(of: 4), "Wxh": glorot(40, 4 * 120), "Why": glorot(120, 30),
        "bh": .all(0), "by": .all(0),
      ], gates: ["bh.f": .all(1)]),
    KnownRecipe(
      "keras.GRU", "gru",
      [
        "Whh": .orthogonalBlock(of: 3), "Wxh": glorot(40, 3 * 120), "Why": glorot(120, 30),
        "bh": .all(0), "bx": .all(0), "by": .all(0),
      ]),
    KnownRecipe(
      "flax.LSTM", "lstm",
      [
        "Whh": .orthogonal, "Wxh": .truncated(deviation: (1.0 / 40).squareRoot()),
        "Why": .truncated(deviation: (1.0 / 120).squareRoot()), "bh": .all(0), "by": .all(0),
      ]),
    KnownRecipe("karpathy", "rnn", plain(.normal(deviation: 0.01), others: 0.01)),
    KnownRecipe("zaremba-small", "lstm", zaremba(0.1)),
    KnownRecipe("zaremba-medium", "lstm", zaremba(0.05)),
    KnownRecipe("zaremba-large", "lstm", zaremba(0.04)),
    KnownRecipe("irnn", "rnn", plain(.identity, others: 0.001)),
    KnownRecipe("pascanu-smart", "rnn", plain(.sparse(degree: 15, radius: 0.95), others: 0.01)),
  ]
}
