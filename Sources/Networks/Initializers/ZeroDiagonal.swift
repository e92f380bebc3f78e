import LinearAlgebra

/// Independent entries without connections of a unit to itself.
public struct ZeroDiagonal: SparseScheme {
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.normal
  public var scaling = Scaling()

  public static let card = Card<ZeroDiagonal>(
    "zero-diagonal", "N(0, gain²/n) with a zero diagonal: no unit hears itself.",
    source: "Sompolinsky, Crisanti and Sommers 1988; Engelken, Wolf and Abbott 2023",
    knobs: [
      .real(
        "gain", \.gain, in: Knob<ZeroDiagonal>.amounts, default: "1",
        "√n times the deviation of an entry")
    ] + entryKnobs().filter { $0.label != "gain" } + scalingKnobs(),
    exclusive: [("std", "gain")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func incoming(_ shape: Shape) -> Double { Double(shape.fanIn) }

  public let incomingFormula = "fan_in"

  public func law(for shape: Shape) -> Law {
    let (n, entry) = (Double(shape.columns), entryLaw(shape))
    return .structured(
      sum: 0, squares: n * (n - 1) * entry.deviation * entry.deviation, shape,
      formula: "\(entry.formula) off the diagonal",
      spectrum: .independentEntries(mean: 0, deviation: entry.deviation, shape))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try kept(shape, from: stream, interruption) { row in
      (0..<shape.columns).filter { $0 != row }
    }
  }
}
