import LinearAlgebra

/// A small world: each unit hears its nearest neighbours on a ring, and each of these connections is
/// moved to a random source with a small probability.
///
/// A directed form of the model of Watts and Strogatz, so that every unit keeps its number of incoming
/// connections; their weights are independent.
public struct SmallWorld: SparseScheme {
  public var degree = 4
  public var rewiring = 0.1
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.normal
  public var scaling = Scaling()

  public static let card = Card<SmallWorld>(
    "small-world", "Neighbours on a ring, with a few connections moved to random sources.",
    source: "Watts and Strogatz 1998",
    knobs: [
      .whole("degree", \.degree, in: 1...Int.max, default: "4", "the connections into each unit"),
      .real(
        "rewiring", \.rewiring, in: 0...1, default: "0.1",
        "the probability that a connection is moved"),
    ] + entryKnobs() + scalingKnobs(),
    exclusive: [("std", "gain")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) {
    try shape.requireSquare()
    if shape.columns < 2 { throw .tooSmall(least: 2) }
    guard degree < shape.columns else {
      throw .knob("degree", allowed: describe(1...(shape.columns - 1)))
    }
  }

  public func incoming(_ shape: Shape) -> Double { Double(degree) }

  public var incomingFormula: String { "\(degree)" }

  public func law(for shape: Shape) -> Law {
    structuredLaw(shape, places: "from \(degree) neighbours, \(literal(rewiring)) of them moved") {
      _ in nil
    }
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try kept(shape, from: stream, interruption) { sources(of: $0, shape, stream) }
  }

  /// The units that a unit hears.
  private func sources(of unit: Int, _ shape: Shape, _ stream: RandomStream) -> [Int] {
    let n = shape.columns
    // The nearest first: one step ahead, one behind, two ahead …
    var sources = (0..<degree).map { (unit + n + ($0 % 2 == 0 ? $0 / 2 + 1 : -($0 / 2 + 1))) % n }
    var isTaken = [Bool](repeating: false, count: n)
    for source in sources + [unit] { isTaken[source] = true }
    let uniforms = stream.uniforms(2 * degree, from: shape.count + 2 * degree * unit)
    for index in 0..<degree where uniforms[2 * index] < rewiring {
      let free = (0..<n).filter { !isTaken[$0] }
      guard !free.isEmpty else { break }
      let source = free[Int(uniforms[2 * index + 1] * Double(free.count))]
      isTaken[sources[index]] = false
      isTaken[source] = true
      sources[index] = source
    }
    return sources
  }
}
