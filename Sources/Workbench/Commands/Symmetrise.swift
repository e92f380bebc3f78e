import LinearAlgebra

extension Command {
  static let symmetrise = Command(
    "symmetrise", "Replace a matrix by its symmetric part, Whh unless you name another.",
    discussion: """
      (W + Wᵀ)/2, whose eigenvalues are real and whose ρ is its σ_max. Independent entries off the \
      diagonal lose half of their variance.
      """,
    examples: ["init Whh xavier 128; symmetrise"],
    Parameter<MatrixName>.matrix().optional()
  ) { evaluation, name in
    try Surgery(evaluation: evaluation, name: name ?? .recurrent).outcome(needsSquare: true) {
      weights, _ in
      let matrix = weights.matrix
      return Surgery.Cut(
        matrix: Matrix(matrix.rows, matrix.columns) { (matrix[$0, $1] + matrix[$1, $0]) / 2 },
        edit: .symmetrised)
    }
  }
}
