import Language

extension Command {
  static let expect = Command(
    "expect", "Check that something holds; silent when it does.",
    discussion: """
      Compares with < <= > >= == !=, joined by and, or, not; a ~ b within 1% and a ~ b within 0.01 \
      allow a difference. Where it does not hold, the measured values are told, and a script ends \
      with status 3.
      """,
    examples: [
      "init Whh xavier 512; expect Whh.radius < 1.1",
      "init Whh xavier 512; expect Whh.std ~ sqrt(1/512) within 1%",
    ],
    onlyTells: true,
    .sentence("condition", "what has to hold"),
    preview: { try $0.foretold(expecting: $1) }
  ) { evaluation, condition in
    let evaluator = Evaluator(evaluation.workspace)
    guard try evaluator.truth(condition) else {
      throw Diagnostic(
        .expectationFailed, "this does not hold", at: condition.range,
        hint: measured(condition, evaluator))
    }
    return Outcome(
      evaluation.workspace, Report(result: [Field(key: "holds", value: .boolean(true))]))
  }

  /// The values of everything that is named in the condition.
  private static func measured(
    _ condition: Expression, _ evaluator: Evaluator
  ) -> String? {
    var told: [String] = []
    for reading in condition.readings {
      // What has no value was not needed, or the condition itself would have failed.
      guard let value = try? evaluator.value(of: reading),
        let name = try? reading.spelled(evaluator)
      else { continue }
      let text = "\(name) is \(value.measured)"
      if !told.contains(text) { told.append(text) }
    }
    return told.isEmpty ? nil : told.joined(separator: ", ")
  }
}

extension Expression {
  /// The names, quantities and elements that the expression reads.
  fileprivate var readings: [Expression] {
    switch node {
    case .path(let path):
      path.count == 1 && Function.constants[path[0].value] != nil ? [] : [self]
    case .index: [self]
    default: node.children.flatMap(\.readings)
    }
  }

  /// A reading as it could be typed, its indices computed.
  fileprivate func spelled(_ evaluator: Evaluator) throws(Diagnostic) -> String {
    switch node {
    case .path(let path): return path.map(\.value).joined(separator: ".")
    case .index(let base, let indices):
      var numbers: [String] = []
      for index in indices { numbers.append(try evaluator.value(of: index).literal) }
      return try base.spelled(evaluator) + "[" + numbers.joined(separator: ",") + "]"
    default: return try evaluator.value(of: self).literal
    }
  }
}

extension Datum {
  /// The value with enough digits to see a near miss.
  fileprivate var measured: String {
    if case .number(let number) = self { return formatted(number, digits: 8) }
    return brief
  }
}
