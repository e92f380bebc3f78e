import LinearAlgebra

extension Command {
  static let zeroDiagonal = Command(
    "zero-diagonal", "Set the diagonal of a matrix to zero, Whh unless you name another.",
    discussion: "No unit acts on itself then; the sum of the eigenvalues is zero.",
    examples: ["init Whh uniform 64; zero-diagonal"],
    Parameter<MatrixName>.matrix().optional()
  ) { evaluation, name in
    try Surgery(evaluation: evaluation, name: name ?? .recurrent).outcome(needsSquare: true) {
      weights, _ in
      var matrix = weights.matrix
      for index in 0..<matrix.rows { matrix[index, index] = 0 }
      return Surgery.Cut(matrix: matrix, edit: .diagonalZeroed)
    }
  }
}
