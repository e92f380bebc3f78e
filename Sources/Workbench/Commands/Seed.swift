import Language

extension Command {
  static let seed = Command(
    "seed", "Set the seed of everything random, and start its draws anew.",
    discussion: """
      Each matrix, the initial states, the input noise and the cotangent have streams of their own, \
      so that drawing one does not change another. Matrices that are already drawn stay.
      """,
    examples: ["seed 7; init Whh xavier 64"],
    .number("seed", "a whole number")
  ) { evaluation, seed in
    guard let value = UInt64(exactly: seed.value), value <= 1 << 53 else {
      throw Diagnostic(
        .outOfRange, "a seed is a whole number from 0 to 2^53", at: seed.range)
    }
    var next = evaluation.workspace
    next.seed = value
    next.draws = [:]
    next.dropResults(because: "the seed has changed")
    return Outcome(
      next,
      Report(
        result: [Field(key: "seed", value: .integer(Int(value)))],
        blocks: [.sentence("seed is \(value)")]))
  }
}
