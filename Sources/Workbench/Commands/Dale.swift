import LinearAlgebra

extension Command {
  static let dale = Command(
    "dale", "Let every unit only excite or only inhibit: one sign for each column.",
    discussion: """
      The first columns become positive, the rest negative; magnitudes stay. Unless half of the units \
      excite, the mean is no longer zero and brings an eigenvalue near n · mean; init Whh dale draws a \
      matrix in balance.
      """,
    examples: ["init Whh xavier 128; dale", "init Whh xavier 128; dale Whh share=0.5"],
    Parameter<MatrixName>.matrix().optional(),
    .share("share", default: 0.8, "the share of columns that excite", in: 0...1)
  ) { evaluation, name, share in
    try Surgery(evaluation: evaluation, name: name ?? .recurrent).outcome(needsSquare: true) {
      weights, _ in
      let matrix = weights.matrix
      let count = Int((share * Double(matrix.columns)).rounded())
      let signed = Matrix(matrix.rows, matrix.columns) { row, column in
        column < count ? matrix[row, column].magnitude : -matrix[row, column].magnitude
      }
      return Surgery.Cut(
        matrix: signed, edit: .signed(excitatory: count),
        note: "\(count) of \(matrix.columns) columns excite. n · mean of the entries is "
          + "\(formatted(Double(matrix.columns) * signed.mean)): an eigenvalue lies near it where that "
          + "is outside the disc of the others.")
    }
  }
}
