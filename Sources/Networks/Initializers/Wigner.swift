import LinearAlgebra

/// A symmetric matrix of independent normal entries (the Gaussian orthogonal ensemble).
///
/// Off the diagonal the deviation is gain/√n, on it √2 times that. The eigenvalues are real and fill
/// [−2 gain, 2 gain] as a semicircle, so that ρ = σ_max = 2 gain.
public struct Wigner: Rescalable {
  public var gain = 1.0
  public var std: Double?
  public var scaling = Scaling()

  public static let card = Card<Wigner>(
    "wigner", "Symmetric normal entries: real eigenvalues, in a semicircle of radius 2 gain.",
    source: "Wigner 1955",
    knobs: [
      .real(
        "gain", \.gain, in: Knob<Wigner>.amounts, default: "1",
        "√n times the deviation of an entry"),
      .real("std", \.std, in: Knob<Wigner>.amounts, "fixes the deviation instead"),
    ] + scalingKnobs(),
    exclusive: [("std", "gain")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  private func deviation(_ shape: Shape) -> Double {
    gain * (std ?? 1 / Double(shape.fanIn).squareRoot())
  }

  public func law(for shape: Shape) -> Law {
    let (n, deviation) = (Double(shape.columns), deviation(shape))
    let edge = 2 * deviation * n.squareRoot()
    let variance = scaled(std.map { "\(literal($0))²" } ?? "1/fan_in", by: gain)
    return .structured(
      sum: 0, squares: n * (n + 1) * deviation * deviation, shape,
      formula: "N(0, \(variance)), symmetric",
      spectrum: SpectralPrediction(
        radius: edge, norm: edge, bulkRadius: edge, .limit, source: "Wigner 1955"))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let (n, deviation) = (shape.columns, deviation(shape))
    let normals = stream.normals(shape.count)
    return try .rows(shape, interruption) { row in
      (0..<n).map { column in
        let entry = deviation * normals[min(row, column) * n + max(row, column)]
        return row == column ? 2.0.squareRoot() * entry : entry
      }
    }
  }
}
