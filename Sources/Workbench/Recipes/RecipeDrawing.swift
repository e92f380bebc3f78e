import Language
import LinearAlgebra
import Networks

/// One `init all as` on its way from a recipe to matrices.
struct RecipeDrawing {
  let evaluation: Evaluation
  let recipe: Located<Recipe>
  let size: Located<Int>?
  /// The factor of an earlier draw, for a matrix that the recipe scales.
  let factor: Located<Double>?
  let pinnedSeed: UInt64?

  /// Draws all that the recipe has a part for and whose size is known, and takes away the rest.
  func outcome() throws -> Outcome {
    try checkCell()
    let hidden = try hiddenSize()
    var next = evaluation.workspace.cleared(forHiddenSize: hidden)
    next.cite(recipe.value.source)
    for family in MatrixName.Family.allCases
    where !recipe.value.parts.contains(where: { $0.family == family }) {
      next.remove(MatrixName(family))
    }
    for part in recipe.value.parts {
      let name = MatrixName(part.family)
      guard let shape = evaluation.workspace.shape(of: name, hidden: hidden) else { continue }
      next = try drawing(part, name, shape, hidden, in: next)
    }
    return Outcome(next, report(next))
  }

  private func drawing(
    _ part: Recipe.Part, _ name: MatrixName, _ shape: Shape, _ hidden: Int,
    in workspace: Workspace
  ) throws -> Workspace {
    let drawing = Drawing(
      evaluation: evaluation,
      scheme: Located(
        Scheme(applyingFactor(to: part.initializer(hidden))), at: factor?.range ?? recipe.range),
      knobs: [], sizes: [size].compactMap(\.self), pinnedSeed: pinnedSeed)
    switch part.layout {
    case .fused(let order):
      return try drawing.drawing(fused: name, order, shape, in: workspace)
    case .apart(let gates):
      var next = workspace
      for part in gates?.map(name.ofGate) ?? workspace.parts(of: name) {
        try drawing.checkSize(shape, part, at: range)
        next = try drawing.drawing(part, shape, in: next)
      }
      return next
    }
  }

  /// A recorded factor belongs to the one matrix that is scaled.
  private func applyingFactor(to initializer: any Initializer) -> any Initializer {
    guard let factor, var scaled = initializer as? any Rescalable, scaled.scaling.target != nil
    else { return initializer }
    scaled.scaling.factor = factor.value
    return scaled
  }

  /// What complaints about the drawing as a whole point at.
  private var range: SourceRange { size?.range ?? recipe.range }
}

// MARK: - What has to hold

extension RecipeDrawing {
  func checkCell() throws(Diagnostic) {
    let recipe = recipe.value
    let cell = evaluation.workspace.cell
    guard !recipe.cells.contains(where: { $0.name == cell.name }) else {
      return try checkFactor()
    }
    let size = size?.value ?? evaluation.workspace.size(of: .hidden)?.value ?? 512
    let wanted = recipe.cells.map(\.name)
    throw Diagnostic(
      .unknownChoice,
      "\(recipe.name) is for \(wanted.joined(separator: ", ")), and the model is \(cell.name)",
      at: self.recipe.range, hint: "choose the cell first: model \(wanted[0]) \(size)")
  }

  private func checkFactor() throws(Diagnostic) {
    guard let factor else { return }
    let isScaled = recipe.value.parts.contains {
      ($0.initializer(1) as? any Rescalable)?.scaling.target != nil
    }
    guard isScaled else {
      throw Diagnostic(
        .unknownLabel, "\(recipe.value.name) scales no matrix, and takes no factor",
        at: factor.range, hint: "leave it out")
    }
  }

  func hiddenSize() throws(Diagnostic) -> Int {
    guard let hidden = size?.value ?? evaluation.workspace.size(of: .hidden)?.value else {
      throw Diagnostic(
        .sizeUnknown, "the hidden size is not known yet", at: recipe.range,
        hint: "give it: init all as \(recipe.value.name) 512")
    }
    guard hidden >= recipe.value.leastUnits else {
      throw Diagnostic(
        .outOfRange,
        "\(recipe.value.name) needs \(recipe.value.leastUnits) units or more, not \(hidden)",
        at: range)
    }
    return hidden
  }

  private func report(_ workspace: Workspace) -> Report {
    let gone = MatrixName.allCases.filter { name in
      evaluation.workspace.assembled(name) != nil && workspace.assembled(name) == nil
        && !recipe.value.parts.contains { $0.family == name.family }
    }
    let remarks =
      recipe.value.remarks(workspace)
      + gone.map { "\($0.rawValue) is taken away: \(recipe.value.name) has none." }
    var report = Drawing.report(workspace.present)
    report.result =
      [
        Field(key: "recipe", value: .text(recipe.value.name)),
        Field(key: "remarks", value: .list(remarks.map { .text($0) })),
      ] + report.result
    report.blocks =
      [.heading("\(recipe.value.name)  \(recipe.value.summary)")] + report.blocks
      + remarks.map { .sentence($0) }
    return report
  }
}

extension Drawing {
  /// The workspace with one matrix drawn for all gates, its blocks going to the gates in `order`.
  ///
  /// The draw is one of the whole name, as Whh, not of a gate's.
  func drawing(
    fused name: MatrixName, _ order: [String], _ block: Shape, in workspace: Workspace
  ) throws -> Workspace {
    let initializer = scheme.value.initializer
    let whole = Shape(order.count * block.rows, block.columns)
    try evaluation.checkSide(block.rows, block.columns, at: sizesRange ?? scheme.range)
    try checkMemory(whole, name, at: sizesRange ?? scheme.range)
    let (drawn, seed, draw) = try self.draw(initializer, name, whole, in: workspace)
    var next = workspace
    if pinnedSeed == nil { next.draws[name] = draw + 1 }
    next.cite(initializer)
    for (index, gate) in order.enumerated() {
      let part = FusedBlock(initializer, index: index, of: order.count)
      next.place(
        part.block(of: drawn.matrix), as: name.ofGate(gate),
        .drawn(
          scheme: scheme.value.spelling, law: part.law(for: block), seed: seed, draw: draw),
        drawnBy: part)
    }
    return next
  }
}
