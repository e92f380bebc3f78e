// What the places and relations of the entries say of a matrix without a computation on all of it:
// Θ(rows · columns) each.

extension Matrix {
  /// W = Wᵀ, to the bit.
  var isSymmetric: Bool { isSquare && agreesWithTranspose(sign: 1) }

  /// W = −Wᵀ, to the bit.
  var isAntisymmetric: Bool { isSquare && agreesWithTranspose(sign: -1) }

  private func agreesWithTranspose(sign: Double) -> Bool {
    (0..<rows).allSatisfy { row in
      (0...row).allSatisfy {
        elements[row * columns + $0] == sign * elements[$0 * columns + row]
      }
    }
  }

  /// Whether no row and no column has more than one entry that is not zero: a weighted permutation,
  /// of which some weights may be missing.
  var isPartialPermutation: Bool {
    var isTaken = [Bool](repeating: false, count: columns)
    for row in 0..<rows {
      let used = (0..<columns).filter { elements[row * columns + $0] != 0 }
      guard used.count <= 1 else { return false }
      guard let column = used.first else { continue }
      guard !isTaken[column] else { return false }
      isTaken[column] = true
    }
    return true
  }

  /// The numbers a and b of W = a · 11ᵀ + b · I; a matrix that is not square has b = 0.
  var constantPlusIdentity: (constant: Double, diagonal: Double)? {
    guard rows > 0, columns > 0 else { return nil }
    let constant = elements[columns > 1 ? 1 : columns == rows ? 0 : columns]
    let first = elements[0]
    guard isSquare || first == constant else { return nil }
    for row in 0..<rows {
      for column in 0..<columns {
        let expected = isSquare && row == column ? first : constant
        guard elements[row * columns + column] == expected else { return nil }
      }
    }
    return (constant, isSquare ? first - constant : 0)
  }

  /// The number c when all columns, or all rows if they are fewer, are orthogonal and of norm c to
  /// within a relative `tolerance`; then all singular values are c, and the modulus of all
  /// eigenvalues.
  ///
  /// WᵀW = c² · I is tried on three fixed normal vectors (Freivalds 1979), which no other matrix
  /// passes but by an accident of probability about `tolerance`³.
  func isometryFactor(within tolerance: Double) -> Double? {
    let smaller = min(rows, columns)
    guard smaller > 0 else { return nil }
    let square = Double.sumOfSquares(elements[...]) / Double(smaller)
    guard square.isNormal else { return nil }
    for draw in 0..<3 as Range<UInt32> {
      let vector = RandomNumbers.normals(
        seed: 0, stream: 0x150, draw: draw, first: 0, count: smaller)
      let image =
        columns == smaller
        ? transposedTimes(times(vector)) : times(transposedTimes(vector))
      let difference = zip(image, vector).map { $0 - square * $1 }
      let size = Double.sumOfSquares(vector[...]).squareRoot()
      guard Double.sumOfSquares(difference[...]).squareRoot() <= tolerance * square * size else {
        return nil
      }
    }
    return square.squareRoot()
  }

  /// How far rounding to float64 leaves WᵀW from c² · I.
  var isometryRounding: Double { (Double(max(rows, columns)) + 8) * 0x1p-52 }
}
