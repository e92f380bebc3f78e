import Language

extension Command {
  static let `for` = Command(
    "for", "Carry out statements once for each value of a list.",
    discussion: """
      If a pass fails, the workspace is as it was before the first. Loops inside one another that \
      would make more passes than the limit allows are refused before the first, where their lists \
      do not depend on what happens inside.
      """,
    examples: [
      "for g in [0.5, 1, 1.5] { init Whh normal 128 gain=g; unroll 50 }",
      "for k in 1..3 { print k^2 }",
    ],
    .name("name", "stands for the value in the body"), .keyword("in"),
    .sentence("values", "a list such as [0.5, 1] or 1..10"), .block("body", "statements"),
    preview: { evaluation, _, _, list, _ in evaluation.foretold(loopingOver: list) }
  ) { evaluation, name, _, expression, body in
    try checkName(name)
    // Before the list is made, which may be long.
    try evaluation.checkForecast(
      LoopForecast(evaluation.workspace, name.value, expression, body), at: expression.range)
    let values = try Evaluator(evaluation.workspace).value(of: expression)
    guard let items = values.items else {
      throw Diagnostic(
        .wrongType, "expected a list, not \(values.noun)", at: expression.range,
        hint: "write [0.5, 1, 1.5] or 1..10")
    }
    return try evaluation.looping(name.value, over: items, body, at: expression.range)
  }
}

extension Evaluation {
  /// Throws where the loops would make more passes than they may.
  fileprivate func checkForecast(
    _ forecast: LoopForecast, at range: SourceRange
  ) throws(Diagnostic) {
    let loops = workspace.loops
    for (depth, passes) in forecast.passes.enumerated() {
      let total = Double(loops.made(at: loops.level + depth)) + passes
      try check(total, within: .passes, at: range)
    }
  }

  fileprivate func looping(
    _ name: String, over items: [Datum], _ body: [Statement], at range: SourceRange
  ) throws -> Outcome {
    var last = Outcome(workspace)
    var passes = 0
    var loops = workspace.loops
    loops.enter()
    for item in items where !last.ends {
      passes += 1
      try check(Double(loops.pass()), within: .passes, at: range)
      last.workspace.loops = loops
      last.workspace.variables[name] = item
      last = try perform(body, last.workspace)
      loops.take(last.workspace.loops)
    }
    loops.leave()
    last.workspace.loops = loops
    // What the name meant before, it means again.
    last.workspace.variables[name] = workspace.variables[name]
    let report = Report(result: [
      Field(key: "name", value: .text(name)), Field(key: "passes", value: .integer(passes)),
    ])
    return Outcome(last.workspace, report, ends: last.ends)
  }
}

/// How many passes a loop and those inside it will make at least, as far as that can be told before
/// the first.
///
/// It can be told of a list whose names none of the statements gives another value.
struct LoopForecast {
  /// At each level of nesting, the loop's own being the first.
  let passes: [Double]

  init(_ workspace: Workspace, _ name: String, _ list: Expression, _ body: [Statement]) {
    let evaluator = Evaluator(workspace)
    passes =
      evaluator.count(of: list).map {
        Self.passes($0, body, evaluator, changing: body.namedVariables.union([name]))
      } ?? []
  }

  private static func passes(
    _ count: Double, _ body: [Statement], _ evaluator: Evaluator, changing: Set<String>
  ) -> [Double] {
    var inside: [Double] = []
    for loop in body.compactMap(\.loop) where !loop.list.reads(changing) {
      guard let size = evaluator.count(of: loop.list) else { continue }
      let passes = passes(size, loop.body, evaluator, changing: changing)
      inside += repeatElement(0, count: max(0, passes.count - inside.count))
      for (depth, more) in passes.enumerated() { inside[depth] += more }
    }
    return [count] + inside.map { count * $0 }
  }
}

extension Statement {
  /// The list and the body, if the statement is a loop.
  fileprivate var loop: (list: Expression, body: [Statement])? {
    guard verb.value == Command.for.name, arguments.count == 3,
      case .expression(let list) = arguments[1].content,
      case .block(let body) = arguments[2].content
    else { return nil }
    return (list, body)
  }
}

extension [Statement] {
  /// The names that the statements give a value, blocks included.
  fileprivate var namedVariables: Set<String> {
    reduce(into: []) { names, statement in
      let binds = [Command.for.name, Command.let.name].contains(statement.verb.value)
      for argument in statement.arguments {
        if binds, case .word(let name) = argument.content { names.insert(name) }
        if case .block(let body) = argument.content { names.formUnion(body.namedVariables) }
      }
    }
  }
}

extension Expression {
  /// Whether it reads one of the names, or what is more than a name: a quantity that may change.
  fileprivate func reads(_ names: Set<String>) -> Bool {
    paths.contains { path in path.value.count > 1 || !names.isDisjoint(with: path.value) }
  }
}
