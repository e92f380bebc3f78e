import LinearAlgebra

/// Dale's law: a unit excites all others or inhibits all; the columns of excitatory units are positive,
/// those of the rest negative.
///
/// Magnitudes are half-normal, and inhibition is stronger where it is rarer, so that the expected sum
/// of a row is zero. The bulk of the eigenvalues has the radius `gain`; single ones lie outside, because
/// the sum of a drawn row is not zero (Rajan and Abbott 2006).
public struct Dale: Rescalable {
  public var excitatory = 0.8
  public var gain = 1.0
  public var scaling = Scaling()

  public static let card = Card<Dale>(
    "dale", "Units that only excite or only inhibit, in balance.",
    source: "Rajan and Abbott 2006",
    knobs: [
      .real(
        "excitatory", \.excitatory, in: 0...1, default: "0.8", "the share of excitatory units"),
      .real(
        "gain", \.gain, in: Knob<Dale>.amounts, default: "1",
        "the radius of the bulk of the eigenvalues"),
    ] + scalingKnobs())

  public init() {}

  /// How many columns excite, and the factors of |N(0, 1)| in both kinds.
  ///
  /// With a share of 0 or 1 there is nothing to balance.
  private func strengths(_ shape: Shape) -> (count: Int, excites: Double, inhibits: Double) {
    let n = Double(shape.columns)
    let excitatory = (excitatory * n).rounded()
    let inhibitory = n - excitatory
    // |N(0, 1)| has the mean √(2/π) and the variance 1 − 2/π.
    let unit = gain / (1 - 2 / Double.pi).squareRoot()
    if excitatory == 0 || inhibitory == 0 {
      return (Int(excitatory), unit / n.squareRoot(), -unit / n.squareRoot())
    }
    let balance = unit / (excitatory * inhibitory * n).squareRoot()
    return (Int(excitatory), balance * inhibitory, -balance * excitatory)
  }

  public func law(for shape: Shape) -> Law {
    let (count, excites, inhibits) = strengths(shape)
    let (many, few) = (Double(count), Double(shape.columns - count))
    let rows = Double(shape.rows)
    let sum = rows * (many * excites + few * inhibits) * (2 / Double.pi).squareRoot()
    let isBalanced = count > 0 && count < shape.columns
    var spectrum = SpectralPrediction(
      bulkRadius: gain, .limit, source: "Rajan and Abbott 2006")
    if !isBalanced {
      spectrum.outlier = sum / rows
      spectrum.radius = (sum / rows).magnitude
    }
    return .structured(
      sum: isBalanced ? 0 : sum,
      squares: rows * (many * excites * excites + few * inhibits * inhibits), shape,
      formula: "±|N|, \(count) of \(shape.columns) columns excite",
      spectrum: shape.rows == shape.columns ? spectrum : nil)
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let (count, excites, inhibits) = strengths(shape)
    return try .rows(shape, interruption) { row in
      let normals = stream.normals(shape.columns, from: row * shape.columns)
      return normals.indices.map { column in
        normals[column].magnitude * (column < count ? excites : inhibits)
      }
    }
  }
}
