import Networks

/// How a library or a paper draws every weight and bias of a network.
struct Recipe: Sendable {
  let name: String
  let summary: String
  /// Where it was read, as author and year or as library.
  let source: String
  /// The cells it is for; the first is what a complaint proposes.
  let cells: [any Cell]
  /// A matrix without a part is one that the network does not have.
  let parts: [Part]
  /// The fewest units it can be drawn for.
  var leastUnits = 1
  /// What is peculiar about it, said of the network that was drawn.
  let remarks: @Sendable (Workspace) -> [String]

  /// How one matrix is drawn, or its blocks of some gates.
  struct Part: Sendable {
    let family: MatrixName.Family
    let layout: Layout
    /// The initialiser, which may depend on the hidden size.
    let initializer: @Sendable (_ hidden: Int) -> any Initializer
  }

  enum Layout: Sendable {
    /// Each gate by itself; `nil` stands for all gates.
    case apart(gates: [String]?)
    /// One matrix for all gates, cut into their blocks in this order.
    case fused(order: [String])
  }

  /// The cells without gates, for which the recipes of a plain network serve.
  static let plainCells: [any Cell] = [Vanilla(), Leaky(), Antisymmetric()]
}

/// Every recipe the shell knows; a new one adds its own file and one line here.
let recipes: [Recipe] = [
  .torchRNN, .torchLSTM, .torchGRU,
  .kerasSimpleRNN, .kerasLSTM, .kerasGRU,
  .flaxLSTM,
  .karpathy,
  .zarembaSmall, .zarembaMedium, .zarembaLarge,
  .irnn,
  .pascanuSmart,
]

extension Recipe.Part {
  /// Each gate by itself.
  static func each(
    _ family: MatrixName.Family, _ initializer: any Initializer, gates: [String]? = nil
  ) -> Self {
    Self(family: family, layout: .apart(gates: gates)) { _ in initializer }
  }

  /// Each gate by itself, from a law that depends on the hidden size.
  static func each(
    _ family: MatrixName.Family, _ initializer: @escaping @Sendable (Int) -> any Initializer
  ) -> Self {
    Self(family: family, layout: .apart(gates: nil), initializer: initializer)
  }

  /// One matrix for all gates.
  static func fused(
    _ family: MatrixName.Family, _ initializer: any Initializer, order: [String]
  ) -> Self {
    Self(family: family, layout: .fused(order: order)) { _ in initializer }
  }
}

extension Initializer {
  /// The same with one knob turned.
  func with<Value>(_ knob: WritableKeyPath<Self, Value>, _ value: Value) -> Self {
    var turned = self
    turned[keyPath: knob] = value
    return turned
  }
}
