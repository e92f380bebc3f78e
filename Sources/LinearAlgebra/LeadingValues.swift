import Numerics

/// The spectral radius or norm of a matrix, and how it was found.
public struct LeadingValue: Equatable, Sendable {
  public enum Method: String, Sendable {
    /// From the structure of the matrix.
    case structure
    /// By ARPACK, which looks for the largest values only.
    case iteration
    /// By LAPACK, as one of all values.
    case decomposition
  }

  public let value: Double
  public let method: Method
  /// How far it may be off, relatively: the residual ‖Wx − λx‖/|λ| of an iteration, for a structure how
  /// far the matrix is from having it, 0 for what is right to within rounding.
  public let residual: Double

  init(_ value: Double, _ method: Method, residual: Double = 0) {
    (self.value, self.method, self.residual) = (value, method, residual)
  }

  func scaled(by factor: Double) -> LeadingValue {
    LeadingValue(value * factor, method, residual: residual)
  }
}

extension Matrix {
  /// From this order on ARPACK is asked first.
  ///
  /// Measured on xavier matrices with this code, one thread: ρ takes 35 ms instead of 60 at 256, 0.12 s
  /// instead of 0.26 at 512, 1.7 instead of 5.4 at 2048, and σ_max 2 ms instead of 11, 10 ms instead of
  /// 50, 0.3 s instead of 2.9. Below 256 the difference is a few milliseconds either way, and LAPACK is
  /// right to the last digits.
  static let iterationOrder = 256

  /// Above this residual an iteration is not believed.
  private static let largestResidual = 1e-10

  /// How far rounding to float32 leaves an orthogonal matrix from being one.
  private static let float32Rounding = 0x1p-21

  /// ρ = max |λ_i|, without the other eigenvalues where that is faster.
  ///
  /// Exact answers first, as for `eigenvalues`; then, from order 256, ARPACK with a check of the
  /// residual; then LAPACK. ARPACK does not converge on the many equal moduli of an orthogonal matrix:
  /// one that is orthogonal to within float32's rounding answers its factor, with that distance told as
  /// the residual. Some n² · 400 operations; Θ(n³) where LAPACK has to do it.
  public func spectralRadius(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> LeadingValue {
    guard isSquare else { throw .notSquare(rows: rows, columns: columns) }
    guard isFinite else { throw .notFinite }
    if interruption.isRequested { throw .interrupted }
    var largest = LeadingValue(0, .structure)
    for indices in irreducibleBlocks() {
      let radius = try block(indices).tridiagonalTwin.irreducibleRadius(interruption)
      if radius.value >= largest.value { largest = radius }
    }
    return largest
  }

  private func irreducibleRadius(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> LeadingValue {
    if let exact = exactEigenvalues() {
      return LeadingValue(exact.map(\.length).max() ?? 0, .structure)
    }
    let (balanced, factor) = balanced()
    if let isometry = balanced.leadingOfIsometry() { return isometry.scaled(by: factor) }
    if rows >= Self.iterationOrder, !balanced.isSymmetric, !balanced.isAntisymmetric,
      let pair = try balanced.outermostPair(interruption)
    {
      let radius = LeadingValue(pair.pair.value.length, .iteration, residual: pair.residual)
      return radius.scaled(by: factor)
    }
    return LeadingValue(try eigenvalues(interruption).first?.length ?? 0, .decomposition)
  }

  /// The pair of largest modulus by ARPACK, if it converged and passes the check.
  private func outermostPair(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> (pair: RitzPair, residual: Double)? {
    let pairs = try Krylov.outermost(of: self, interruption)
    guard let leading = pairs?.max(by: { $0.value.length < $1.value.length }) else { return nil }
    let residual = residual(of: leading)
    return residual <= Self.largestResidual ? (leading, residual) : nil
  }

  /// ‖Wx − λx‖/|λ|.
  private func residual(of pair: RitzPair) -> Double {
    let real = times(pair.vector.map(\.real))
    let imaginary = times(pair.vector.map(\.imaginary))
    let squares = pair.vector.indices.map { index in
      (Complex(real[index], imaginary[index]) - pair.value * pair.vector[index]).lengthSquared
    }
    return Double.sum(squares[...]).squareRoot() / pair.value.length
  }

  /// What an orthogonal matrix times a number answers; rounded to float32 only where it is large.
  private func leadingOfIsometry() -> LeadingValue? {
    if let factor = isometryFactor(within: isometryRounding) {
      return LeadingValue(factor, .structure)
    }
    guard min(rows, columns) >= Self.iterationOrder else { return nil }
    return isometryFactor(within: Self.float32Rounding).map {
      LeadingValue($0, .structure, residual: Self.float32Rounding)
    }
  }

  /// σ_max, without the other singular values where that is faster; ‖W‖₂.
  ///
  /// Exact answers first, as for `singularValues`; then, where both sizes are at least 256, ARPACK on
  /// WᵀW with a check of the residual; then LAPACK.
  public func spectralNorm(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> LeadingValue {
    guard isFinite else { throw .notFinite }
    if interruption.isRequested { throw .interrupted }
    if let exact = exactSingularValues() { return LeadingValue(exact.first ?? 0, .structure) }
    let (balanced, factor) = balanced()
    if let isometry = balanced.leadingOfIsometry() { return isometry.scaled(by: factor) }
    if min(rows, columns) >= Self.iterationOrder,
      let norm = try balanced.iteratedNorm(interruption)
    {
      return norm.scaled(by: factor)
    }
    return LeadingValue(try singularValues(interruption).first ?? 0, .decomposition)
  }

  private func iteratedNorm(
    _ interruption: Interruption
  ) throws(LinearAlgebraError) -> LeadingValue? {
    guard let (square, vector) = try Krylov.largestSquare(of: self, interruption) else {
      return nil
    }
    let isTall = rows >= columns
    let image =
      isTall ? transposedTimes(times(vector)) : times(transposedTimes(vector))
    let differences = zip(image, vector).map { $0 - square * $1 }
    // The square of σ is off by at most this, relatively, and σ by half of it.
    let residual = Double.sumOfSquares(differences[...]).squareRoot() / square
    guard residual <= Self.largestResidual else { return nil }
    return LeadingValue(square.squareRoot(), .iteration, residual: residual)
  }
}
