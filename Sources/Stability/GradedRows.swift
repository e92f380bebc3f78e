import LinearAlgebra

/// Rows that may differ by more than floating-point numbers reach, made orthogonal by rotations: their
/// norms are then the singular values.
///
/// One-sided Jacobi (Hestenes 1958; Demmel and Veselić 1992): each value is right to within ε times the
/// condition that is left when the rows are scaled to one size, however small it is itself. LAPACK's
/// dgesvj does the same within the range of floating-point numbers; Jacobians of some hundred steps are
/// far outside.
struct GradedRows {
  private var rows: [[Double]]
  /// Row i is to be multiplied by 2^exponents[i].
  private var exponents: [Int]
  /// ‖rows[i]‖².
  private var squares: [Double] = []

  /// Rows whose cosine is below this count as orthogonal.
  private static let negligible = 1e-10
  private static let mostSweeps = 40

  init(_ matrix: Matrix, _ exponents: [Int]) {
    rows = (0..<matrix.rows).map { Array(matrix.row($0)) }
    self.exponents = exponents
  }

  /// ln ‖row‖ of each; −∞ for rows of zeros.
  var logNorms: [Double] {
    rows.indices.map { index in
      0.5 * Elementary.log(Double.sumOfSquares(rows[index][...]))
        + Double(exponents[index]) * Elementary.log(2)
    }
  }

  /// Rotates pairs of rows until all are orthogonal; answers with the largest cosine that was met in the
  /// last round.
  ///
  /// Θ(n³) a round; after a few sweeps of the QR kind some five rounds do.
  mutating func orthogonalise(_ interruption: Interruption) throws(Interrupted) -> Double {
    var worst = 0.0
    for _ in 0..<Self.mostSweeps {
      sort()
      worst = 0
      for first in rows.indices {
        try interruption.check()
        for second in rows.indices.dropFirst(first + 1) {
          worst = max(worst, rotate(first, second))
        }
      }
      if worst <= Self.negligible { break }
    }
    return worst
  }

  /// Brings rows back to a size near 1, and the longest to the top: then the rotations leave the order
  /// alone and converge faster (de Rijk 1989).
  private mutating func sort() {
    for index in rows.indices {
      let largest = Double.largestMagnitude(rows[index][...])
      guard largest > 0 else { continue }
      let shift = Int(largest.exponent)
      let scale = Double(sign: .plus, exponent: -shift, significand: 1)
      for column in rows[index].indices { rows[index][column] *= scale }
      exponents[index] += shift
    }
    let logs = logNorms
    let order = rows.indices.sorted { logs[$0] > logs[$1] }
    (rows, exponents) = (order.map { rows[$0] }, order.map { exponents[$0] })
    squares = rows.map { Double.sumOfSquares($0[...]) }
  }

  /// Makes two rows orthogonal; answers with the cosine they had.
  ///
  /// With s = 2^(difference of the exponents) and the second row b that of s b: t² + 2ζt − 1 = 0 for
  /// ζ = (s²‖b‖² − ‖a‖²) / (2 s ab), written for τ = t/s, which stays finite when s vanishes.
  private mutating func rotate(_ first: Int, _ second: Int) -> Double {
    let product = dot(rows[first], rows[second])
    let cosine = product.magnitude / (squares[first] * squares[second]).squareRoot()
    guard cosine > Self.negligible else { return cosine.isNaN ? 0 : cosine }
    let difference = min(max(exponents[second] - exponents[first], -400), 400)
    let s = Double(sign: .plus, exponent: difference, significand: 1)
    let κ = (squares[second] * s * s - squares[first]) / (2 * product)
    let τ = (κ < 0 ? -1 : 1) / (κ.magnitude + (s * s + κ * κ).squareRoot())
    let t = s * τ
    let c = 1 / (1 + t * t).squareRoot()
    turn(first, second, c, s * t, τ)
    squares[first] = Double.sumOfSquares(rows[first][...])
    squares[second] = Double.sumOfSquares(rows[second][...])
    return cosine
  }

  /// a ← c (a − u b), b ← c (b + v a).
  private mutating func turn(_ first: Int, _ second: Int, _ c: Double, _ u: Double, _ v: Double) {
    var (a, b) = ([Double](), [Double]())
    swap(&a, &rows[first])
    swap(&b, &rows[second])
    a.withUnsafeMutableBufferPointer { a in
      b.withUnsafeMutableBufferPointer { b in
        for index in a.indices {
          let (x, y) = (a[index], b[index])
          a[index] = c * (x - u * y)
          b[index] = c * (y + v * x)
        }
      }
    }
    swap(&a, &rows[first])
    swap(&b, &rows[second])
  }
}

/// Σ a b, in four sums at a time; Θ(count).
private func dot(_ a: [Double], _ b: [Double]) -> Double {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      var sums = SIMD4<Double>.zero
      let whole = a.count & ~3
      for index in stride(from: 0, to: whole, by: 4) {
        let x = SIMD4(a[index], a[index + 1], a[index + 2], a[index + 3])
        let y = SIMD4(b[index], b[index + 1], b[index + 2], b[index + 3])
        sums += x * y
      }
      var rest = 0.0
      for index in whole..<a.count { rest += a[index] * b[index] }
      return sums.sum() + rest
    }
  }
}
