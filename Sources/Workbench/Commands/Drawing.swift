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

  /// Draws one matrix.
  func outcome(of name: MatrixName, at range: SourceRange) throws -> Outcome {
    let shape = try shape(of: name, at: range)
    let sizeRange = sizesRange ?? range
    try evaluation.workspace.check(shape, of: name, at: sizeRange)
    try checkMemory(shape, name, at: sizeRange)
    let next = try drawing(name, shape, in: evaluation.workspace)
    guard let weights = next.weights[name] else { return Outcome(next) }
    return Outcome(next, Self.report(name, weights))
  }

  /// Draws Whh, Wxh and Why where their sizes are known, and sets the biases to zero.
  func outcomeOfAll(at range: SourceRange) throws -> Outcome {
    let old = evaluation.workspace
    let hidden = try hiddenSize(at: range)
    var workspace = old
    // Everything is drawn anew, so that nothing of another hidden size remains to disagree with.
    if hidden != old.size(of: .hidden)?.value {
      for (name, _) in old.present where name.usesHiddenSize { workspace.remove(name) }
    }
    for name in MatrixName.allCases {
      let sizes = [name.rows, name.columns].map { dimension in
        dimension == .hidden ? hidden : old.size(of: dimension)?.value
      }
      guard let rows = sizes[0], let columns = sizes[1] else { continue }
      let shape = Shape(rows, columns)
      try checkMemory(shape, name, at: sizesRange ?? range)
      workspace = try drawing(name, shape, in: workspace, zero: name.isBias)
    }
    return Outcome(workspace, Self.report(workspace.present))
  }

  /// Where the sizes stand, for complaints about them.
  private var sizesRange: SourceRange? { Self.cover(sizes.map(\.range)) }

  /// The range from the first of some places to the last.
  private static func cover(_ ranges: [SourceRange]) -> SourceRange? {
    ranges.first.map { first in ranges.reduce(first) { $0.union($1) } }
  }

  private func hiddenSize(at range: SourceRange) throws(Diagnostic) -> Int {
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
  private func shape(of name: MatrixName, at range: SourceRange) throws(Diagnostic) -> Shape {
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
      hint: name == .recurrent
        ? "give it: init Whh \(scheme.value.spelling) 512"
        : "draw Whh first, or give rows and columns")
  }

  private func checkMemory(
    _ shape: Shape, _ name: MatrixName, at range: SourceRange
  ) throws(Diagnostic) {
    let copies = Double(scheme.value.initializer.copies)
    let bytes = copies * 8 * Double(shape.rows) * Double(shape.columns)
    try evaluation.resources.memory.check(
      bytes, for: "drawing \(name.rawValue) of \(shape.text)", at: range)
  }

  /// The workspace with one matrix drawn; `zero` draws zeros whatever the scheme.
  private func drawing(
    _ name: MatrixName, _ shape: Shape, in workspace: Workspace, zero: Bool = false
  ) throws -> Workspace {
    let initializer: any Initializer = zero ? Zeros() : try turnedInitializer(for: shape)
    let seed = pinnedSeed ?? workspace.seed
    let draw = pinnedSeed == nil ? workspace.draws[name, default: 0] : 0
    let law = initializer.law(for: shape)
    try check(law)
    let stream = RandomStream(seed: seed, name: name.rawValue, draw: draw)
    let matrix = try initializer.matrix(shape, from: stream, evaluation.interruption)
    var next = workspace
    if pinnedSeed == nil, !zero { next.draws[name] = draw + 1 }
    next.place(
      matrix, as: name,
      .drawn(
        scheme: zero ? Zeros.card.name : scheme.value.spelling, law: law,
        seed: seed, draw: draw))
    return next
  }

  /// Throws for knobs that give no law.
  private func check(_ law: Law) throws(Diagnostic) {
    guard law.deviation.isFinite, law.deviation >= 0, law.mean.isFinite else {
      throw Diagnostic(
        .outOfRange,
        "these knobs give a mean of \(formatted(law.mean)) and a deviation of "
          + "\(formatted(law.deviation)), which no law has",
        at: Self.cover(knobs.map(\.range)) ?? scheme.range,
        hint: "help \(scheme.value.info.name)")
    }
  }

  /// The initialiser with the knobs as they come out for this shape.
  private func turnedInitializer(for shape: Shape) throws(Diagnostic) -> any Initializer {
    let locals: [String: Datum] = [
      "fan_in": .integer(shape.fanIn), "fan_out": .integer(shape.fanOut),
    ]
    try checkKnobs()
    var values: [Located<(label: String, value: KnobValue)>] = []
    for argument in knobs {
      guard let label = argument.label else { continue }
      let value: KnobValue
      if case .word(let word) = argument.content {
        value = .word(word)
      } else {
        value = .number(
          try evaluation.number(
            try argument.expression, from: argument.range, locals: locals))
      }
      values.append(Located((label.value, value), at: argument.range))
    }
    return try scheme.value.turning(values)
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
        hint: "\(one) fixes the deviation, \(other) multiplies it")
    }
  }
}
