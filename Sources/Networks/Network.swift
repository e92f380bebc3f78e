import LinearAlgebra

/// The weights of a vanilla recurrent network: h_t = φ(Wxh x_t + Whh h_{t−1} + bh).
///
/// What is absent counts as zero. Shapes: Whh n × n, Wxh n × inputs, bh n × 1; every entry is exactly
/// representable in `precision`, in which the network runs.
public struct Network: Sendable {
  public var recurrent: Matrix
  public var input: Matrix?
  public var bias: Matrix?
  public var activation: any Activation
  public var precision: Precision

  public init(
    recurrent: Matrix, input: Matrix? = nil, bias: Matrix? = nil, activation: any Activation,
    precision: Precision
  ) {
    precondition(recurrent.isSquare, "Whh is square")
    precondition(input.map { $0.rows == recurrent.rows } ?? true, "Wxh has a row for each unit")
    precondition(bias.map { $0.rows == recurrent.rows } ?? true, "bh has an entry for each unit")
    self.recurrent = recurrent
    self.input = input
    self.bias = bias
    self.activation = activation
    self.precision = precision
  }

  /// The hidden size n.
  public var units: Int { recurrent.rows }
}
