import LinearAlgebra

/// One random value along each diagonal.
///
/// The largest singular value of such a matrix grows as √(ln n), so that no gain bounds it.
public struct Toeplitz: Rescalable {
  public var gain = 1.0
  public var std: Double?
  public var distribution = Distribution.normal
  public var scaling = Scaling()

  public static let card = Card<Toeplitz>(
    "toeplitz", "One random value along each diagonal.",
    source: "Bryc, Dembo and Jiang 2006",
    knobs: [
      .real(
        "gain", \.gain, in: Knob<Toeplitz>.amounts, default: "1",
        "√fan_in times the deviation of an entry"),
      .real("std", \.std, in: Knob<Toeplitz>.amounts, "fixes the deviation instead"),
      .choice(
        "distribution", \.distribution, default: Distribution.normal,
        "the shape of the law; truncated is normal, cut at ±2 sd"),
    ] + scalingKnobs(),
    exclusive: [("std", "gain")])

  public init() {}

  private func entryLaw(_ shape: Shape) -> Law {
    distribution.law(
      deviation: gain * (std ?? 1 / Double(shape.fanIn).squareRoot()),
      variance: scaled(std.map { "\(literal($0))²" } ?? "1/fan_in", by: gain))
  }

  public func law(for shape: Shape) -> Law {
    let entry = entryLaw(shape)
    return .structured(
      mean: 0, deviation: entry.deviation, formula: "W[i, j] = t[i − j], t of \(entry.formula)")
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let values = entryLaw(shape).entries(shape.rows + shape.columns - 1, from: stream, at: 0)
    return try .rows(shape, interruption) { row in
      (0..<shape.columns).map { values[row - $0 + shape.columns - 1] }
    }
  }
}
