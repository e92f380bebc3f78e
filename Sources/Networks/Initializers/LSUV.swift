import LinearAlgebra

/// Layer-sequential unit variance: an orthonormal matrix, divided by the deviation of W x over a batch
/// of x of N(0, 1) until that is near 1.
///
/// A square matrix has it from the start; one with more columns than rows is made smaller, one with
/// more rows larger. Θ(batch · rows · columns).
public struct LSUV: Initializer {
  public var tolerance = 0.05
  public var batch = 256

  public static let card = Card<LSUV>(
    "lsuv", "Orthonormal, rescaled until W x has the variance 1 for x of N(0, 1).",
    source: "Mishkin and Matas 2016",
    knobs: [
      .real(
        "tolerance", \.tolerance, in: 1e-12...1, default: "0.05",
        "how far from 1 the variance may be"),
      .whole("batch", \.batch, in: 2...65536, default: "256", "how many x it is measured with"),
    ])

  public let copies = 8

  public init() {}

  public func law(for shape: Shape) -> Law {
    let (rows, columns) = (Double(shape.rows), Double(shape.columns))
    let norm = (max(rows, columns) / columns).squareRoot()
    return .structured(
      mean: 0, deviation: 1 / columns.squareRoot(), formula: "Haar, scaled to Var(W x) = 1",
      spectrum: SpectralPrediction(
        radius: shape.rows == shape.columns ? 1 : nil, norm: norm, .limit,
        source: "Mishkin and Matas 2016"))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    var matrix = try Orthogonal().unscaled(shape, from: stream, interruption)
    // At most ten times, as published; a linear layer is there after one.
    for _ in 0..<10 {
      let variance = try outputVariance(of: matrix, from: stream, interruption)
      if (variance - 1).magnitude < tolerance || variance == 0 { break }
      let deviation = variance.squareRoot()
      matrix = matrix.map { $0 / deviation }
    }
    return matrix
  }

  /// The variance of W x over units and batch.
  private func outputVariance(
    of matrix: Matrix, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Double {
    let packed = PackedMatrix<Double>(matrix)
    var outputs: [Double] = []
    for element in 0..<batch {
      try interruption.check()
      let first = matrix.elements.count + element * matrix.columns
      var output = [Double](repeating: 0, count: matrix.rows)
      packed.accumulate(
        stream.normals(matrix.columns, from: first), batch: 1, into: &output, threads: 1)
      outputs += output
    }
    return Moments(outputs[...]).variance
  }
}
