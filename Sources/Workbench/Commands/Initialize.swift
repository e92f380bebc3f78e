import Language
import LinearAlgebra
import Networks

extension Command {
  static let initialize = Command(
    "init", "Draw a matrix of the network, or all of them.",
    discussion: """
      One size for Whh is n × n; Wxh takes the input size and Why the output size once n is known; \
      two sizes are rows and columns. Without a size a matrix keeps the one its neighbours and the \
      input demand. 'all' draws every matrix that has a size, and sets the biases to zero; 'all as' \
      draws every matrix and bias exactly as a library or a paper does (help recipes).

      gain multiplies a scheme's deviation, std fixes it; a knob may use fan_in and fan_out. Each \
      init of a matrix is a new draw from the session's seed; seed= pins it.
      """,
    source: "Salmon et al. 2011",
    examples: [
      "init Whh xavier 512", "init Whh normal 512 std=sqrt(1/fan_in)",
      "init Whh orthogonal 256; init Wxh glorot 65; init bh zeros",
      "init Whh uniform 128 low=-0.1 high=0.1 seed=7",
      "model lstm 64 inputs=10; init all as keras.LSTM",
    ],
    forms: [
      Form(
        nil, "one matrix, or all, from one scheme", .target, .scheme, Parameter.sizes, .knobs,
        .pinnedSeed,
        preview: { evaluation, target, scheme, sizes, knobs, seed in
          try Drawing(
            evaluation: evaluation, scheme: scheme, knobs: knobs, sizes: sizes, pinnedSeed: seed
          ).foretold(target.value, at: target.range)
        }
      ) { evaluation, target, scheme, sizes, knobs, seed in
        let drawing = Drawing(
          evaluation: evaluation, scheme: scheme, knobs: knobs, sizes: sizes, pinnedSeed: seed)
        return switch target.value {
        case .one(let name): try drawing.outcome(of: name, at: target.range)
        case .all: try drawing.outcomeOfAll(at: target.range)
        }
      },
      Form(
        "all as", "all matrices and biases as a library or a paper draws them", .recipe,
        Parameter<Located<Int>>.count(
          "size", "the hidden size n", within: .side
        ).optional(), .recipeFactor,
        .pinnedSeed,
        preview: { evaluation, recipe, size, factor, seed in
          try RecipeDrawing(
            evaluation: evaluation, recipe: recipe, size: size, factor: factor, pinnedSeed: seed
          ).foretold()
        }
      ) { evaluation, recipe, size, factor, seed in
        try RecipeDrawing(
          evaluation: evaluation, recipe: recipe, size: size, factor: factor, pinnedSeed: seed
        ).outcome()
      },
    ])
}

/// What `init` draws.
enum DrawTarget: Sendable {
  case one(MatrixName)
  case all
}

extension Parameter where Argument == Located<DrawTarget> {
  fileprivate static var target: Self {
    let names = MatrixName.allCases.map(\.rawValue) + ["all"]
    let info = ParameterInfo(
      place: .positional, label: "matrix", slot: .word, help: "a matrix of the network, or all",
      isRequired: true, choices: names)
    return .one(info, fallback: nil) { (argument, _) throws(Diagnostic) in
      let word = try argument.word
      if word == "all" { return Located(.all, at: argument.range) }
      let name = try matrixName(Located(word, at: argument.range), among: names)
      return Located(.one(name), at: argument.range)
    }
  }
}

extension Parameter where Argument == [Located<Int>] {
  /// Up to two sizes.
  fileprivate static var sizes: Self {
    let infos = ["size", "columns"].map { label in
      ParameterInfo(
        place: .positional, label: label, slot: .expression,
        help: label == "size" ? "the size, or the rows" : "the columns, when two sizes are given",
        isRequired: false, domain: label == "size" ? .sizes : .furtherSizes)
    }
    return Parameter(infos: infos) { (reader, evaluation) throws(Diagnostic) in
      var sizes: [Located<Int>] = []
      for info in infos {
        guard let argument = reader.argument(of: info) else { continue }
        let size = try evaluation.count(
          try argument.expression, "a size", within: .side, from: argument.range)
        sizes.append(Located(size, at: argument.range))
      }
      return sizes
    }
  }
}

extension Parameter where Argument == UInt64? {
  fileprivate static var pinnedSeed: Self {
    let info = ParameterInfo(
      place: .labelled, label: "seed", slot: .expression,
      help: "pins the draw, whatever was drawn before", isRequired: false)
    return .one(info, fallback: .some(nil)) { (argument, evaluation) throws(Diagnostic) in
      try evaluation.seed(try argument.expression, from: argument.range)
    }
  }
}
