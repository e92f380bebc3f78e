import LinearAlgebra

/// Ones on the diagonal, times a gain; a matrix that is not square is padded with zeros.
///
/// With ReLU units this is the IRNN of Le, Jaitly and Hinton (2015).
public struct IdentityMatrix: Initializer {
  public var gain = 1.0

  public static let card = Card<IdentityMatrix>(
    "identity", "The gain on the diagonal, zero elsewhere.",
    source: "Le, Jaitly and Hinton 2015",
    knobs: [.real("gain", \.gain, default: "1", "the value on the diagonal")],
    synonyms: [Synonym("eye"), Synonym("eye_"), Synonym("Identity")])

  public init() {}

  public func law(for shape: Shape) -> Law {
    let share = Double(min(shape.rows, shape.columns)) / Double(shape.count)
    return .structured(
      mean: gain * share, deviation: gain.magnitude * (share * (1 - share)).squareRoot(),
      formula: gain == 1 ? "I" : "\(literal(gain)) · I")
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    Matrix(shape.rows, shape.columns) { row, column in row == column ? gain : 0 }
  }
}
