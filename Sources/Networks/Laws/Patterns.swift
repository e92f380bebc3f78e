import LinearAlgebra

// The ways in which random structures are built from a stream of uniform numbers.

extension RandomStream {
  /// `count` different numbers below `bound`, in random order, from the uniform numbers that begin
  /// at `first`; with count = bound, a random permutation.
  ///
  /// The first steps of the shuffle of Fisher and Yates. O(bound).
  func choices(_ count: Int, below bound: Int, from first: Int) -> [Int] {
    var numbers = Array(0..<bound)
    for (index, uniform) in uniforms(count, from: first).enumerated() {
      numbers.swapAt(index, index + Int(uniform * Double(bound - index)))
    }
    return Array(numbers.prefix(count))
  }
}

extension Matrix {
  /// Rows made one after another, so that a large draw can be interrupted.
  static func rows(
    _ shape: Shape, _ interruption: Interruption, _ row: (Int) -> [Double]
  ) throws(Interrupted) -> Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(shape.count)
    for index in 0..<shape.rows {
      try interruption.check()
      elements += row(index)
    }
    return Matrix(rows: shape.rows, columns: shape.columns, elements: elements)
  }

  /// Entries by a rule that leaves most of them zero: `entries` lists, for a row, the columns that
  /// are set, and to what.
  static func sparse(
    _ shape: Shape, _ interruption: Interruption, _ entries: (Int) -> [(column: Int, value: Double)]
  ) throws(Interrupted) -> Matrix {
    try rows(shape, interruption) { row in
      var values = [Double](repeating: 0, count: shape.columns)
      for entry in entries(row) { values[entry.column] = entry.value }
      return values
    }
  }

  /// Blocks r · [[cos θ, −sin θ], [sin θ, cos θ]] on the diagonal, θ in half turns; where the size
  /// is odd, the last entry is the last r.
  static func rotations(
    _ size: Int, _ interruption: Interruption, _ block: (Int) -> (modulus: Double, angle: Double)
  ) throws(Interrupted) -> Matrix {
    try sparse(Shape(size, size), interruption) { row in
      let (modulus, angle) = block(row / 2)
      if row == size - 1, size % 2 == 1 { return [(row, modulus)] }
      let (cosine, sine) = (modulus * Elementary.cosPi(angle), modulus * Elementary.sinPi(angle))
      return row % 2 == 0
        ? [(row, cosine), (row + 1, -sine)] : [(row - 1, sine), (row, cosine)]
    }
  }
}
