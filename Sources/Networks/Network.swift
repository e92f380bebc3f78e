import LinearAlgebra

/// The weights of a recurrent network and the cell they belong to.
///
/// What is absent counts as zero. With G gates: Whh (G n) × n, Wxh (G n) × inputs, bh and bx (G n) × 1,
/// the blocks of the gates one below the other. Every entry is exactly representable in `precision`, in
/// which the network runs.
public struct Network: Sendable {
  public var cell: any Cell
  public var recurrent: Matrix
  public var input: Matrix?
  /// bh, which is added to Whh h.
  public var bias: Matrix?
  /// bx, which is added to Wxh x; only a cell that keeps its sums apart tells it from bh.
  public var inputBias: Matrix?
  public var activation: any Activation
  public var precision: Precision
  /// Whh of each step, where it is not the same at all; `recurrent` is then one of that kind.
  public var layers: Layers?

  public init(
    _ cell: any Cell = Vanilla(), recurrent: Matrix, activation: any Activation,
    precision: Precision
  ) {
    precondition(
      recurrent.rows == cell.gates.count * recurrent.columns, "Whh has n rows for each gate")
    self.cell = cell
    self.recurrent = recurrent
    self.activation = activation
    self.precision = precision
  }

  /// The hidden size n.
  public var units: Int { recurrent.columns }

  /// How many numbers a state has: n for each block of the cell.
  public var stateSize: Int { cell.blocks * units }

  /// The rows of Whh, n for each gate.
  var sumCount: Int { recurrent.rows }

  /// The cell's matrix at step `step` (1 is the first), made of the Whh of that step.
  func weights(at step: Int, _ interruption: Interruption) throws(Interrupted) -> Matrix {
    let recurrent = try layers?.matrix(at: step, interruption) ?? recurrent
    return cell.weights(from: recurrent)
  }
}

/// A recurrent matrix for each step: the weights of a feed-forward network, of which a step is a layer.
public struct Layers: Sendable {
  private let draw: @Sendable (Int, Interruption) throws(Interrupted) -> Matrix

  /// `draw` makes Whh of a step, always the same for the same step.
  public init(_ draw: @escaping @Sendable (Int, Interruption) throws(Interrupted) -> Matrix) {
    self.draw = draw
  }

  public func matrix(at step: Int, _ interruption: Interruption) throws(Interrupted) -> Matrix {
    try draw(step, interruption)
  }
}
