import Kernels

extension Matrix {
  /// Q of the QR factorisation with a positive diagonal of R; for a normal matrix, Q is uniform
  /// over the matrices with orthonormal columns (Haar).
  ///
  /// Householder's method, then the signs of R's diagonal are folded into Q: without that Q is not
  /// uniform, because the method prefers a sign (Mezzadri 2007). Exact tier; rows ≥ columns, and
  /// every entry finite. A column that depends on those before it gives some orthonormal
  /// completion. Θ(rows · columns²) time.
  ///
  /// With `asRotation` the first row of a square Q of determinant −1 is reversed, which makes it uniform
  /// over the rotations SO(n).
  public func haarFactor(
    asRotation: Bool = false, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    precondition(rows >= columns, "a matrix with more columns than rows is to be transposed first")
    let reflections = try reflectionsToTriangle(interruption)
    // Q = H_0 H_1 … applied to the identity, the last first: H_j changes the columns from j on
    // only.
    var q = Matrix(rows, columns) { $0 == $1 ? 1 : 0 }.elements
    for (index, reflection) in reflections.enumerated().reversed() {
      try reflection.apply(to: &q, columns: columns, from: index, at: index, interruption)
    }
    let isReversed = reflections.count { $0.reversesOrientation } % 2 == 1
    let first = asRotation && isSquare && isReversed ? -1.0 : 1
    return Matrix(rows, columns) {
      ($0 == 0 ? first : 1) * reflections[$1].sign * q[$0 * columns + $1]
    }
  }

  /// The reflections that make the matrix upper triangular, one for each column.
  private func reflectionsToTriangle(
    _ interruption: Interruption
  ) throws(Interrupted) -> [Reflection] {
    var elements = balanced().matrix.elements
    var reflections: [Reflection] = []
    for column in 0..<columns {
      let below = (column..<rows).map { elements[$0 * columns + column] }
      let reflection = Reflection(turning: below)
      try reflection.apply(
        to: &elements, columns: columns, from: column + 1, at: column, interruption)
      reflections.append(reflection)
    }
    return reflections
  }
}

/// H = I − τ v vᵀ with v_0 = 1, which turns some vector into a multiple of (1, 0, … 0).
private struct Reflection {
  /// The multiple, in the place of v_0, and the rest of v.
  private var vector: [Double]
  private let factor: Double

  init(turning vector: [Double]) {
    self.vector = vector
    factor = whh_make_reflection(&self.vector, vector.count)
  }

  /// Whether the determinant of H times the sign of the multiple is −1.
  var reversesOrientation: Bool { (factor != 0) != (sign < 0) }

  /// The sign of the multiple.
  var sign: Double { vector[0] < 0 ? -1 : 1 }

  /// Reflects the columns from `first` on of a matrix stored by rows, in the rows from `row` on.
  func apply(
    to elements: inout [Double], columns: Int, from first: Int, at row: Int,
    _ interruption: Interruption
  ) throws(Interrupted) {
    // A block at a time, so that a large matrix can be interrupted.
    for start in stride(from: first, to: columns, by: 1024) {
      try interruption.check()
      let width = min(1024, columns - start)
      elements.withUnsafeMutableBufferPointer { elements in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { work in
          guard let elements = elements.baseAddress, let work = work.baseAddress else { return }
          whh_reflect(
            vector, vector.count, factor, elements + row * columns + start, columns, width, work)
        }
      }
    }
  }
}
