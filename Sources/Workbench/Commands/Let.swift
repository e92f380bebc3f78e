import Language

extension Command {
  static let `let` = Command(
    "let", "Give a value a name.",
    discussion: "The name may hold Unicode letters. It may then stand wherever a number may.",
    examples: ["let g = 1.2; init Whh normal 256 gain=g", "let σ = 3; print σ^2"],
    .name("name", "a name"), .keyword("="), .sentence("value", "a number, a text or a list"),
    preview: { evaluation, _, _, expression in try evaluation.foretold(expression) }
  ) { evaluation, name, _, expression in
    try checkName(name)
    let value = try Evaluator(evaluation.workspace).value(of: expression)
    // A name more for every line would fill any memory; what is small is not worth asking for.
    if let bytes = value.listMemory, bytes > 1 << 14 {
      try evaluation.resources.memory.check(
        Double(bytes), for: "'\(name.value)'", at: expression.range)
    }
    var next = evaluation.workspace
    next.variables[name.value] = value
    return Outcome(
      next,
      Report(
        result: [Field(key: "name", value: .text(name.value)), Field(key: "value", value: value)],
        blocks: [.sentence("\(name.value) = \(value.brief)")]))
  }

  /// Throws for a name that already means something else.
  static func checkName(_ name: Located<String>) throws(Diagnostic) {
    let taken =
      MatrixName.allCases.map(\.rawValue) + QuantityGroup.listed.map(\.name)
      + Function.constants.keys + Function.all.map(\.name)
      + [Comparison.name, "and", "or", "not", "true", "false"]
    guard taken.contains(name.value) else { return }
    throw Diagnostic(
      .badName, "'\(name.value)' already means something else", at: name.range,
      hint: "choose another name")
  }
}
