import LinearAlgebra

/// A fixed number of random incoming connections for every unit, the others zero.
///
/// Martens gave each of 15 connections a weight of N(0, 1), Sutskever scaled the result to ρ = 1.1;
/// Pascanu's "smart tanh" is the same with ρ = 0.95.
public struct Martens: SparseScheme {
  public var degree = 15
  public var gain = 1.0
  public var std: Double? = 1
  public var distribution = Distribution.normal
  public var scaling = Scaling()

  public static let card = Card<Martens>(
    "martens", "So many random incoming connections for every unit, of N(0, 1).",
    source: "Martens 2010; Pascanu, Mikolov and Bengio 2013",
    knobs: [
      .whole(
        "degree", \.degree, in: 1...Int.max, default: "15", "the connections into each unit"),
      .real("gain", \.gain, in: Knob<Martens>.amounts, default: "1", "multiplies the deviation"),
      .real(
        "std", \.std, in: Knob<Martens>.amounts, default: "1", "the deviation of a connection"),
      .choice(
        "distribution", \.distribution, default: Distribution.normal,
        "the shape of the law; truncated is normal, cut at ±2 sd"),
    ] + scalingKnobs(),
    synonyms: [Synonym("smart-tanh") { $0.scaling.target = 0.95 }])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) {
    if scaling.target != nil { try shape.requireSquare() }
    guard degree <= shape.columns else {
      throw .knob("degree", allowed: describe(1...shape.columns))
    }
  }

  public func incoming(_ shape: Shape) -> Double { Double(degree) }

  public var incomingFormula: String { "\(degree)" }

  public func law(for shape: Shape) -> Law {
    structuredLaw(shape, places: "at \(degree) places in each row") {
      .disc(radius: $0, source: "Wood 2012")
    }
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try kept(shape, from: stream, interruption) { row in
      stream.choices(degree, below: shape.columns, from: shape.count + row * degree)
    }
  }
}
