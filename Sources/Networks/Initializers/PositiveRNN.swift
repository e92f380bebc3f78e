import LinearAlgebra

/// The np-RNN: (A + I)/λ_max with A = RᵀR/n and R normal, so that Whh is symmetric, positive definite
/// and has the largest eigenvalue 1.
///
/// For large n the eigenvalues of A reach from 0 to 4, so that λ_max of A + I nears 5 and the smallest
/// eigenvalue of Whh 1/5. Θ(n³).
public struct PositiveRNN: FactorTaking {
  public var scaling = Scaling(.norm, target: 1)

  public static let card = Card<PositiveRNN>(
    "np-rnn", "Symmetric and positive definite, the largest eigenvalue 1; for ReLU units.",
    source: "Talathi and Vartak 2015",
    knobs: [
      .real(
        "factor", \.scaling.factor, in: Knob<PositiveRNN>.positive,
        "the factor 1/λ_max of an earlier draw, applied instead of the computed one")
    ])

  public let copies = 6

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    let n = Double(shape.columns)
    return .structured(
      sum: 2 * n, squares: 5 * n + 1, shape, formula: "(RᵀR/n + I)/λ_max, R of N(0, 1)",
      spectrum: SpectralPrediction(
        radius: 5, norm: 5, .limit, source: "Marchenko and Pastur 1967"))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let n = shape.columns
    let normal = Matrix(rows: n, columns: n, elements: stream.normals(n * n))
    let packed = PackedMatrix<Double>(transposing: normal)
    let columns = normal.transposed.elements
    return try .rows(shape, interruption) { row in
      var products = [Double](repeating: 0, count: n)
      packed.accumulate(columns[row * n..<(row + 1) * n], batch: 1, into: &products, threads: 1)
      var entries = products.map { $0 / Double(n) }
      entries[row] += 1
      return entries
    }
  }
}
