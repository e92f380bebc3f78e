import LinearAlgebra

/// Independent entries up to a distance from the diagonal, zero beyond.
public struct Band: SparseScheme {
  public var width = 1
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.normal
  public var scaling = Scaling()

  public static let card = Card<Band>(
    "band", "Random entries in a band about the diagonal.",
    source: "Cossu, Ceni, Bacciu and Gallicchio 2025",
    knobs: [
      .whole(
        "width", \.width, in: 0...Int.max, default: "1", "how far the band reaches to each side")
    ] + entryKnobs() + scalingKnobs(),
    exclusive: [("std", "gain")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) {
    try shape.requireSquare()
    guard width < max(shape.columns, 2) else {
      throw .knob("width", allowed: describe(0...(shape.columns - 1)))
    }
  }

  public func incoming(_ shape: Shape) -> Double {
    let (n, reach) = (Double(shape.columns), Double(min(width, shape.columns - 1)))
    return 2 * reach + 1 - reach * (reach + 1) / n
  }

  public var incomingFormula: String { "(entries in a row)" }

  public func law(for shape: Shape) -> Law {
    structuredLaw(shape, places: "where |i − j| ≤ \(width)") { _ in nil }
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try kept(shape, from: stream, interruption) { row in
      Array(max(0, row - width)...min(shape.columns - 1, row + min(width, shape.columns)))
    }
  }
}
