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
    synonyms: [
      Synonym("eye"), Synonym("eye_", of: "torch"), Synonym("Identity", of: "Keras"),
    ])

  public init() {}

  public func law(for shape: Shape) -> Law {
    let count = Double(min(shape.rows, shape.columns))
    return .structured(
      sum: count * gain, squares: count * gain * gain, shape,
      formula: gain == 1 ? "I" : "\(literal(gain)) · I", spectrum: .isometry(gain, shape))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try .sparse(shape, interruption) { row in row < shape.columns ? [(row, gain)] : [] }
  }
}
