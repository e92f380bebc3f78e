import Language

extension Command {
  static let clear = Command(
    "clear", "Take matrices, results and names away; settings stay.",
    discussion: "Without a name everything that was drawn, run or named goes.",
    examples: ["init Whh xavier 64; clear Whh", "clear"],
    Parameter<MatrixName>.matrix().optional(),
    preview: { $0.workspace.foretold(clearing: $1) }
  ) { evaluation, matrix in
    var next = evaluation.workspace
    if let name = matrix {
      _ = try next.weights(name, at: evaluation.statementRange)
      next.remove(name)
      return Outcome(next, said("\(name.rawValue) is cleared"))
    }
    next.weights = [:]
    next.variables = [:]
    next.result = nil
    next.comparison = nil
    next.staleness = nil
    next.measurements = Measurements()
    return Outcome(next, said("everything is cleared; settings are as they were"))
  }

  static let reset = Command(
    "reset", "Start anew: an empty workspace with its first settings.",
    examples: ["seed 9; reset; show"]
  ) { evaluation in
    let old = evaluation.workspace
    var fresh = Workspace(seed: old.firstSeed, limits: old.firstLimits)
    // A loop around this statement goes on counting.
    fresh.loops = old.loops
    return Outcome(fresh, said("a fresh workspace, seed \(fresh.seed)"))
  }

  static let quit = Command(
    "quit", "Leave.", examples: ["quit"], isAside: true
  ) { evaluation in
    Outcome(evaluation.workspace, ends: true)
  }

  private static func said(_ sentence: String) -> Report {
    Report(result: [], blocks: [.sentence(sentence)])
  }
}
