import Language

extension Command {
  static let seed = Command(
    "seed", "Set the seed of everything random, and start its draws anew.",
    discussion: """
      Each matrix, the initial states, the input noise and the cotangent have streams of their own, \
      so that drawing one does not change another. Matrices that are already drawn stay.
      """,
    examples: ["seed 7; init Whh xavier 64"],
    .expression("seed", "a whole number"),
    preview: { try $0.foretold(seed: $1) }
  ) { evaluation, seed in
    var next = evaluation.workspace
    let value = try evaluation.seed(seed, from: seed.range)
    if value != next.seed { next.dropResults(because: "the seed has changed") }
    next.seed = value
    next.draws = [:]
    next.masks = [:]
    return Outcome(
      next,
      Report(
        result: [Field(key: "seed", value: .integer(Int(value)))],
        blocks: [.sentence("seed is \(value)")]))
  }
}
