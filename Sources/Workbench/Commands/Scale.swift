import LinearAlgebra

extension Command {
  static let scale = Command(
    "scale", "Multiply a matrix by a number.",
    discussion: """
      Like every change of a matrix it tells four stability numbers before and after: the spectral \
      radius ρ and norm σ_max of the matrix, the growth of a gradient's typical size per step, and \
      the largest Lyapunov exponent λ1, the last two along the run from h_0 with the present input. A \
      matrix with gates is changed gate by gate.
      """,
    examples: [
      "init Whh xavier 128; scale Whh 1.5", "model lstm 64; init all xavier; scale Whh.f 2",
    ],
    .matrix(), .finite("factor", "what every entry is multiplied by"),
    preview: { $0.workspace.foretold(scaling: $1, by: $2) }
  ) { evaluation, name, factor in
    try Surgery(evaluation: evaluation, name: name).outcome { weights, _ in
      Surgery.Cut(matrix: weights.matrix.map { factor * $0 }, edit: .scaled(by: factor))
    }
  }
}
