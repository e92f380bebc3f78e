import LinearAlgebra

extension Command {
  static let antisymmetrise = Command(
    "antisymmetrise", "Replace a matrix by its antisymmetric part, Whh unless you name another.",
    discussion: """
      (W − Wᵀ)/2, whose eigenvalues are imaginary: a flow h′ = W h keeps its norm, a step h ← W h does \
      not.
      """,
    examples: ["init Whh xavier 128; antisymmetrise"],
    Parameter<MatrixName>.matrix().optional()
  ) { evaluation, name in
    try Surgery(evaluation: evaluation, name: name ?? .recurrent).outcome(needsSquare: true) {
      weights, _ in
      let matrix = weights.matrix
      return Surgery.Cut(
        matrix: Matrix(matrix.rows, matrix.columns) { (matrix[$0, $1] - matrix[$1, $0]) / 2 },
        edit: .antisymmetrised)
    }
  }
}
