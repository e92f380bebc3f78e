import Language

extension Command {
  static let `for` = Command(
    "for", "Carry out statements once for each value of a list.",
    discussion: "If a pass fails, the workspace is as it was before the first.",
    examples: [
      "for g in [0.5, 1, 1.5] { init Whh normal 128 gain=g; unroll 50 }",
      "for k in 1..3 { print k^2 }",
    ],
    .name("name", "stands for the value in the body"), .keyword("in"),
    .sentence("values", "a list such as [0.5, 1] or 1..10"), .block("body", "statements")
  ) { evaluation, name, _, expression, body in
    try checkName(name)
    let values = try Evaluator(evaluation.workspace).value(of: expression)
    guard let items = values.items else {
      throw Diagnostic(
        .wrongType, "expected a list, not \(values.noun)", at: expression.range,
        hint: "write [0.5, 1, 1.5] or 1..10")
    }
    var last = Outcome(evaluation.workspace)
    var passes = 0
    for item in items where !last.ends {
      passes += 1
      last.workspace.variables[name.value] = item
      last = try evaluation.perform(body, last.workspace)
    }
    // What the name meant before, it means again.
    last.workspace.variables[name.value] = evaluation.workspace.variables[name.value]
    let report = Report(result: [
      Field(key: "name", value: .text(name.value)),
      Field(key: "passes", value: .integer(passes)),
    ])
    return Outcome(last.workspace, report, ends: last.ends)
  }
}
