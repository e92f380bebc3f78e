import Language

extension Command {
  static let print = Command(
    "print", "Compute an expression; a line that can only be one needs no verb.",
    discussion: """
      Numbers, + - * / ^, sqrt exp log log10 abs min max, pi, names from let, and every number a \
      report shows, by its name: Whh.radius, states.variance[100], gradients.growth_per_step, \
      verdict.cause, Whh[1,2].
      """,
    examples: ["print sqrt(1/512)", "init Whh xavier 256; Whh.std * sqrt(256)"],
    onlyTells: true,
    .sentence("expression", "what to compute"),
    preview: { try $0.foretold($1) }
  ) { evaluation, expression in
    let value = try Evaluator(evaluation.workspace).value(of: expression)
    return Outcome(
      evaluation.workspace,
      Report(
        result: [Field(key: "value", value: value)], blocks: [.sentence(value.brief)]))
  }
}

extension Datum {
  /// The value for a person: four significant digits, and long lists shortened.
  var brief: String {
    switch self {
    case .number(let number): return Int(exactly: number).map(String.init) ?? formatted(number)
    case .text(let text): return text
    case .list, .numbers:
      let count = count ?? 0
      let shown = (0..<min(count, 10)).map { element($0).brief }.joined(separator: ", ")
      return count > 10 ? "[\(shown), … \(count) values]" : "[\(shown)]"
    default: return literal
    }
  }
}
