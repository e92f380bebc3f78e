import LinearAlgebra

/// Groups of units that are densely connected within and sparsely between (Erdős–Rényi).
///
/// Sizes of groups differ by at most one.
public struct Cluster: SparseScheme {
  public var clusters = 3
  public var inside = 0.1
  public var between = 0.01
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.normal
  public var scaling = Scaling()

  public static let card = Card<Cluster>(
    "cluster", "Groups of units, densely connected within and sparsely between.",
    source: "Erdős and Rényi 1959, in groups as ReservoirPy has it",
    knobs: [
      .whole("clusters", \.clusters, in: 1...Int.max, default: "3", "how many groups"),
      .real(
        "inside", \.inside, in: 0...1, default: "0.1", "the probability of a connection in a group"),
      .real(
        "between", \.between, in: 0...1, default: "0.01",
        "the probability of a connection between groups"),
    ] + entryKnobs() + scalingKnobs(),
    exclusive: [("std", "gain")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) {
    try shape.requireSquare()
    guard clusters <= shape.columns else {
      throw .knob("clusters", allowed: describe(1...shape.columns))
    }
    guard inside > 0 || between > 0 && clusters > 1 else {
      throw .knob("inside", allowed: "above zero where nothing is connected between groups")
    }
  }

  /// The group of a unit.
  private func group(_ unit: Int, _ size: Int) -> Int { unit * clusters / size }

  public func incoming(_ shape: Shape) -> Double {
    let n = shape.columns
    var sizes = [Int](repeating: 0, count: clusters)
    for unit in 0..<n { sizes[group(unit, n)] += 1 }
    let pairs = Double(sizes.reduce(0) { $0 + $1 * $1 })
    return (inside * pairs + between * (Double(n) * Double(n) - pairs)) / Double(n)
  }

  public let incomingFormula = "(connections into a unit)"

  public func law(for shape: Shape) -> Law {
    let chances = "\(literal(inside)) in \(clusters) groups, \(literal(between)) between"
    return structuredLaw(shape, places: "with probability \(chances)") {
      .disc(radius: $0, norm: 2 * $0, source: "Cook, Hachem, Najim and Renfrew 2018")
    }
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let groups = (0..<shape.columns).map { group($0, shape.columns) }
    return try masked(shape, from: stream, interruption) { row, column in
      groups[row] == groups[column] ? inside : between
    }
  }
}
