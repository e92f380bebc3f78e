import Language
import LinearAlgebra
import Networks

extension Command {
  static let set = Command(
    "set", "Change a setting, an entry or the spectral radius of a matrix, or type one in.",
    discussion: """
      Numbers are drawn in float64 and rounded to the dtype. A setting that changes drops the states \
      and gradients that rested on it.

      An entry and radius= change a matrix that is there and tell the stability before and after, as \
      scale does. radius= multiplies by a factor, which is told; a matrix whose ρ is 0 has none.
      """,
    examples: [
      "set activation relu", "set dtype float64", "set Whh [[0, 1], [-1, 0]]",
      "init Whh xavier 128; set Whh radius=0.95", "init Whh zeros 8; set Whh[1,2] 0.5",
    ],
    forms: [
      Form(
        "activation", "the function φ of h_t = φ(Wxh x_t + Whh h_{t-1} + bh)", .activation,
        preview: { evaluation, activation in
          let formula = type(of: activation).formula
          let isSame = evaluation.workspace.activation.name == activation.name
          return isSame ? formula : evaluation.workspace.previewing(formula)
        }
      ) { evaluation, activation in
        var next = evaluation.workspace
        next.cite(activation.source)
        if next.activation.name != activation.name {
          next.activation = activation
          next.dropResults(because: "the activation has changed")
        }
        return Outcome(next, setting("activation", activation.name))
      },
      Form(
        "dtype", "the precision in which the network runs",
        Parameter<Precision>.choice("dtype", "float32, float64, or bfloat16, which is emulated")
      ) { evaluation, precision in
        Outcome(
          evaluation.workspace.changing(to: precision), setting("dtype", precision.rawValue))
      },
      Form(
        nil, "a matrix, one of its entries, or its spectral radius",
        .expression("matrix", "a matrix, or an entry as Whh[1,2]", .matrices),
        Parameter<Language.Expression>.expression(
          "value", "a list of rows, as [[0, 1], [-1, 0]]; for an entry a number"
        ).optional(),
        Parameter<Double>.positive("radius", "scales the matrix to this spectral radius")
          .optional(),
        Parameter<Double>.positive(
          "factor", "the factor of an earlier time, applied instead of the computed one"
        ).optional(),
        preview: { evaluation, target, value, radius, factor in
          try MatrixSetting(
            evaluation: evaluation, target: target, value: value, radius: radius, factor: factor
          ).foretold()
        }
      ) { evaluation, target, value, radius, factor in
        try MatrixSetting(
          evaluation: evaluation, target: target, value: value, radius: radius, factor: factor
        ).outcome()
      },
    ])

  private static func setting(_ key: String, _ value: String) -> Report {
    Report(
      result: [Field(key: key, value: .text(value))], blocks: [.sentence("\(key) is \(value)")])
  }
}

extension Parameter where Argument == any Activation {
  fileprivate static var activation: Self {
    let names = activations.map { $0.name }
    let info = ParameterInfo(
      place: .positional, label: "activation", slot: .word, help: names.joined(separator: ", "),
      isRequired: true, choices: names)
    return .one(info, fallback: nil) { (argument, _) throws(Diagnostic) in
      let word = try argument.word
      if let found = activations.first(where: { $0.name == word }) { return found.init() }
      throw unknown(
        .unknownChoice, "there is no activation '\(word)'", word, among: names,
        at: argument.range)
    }
  }
}

extension Workspace {
  /// The workspace in another precision: every matrix is rounded to it, and results are dropped.
  fileprivate func changing(to precision: Precision) -> Workspace {
    guard precision != self.precision else { return self }
    var next = self
    next.precision = precision
    next.dropResults(because: "the dtype has changed")
    for (name, weights) in present {
      next.place(weights.matrix, as: name, weights.origin, drawnBy: weights.initializer)
    }
    return next
  }
}
