import Language
import LinearAlgebra
import Networks

/// One `init` on its way from arguments to matrices.
struct Drawing {
  let evaluation: Evaluation
  let scheme: Located<Scheme>
  let knobs: [Language.Argument]
  let sizes: [Located<Int>]
  let pinnedSeed: UInt64?

  /// Draws one matrix; of a model with gates, that of each gate by itself.
  func outcome(of name: MatrixName, at range: SourceRange) throws -> Outcome {
    try evaluation.workspace.checkGate(of: name, at: range)
    let shape = try shape(of: name, at: range)
    let sizeRange = sizesRange ?? range
    try evaluation.workspace.check(shape, of: name, at: sizeRange)
    let parts = evaluation.workspace.parts(of: name)
    var next = evaluation.workspace
    for part in parts {
      try checkSize(shape, part, at: sizeRange)
      next = try drawing(part, shape, in: next)
    }
    let drawn = next.present.filter { parts.contains($0.name) }
    guard let only = drawn.first, drawn.count == 1 else { return Outcome(next, Self.report(drawn)) }
    return Outcome(next, Self.report(only.name, only.weights))
  }

  /// Draws Whh, Wxh and Why where their sizes are known, and sets the biases to zero.
  func outcomeOfAll(at range: SourceRange) throws -> Outcome {
    let hidden = try hiddenSize(at: range)
    let old = evaluation.workspace
    var workspace = old.cleared(forHiddenSize: hidden)
    // A second bias beside bh adds nothing but a trap: it is there where somebody draws it.
    for name in workspace.matrixNames where name.family != .inputBias || old.weights[name] != nil {
      guard let shape = old.shape(of: name, hidden: hidden) else { continue }
      try checkSize(shape, name, at: sizesRange ?? range)
      workspace = try drawing(name, shape, in: workspace, zero: name.isBias)
    }
    return Outcome(workspace, Self.report(workspace.present))
  }

  /// Where the sizes stand, for complaints about them.
  var sizesRange: SourceRange? { Self.cover(sizes.map(\.range)) }

  /// The range from the first of some places to the last.
  static func cover(_ ranges: [SourceRange]) -> SourceRange? {
    ranges.first.map { first in ranges.reduce(first) { $0.union($1) } }
  }

  func hiddenSize(at range: SourceRange) throws(Diagnostic) -> Int {
    if let second = sizes.dropFirst().first {
      throw Diagnostic(.extraArgument, "'init all' takes one size, n", at: second.range)
    }
    if let size = sizes.first { return size.value }
    if let known = evaluation.workspace.size(of: .hidden) { return known.value }
    throw Diagnostic(
      .sizeUnknown, "the hidden size is not known yet", at: range,
      hint: "start with init Whh \(scheme.value.spelling) 512")
  }

  /// The shape that was asked for, or that follows from the rest of the network.
  func shape(of name: MatrixName, at range: SourceRange) throws(Diagnostic) -> Shape {
    let workspace = evaluation.workspace
    let hidden = workspace.size(of: .hidden, apartFrom: name)?.value
    let found: Shape? =
      switch sizes.count {
      case 0: workspace.impliedShape(of: name)
      case 1: name.shape(given: sizes[0].value, hidden: hidden)
      default: Shape(sizes[0].value, sizes[1].value)
      }
    if let found { return found }
    throw Diagnostic(
      .sizeUnknown, "the size of \(name.rawValue) is not known yet", at: range,
      hint: name.isRecurrent
        ? "give it: init \(name.rawValue) \(scheme.value.spelling) 512"
        : "draw Whh first, or give rows and columns")
  }

  /// Throws where a matrix, or the block of a gate, may not be so large.
  func checkSize(
    _ shape: Shape, _ name: MatrixName, at range: SourceRange
  ) throws(Diagnostic) {
    try evaluation.checkSide(shape.rows, shape.columns, at: range)
    try checkMemory(shape, name, at: range)
  }

  func checkMemory(
    _ shape: Shape, _ name: MatrixName, at range: SourceRange
  ) throws(Diagnostic) {
    let copies = Double(scheme.value.initializer.copies)
    let bytes = copies * 8 * Double(shape.rows) * Double(shape.columns)
    try evaluation.resources.memory.check(
      bytes, for: "drawing \(name.rawValue) of \(shape.text)", at: range)
  }

  /// The workspace with one matrix drawn; `zero` draws zeros whatever the scheme.
  func drawing(
    _ name: MatrixName, _ shape: Shape, in workspace: Workspace, zero: Bool = false
  ) throws -> Workspace {
    let initializer: any Initializer = zero ? Zeros() : try turnedInitializer(for: shape)
    let (drawn, seed, draw) = try self.draw(initializer, name, shape, in: workspace)
    var next = workspace
    if pinnedSeed == nil, !zero { next.draws[name] = draw + 1 }
    next.place(
      drawn.matrix, as: name,
      .drawn(
        scheme: zero ? Zeros.card.name : scheme.value.spelling, law: drawn.law,
        seed: seed, draw: draw), drawnBy: initializer)
    next.note(factor: drawn.law.factor, of: name)
    return next
  }

  /// What an initialiser draws from the next draw of the stream of a matrix.
  func draw(
    _ initializer: any Initializer, _ name: MatrixName, _ shape: Shape, in workspace: Workspace
  ) throws -> (drawn: Draw, seed: UInt64, draw: UInt32) {
    let seed = pinnedSeed ?? workspace.seed
    let draw = pinnedSeed == nil ? workspace.draws[name, default: 0] : 0
    try check(initializer.law(for: shape))
    let stream = RandomStream(seed: seed, name: name.rawValue, draw: draw)
    do {
      if let factor = workspace.knownFactor(of: name),
        let known = try? initializer.expecting(factor: factor)
          .draw(shape, from: stream, evaluation.interruption)
      {
        return (known, seed, draw)
      }
      return (try initializer.draw(shape, from: stream, evaluation.interruption), seed, draw)
    } catch {
      throw diagnostic(for: error, name, shape)
    }
  }

  /// Throws for knobs that give no law.
  func check(_ law: Law) throws(Diagnostic) {
    guard law.isProper else {
      throw Diagnostic(
        .outOfRange,
        "these knobs give a mean of \(formatted(law.mean)) and a deviation of "
          + "\(formatted(law.deviation)), which no law has",
        at: Self.cover(knobs.map(\.range)) ?? scheme.range,
        hint: "help \(scheme.value.info.name)")
    }
  }

  /// The initialiser with the knobs as they come out for this shape.
  func turnedInitializer(for shape: Shape) throws(Diagnostic) -> any Initializer {
    try scheme.value.turning(settings(for: shape))
  }

  /// The knobs as they come out for this shape.
  func settings(for shape: Shape) throws(Diagnostic) -> [KnobSetting] {
    try checkKnobs()
    return try evaluation.knobSettings(knobs, locals: Self.locals(for: shape))
  }

  /// The names that a knob may use beside those that are known everywhere.
  static func locals(for shape: Shape) -> [String: Datum] {
    ["fan_in": .integer(shape.fanIn), "fan_out": .integer(shape.fanOut)]
  }

  /// Throws for a knob that the scheme does not have, and for two that exclude each other.
  private func checkKnobs() throws(Diagnostic) {
    let info = scheme.value.info
    let labels = knobs.compactMap(\.label)
    for label in labels where !info.knobs.contains(where: { $0.label == label.value }) {
      let known = info.knobs.map(\.label) + ["seed"]
      throw Diagnostic(
        .unknownLabel, "'\(info.name)' has no knob '\(label.value)'", at: label.range,
        hint: "it has " + known.joined(separator: ", "))
    }
    for (one, other) in info.exclusive {
      let used = labels.filter { $0.value == one || $0.value == other }
        .sorted { $0.range.lowerBound < $1.range.lowerBound }
      guard used.count > 1, let last = used.last else { continue }
      throw Diagnostic(
        .conflictingLabels, "\(one) and \(other) exclude each other", at: last.range,
        hint: "leave one of them out")
    }
  }
}
