import LinearAlgebra

/// The initialisers that leave many entries zero and draw the others independently from one law.
///
/// An entry that is not zero has the deviation gain/√(incoming), `incoming` of them in a row on
/// average, so that g = gain; `std` fixes it instead.
public protocol SparseScheme: Rescalable {
  var gain: Double { get set }
  var std: Double? { get set }
  var distribution: Distribution { get set }

  /// How many entries of a row are not zero, on average over rows and draws.
  func incoming(_ shape: Shape) -> Double

  /// The same as a formula.
  var incomingFormula: String { get }
}

extension SparseScheme {
  /// The law of an entry that is not zero.
  func entryLaw(_ shape: Shape) -> Law {
    if let std {
      return distribution.law(
        deviation: gain * std, variance: scaled("\(literal(std))²", by: gain))
    }
    return distribution.law(
      deviation: gain / incoming(shape).squareRoot(),
      variance: scaled("1/\(incomingFormula)", by: gain))
  }

  /// The law of a matrix whose places are not independent of each other; where the rows and columns
  /// have about equal variances, its eigenvalues fill a disc for large `incoming`.
  func structuredLaw(
    _ shape: Shape, places: String, spectrum: (_ g: Double) -> SpectralPrediction?
  ) -> Law {
    let entry = entryLaw(shape)
    let squares = incoming(shape) * Double(shape.rows) * entry.deviation * entry.deviation
    let isSquare = shape.rows == shape.columns
    return .structured(
      sum: 0, squares: squares, shape, formula: "\(entry.formula) \(places)",
      spectrum: isSquare ? spectrum(entry.deviation * incoming(shape).squareRoot()) : nil)
  }

  /// The law of a matrix each of whose entries is independently kept with a probability `density`.
  func maskedLaw(_ shape: Shape, density: Double) -> Law {
    let entry = entryLaw(shape)
    return .independent(
      deviation: density.squareRoot() * entry.deviation,
      formula: "\(entry.formula) with probability \(literal(density))")
  }

  /// Draws an entry for every place and keeps each with its own probability.
  func masked(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption,
    _ probability: (_ row: Int, _ column: Int) -> Double
  ) throws(Interrupted) -> Matrix {
    let law = entryLaw(shape)
    return try .rows(shape, interruption) { row in
      let first = row * shape.columns
      let entries = law.entries(shape.columns, from: stream, at: first)
      let chances = stream.uniforms(shape.columns, from: shape.count + first)
      return (0..<shape.columns).map { column in
        chances[column] < probability(row, column) ? entries[column] : 0
      }
    }
  }

  /// Draws an entry for every place and keeps those in the columns listed for each row.
  func kept(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption,
    _ columns: (_ row: Int) -> [Int]
  ) throws(Interrupted) -> Matrix {
    let law = entryLaw(shape)
    return try .sparse(shape, interruption) { row in
      let entries = law.entries(shape.columns, from: stream, at: row * shape.columns)
      return columns(row).map { ($0, entries[$0]) }
    }
  }

  /// The knobs that all these initialisers have.
  static func entryKnobs() -> [Knob<Self>] {
    [
      .real(
        "gain", \.gain, in: Knob<Self>.amounts, default: "1",
        "g = σ√fan_in over all entries"),
      .real(
        "std", \.std, in: Knob<Self>.amounts, "fixes the deviation of an entry that is not zero"),
      .choice(
        "distribution", \.distribution, default: Distribution.normal,
        "the shape of the law; truncated is normal, cut at ±2 sd"),
    ]
  }
}
