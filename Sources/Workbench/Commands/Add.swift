import Language
import LinearAlgebra

extension Command {
  static let add = Command(
    "add", "Add a multiple of the identity to a matrix, Whh unless you name another.",
    discussion: "Every eigenvalue moves by that amount along the real axis.",
    examples: ["init Whh xavier 128; add identity 0.5", "init Whh zeros 8; add identity to=Whh"],
    forms: [
      Form(
        "identity", "the identity matrix",
        Parameter<Double>.finite("amount", "times how much; 1 unless given").optional(),
        .receiver
      ) { evaluation, amount, name in
        let amount = amount ?? 1
        return try Surgery(evaluation: evaluation, name: name).outcome(needsSquare: true) {
          weights, _ in
          var matrix = weights.matrix
          for index in 0..<matrix.rows { matrix[index, index] += amount }
          return Surgery.Cut(matrix: matrix, edit: .identityAdded(amount))
        }
      }
    ])
}

extension Parameter where Argument == MatrixName {
  /// The matrix to which something is added.
  fileprivate static var receiver: Self {
    let info = ParameterInfo(
      place: .labelled, label: "to", slot: .word, help: "the matrix it is added to",
      isRequired: false, fallback: "Whh", choices: MatrixName.allCases.map(\.rawValue),
      stand: "[to=Whh]")
    return .one(info, fallback: .recurrent) { (argument, evaluation) throws(Diagnostic) in
      let name = try matrixName(Located(try argument.word, at: argument.range))
      try evaluation.workspace.checkGate(of: name, at: argument.range)
      return name
    }
  }
}
