import LinearAlgebra

/// Independent entries on and below the diagonal, of deviation gain/√n.
///
/// The eigenvalues are the diagonal: for large n they shrink to zero, and σ_max nears √e · gain. With
/// diagonal=zero, ρ = 0 exactly.
public struct LowerTriangular: SparseScheme {
  public enum Diagonal: String, CaseIterable, Sendable { case drawn, zero }

  public var diagonal = Diagonal.drawn
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.normal
  public var scaling = Scaling()

  public static let card = Card<LowerTriangular>(
    "lower-triangular", "Random entries on and below the diagonal: each unit hears earlier ones.",
    source: "Dykema and Haagerup 2004; Cossu, Ceni, Bacciu and Gallicchio 2025",
    knobs: [
      .choice("diagonal", \.diagonal, default: Diagonal.drawn, "whether the diagonal is zero"),
      .real(
        "gain", \.gain, in: Knob<LowerTriangular>.amounts, default: "1",
        "√n times the deviation of an entry"),
    ] + entryKnobs().filter { $0.label != "gain" } + scalingKnobs(),
    exclusive: [("std", "gain")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  /// All n of a full row: the gain is that of the matrix before its upper half is cut away.
  public func incoming(_ shape: Shape) -> Double { Double(shape.fanIn) }

  public let incomingFormula = "fan_in"

  public func law(for shape: Shape) -> Law {
    let (n, entry) = (Double(shape.columns), entryLaw(shape))
    let count = diagonal == .drawn ? n * (n + 1) / 2 : n * (n - 1) / 2
    let norm = Self.rootOfE * entry.deviation * n.squareRoot()
    let source = "Dykema and Haagerup 2004"
    return .structured(
      sum: 0, squares: count * entry.deviation * entry.deviation, shape,
      formula: "\(entry.formula) \(diagonal == .drawn ? "on and below" : "below") the diagonal",
      spectrum: diagonal == .zero
        ? .nilpotent(norm: norm, .limit, source: source)
        : SpectralPrediction(norm: norm, .limit, source: source))
  }

  /// √e.
  private static let rootOfE = 1.6487212707001282

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try kept(shape, from: stream, interruption) { row in
      Array(0..<(diagonal == .drawn ? row + 1 : row))
    }
  }
}
