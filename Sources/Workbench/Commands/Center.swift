import LinearAlgebra

extension Command {
  static let center = Command(
    "center", "Subtract the mean of its entries from a matrix, Whh unless you name another.",
    discussion: """
      A mean m adds to the disc of eigenvalues a single one near n · m, which often is the spectral \
      radius.
      """,
    examples: ["init Whh uniform 128; center Whh"],
    Parameter<MatrixName>.matrix().optional(),
    preview: { $0.workspace.foretold(centering: $1 ?? .recurrent) }
  ) { evaluation, name in
    try Surgery(evaluation: evaluation, name: name ?? .recurrent).outcome { weights, _ in
      let mean = weights.matrix.mean
      return Surgery.Cut(matrix: weights.matrix.map { $0 - mean }, edit: .centred(mean: mean))
    }
  }
}
