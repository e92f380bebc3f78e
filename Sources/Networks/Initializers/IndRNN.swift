import LinearAlgebra

/// The independently recurrent network: a diagonal, bounded so that over `steps` steps nothing grows
/// by more than a factor.
///
/// |w| ≤ growth^(1/steps).
public struct IndRNN: Initializer {
  public var steps = 100
  public var growth = 2.0

  public static let card = Card<IndRNN>(
    "indrnn", "A diagonal of U(±growth^(1/steps)): every unit hears only itself.",
    source: "Li, Li, Cook, Zhu and Gao 2018",
    knobs: [
      .whole(
        "steps", \.steps, in: 1...Int.max, default: "100", "the length of the longest sequence"),
      .real(
        "growth", \.growth, in: Knob<IndRNN>.positive, default: "2",
        "how much a state may grow over so many steps"),
    ])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  private var bound: Double { Elementary.pow(growth, 1 / Double(steps)) }

  public func law(for shape: Shape) -> Law {
    .uniformDiagonal(
      low: -bound, high: bound, shape,
      formula: "U(±\(literal(growth))^(1/\(steps))) on the diagonal")
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try .uniformDiagonal(low: -bound, high: bound, shape, from: stream, interruption)
  }
}
