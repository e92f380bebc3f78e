import LinearAlgebra

/// The recurrent matrix of an IRNN: the identity, so that ReLU units remember.
///
/// A matrix that is not square is taken for a non-recurrent one, which the paper draws from
/// N(0, 0.001²).
public struct IRNN: Initializer {
  public var gain = 1.0
  public var std = 0.001

  public static let card = Card<IRNN>(
    "irnn", "The identity for Whh; small normal entries for a matrix that is not square.",
    source: "Le, Jaitly and Hinton 2015",
    knobs: [
      .real("gain", \.gain, default: "1", "the value on the diagonal"),
      .real(
        "std", \.std, in: Knob<IRNN>.amounts, default: "0.001",
        "the deviation of the entries of a matrix that is not square"),
    ])

  public init() {}

  public func law(for shape: Shape) -> Law {
    guard shape.rows == shape.columns else {
      return .normal(deviation: std, formula: "N(0, \(literal(std))²)")
    }
    return identity.law(for: shape)
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    guard shape.rows == shape.columns else {
      return try independentEntries(shape, from: stream, interruption)
    }
    return try identity.unscaled(shape, from: stream, interruption)
  }

  private var identity: IdentityMatrix {
    var identity = IdentityMatrix()
    identity.gain = gain
    return identity
  }
}
