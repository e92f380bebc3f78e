import LinearAlgebra

/// One step of a recurrent network as a map of a flat state into itself, without its products.
///
/// What all cells share is linear and is not here: the sums W h + b of their gates. A cell is what
/// happens to each unit by itself: it turns the sums and the old state into the new one, and knows
/// the partial derivatives of that. Runs, gradients, Jacobians and exponents are made of those two,
/// so that nothing else knows which cell it is.
public protocol Cell: Sendable {
  static var card: Card<Self> { get }

  /// The cell with every knob at its default.
  init()

  /// The names of the blocks of rows of Whh, Wxh and the biases, in torch's order; one without a
  /// name where there are no gates.
  static var gates: [String] { get }

  /// How many vectors of n numbers the state has; the first of them is h.
  static var blocks: Int { get }

  /// Whether bh + Whh h and bx + Wxh x are handed over apart, not added.
  static var keepsSumsApart: Bool { get }

  /// The gate that says how much of the old state a step keeps, where there is one.
  static var memoryGate: String? { get }

  /// The gate that says how much of what is new is let in, where that is another.
  static var writingGate: String? { get }

  /// The matrix that multiplies h, made of Whh.
  func weights(from recurrent: Matrix) -> Matrix

  /// A step: the next state of every unit, and how it depends on the sums and the old state.
  ///
  /// Θ(batch · units).
  func advance<Scalar: ExactScalar>(
    _ states: CellStates<Scalar>, _ sums: CellSums<Scalar>, _ functions: CellFunctions
  ) -> CellStep<Scalar>

  /// The partial derivatives of a step whose sums are not known any more, where they follow from the
  /// states before and after it; `nil` where they do not.
  func partials<Scalar: ExactScalar>(
    from before: CellStates<Scalar>, to after: CellStates<Scalar>, _ activation: any Activation
  ) -> CellPartials<Scalar>?

  /// The step linearised where every φ′ has the value `slope`, as a J = state · I + sum · W; `nil`
  /// for a cell with gates.
  func linearFactors(slope: Double) -> (state: Double, sum: Double)?
}

/// Every cell the shell knows; a new one adds its own file and one line here.
public let cells: [any Cell.Type] = [
  Vanilla.self,
  Leaky.self,
  Antisymmetric.self,
  LSTM.self,
  GRU.self,
]

extension Cell {
  public static var gates: [String] { [""] }
  public static var blocks: Int { 1 }
  public static var keepsSumsApart: Bool { false }
  public static var memoryGate: String? { nil }
  public static var writingGate: String? { nil }

  public var name: String { Self.card.name }
  public var gates: [String] { Self.gates }
  public var blocks: Int { Self.blocks }
  public var keepsSumsApart: Bool { Self.keepsSumsApart }
  public var memoryGate: String? { Self.memoryGate }
  public var writingGate: String? { Self.writingGate }

  /// Whether Whh is made of several blocks of rows.
  public var hasGates: Bool { gates.count > 1 }

  public func weights(from recurrent: Matrix) -> Matrix { recurrent }

  public func partials<Scalar: ExactScalar>(
    from before: CellStates<Scalar>, to after: CellStates<Scalar>, _ activation: any Activation
  ) -> CellPartials<Scalar>? { nil }

  public func linearFactors(slope: Double) -> (state: Double, sum: Double)? { nil }
}

extension Cell {
  public var summary: String { Self.card.summary }

  /// The knobs as they stand.
  public var settings: [(label: String, value: KnobValue)] {
    Self.card.knobs.compactMap { knob in knob.value(self).map { (knob.label, $0) } }
  }
}
