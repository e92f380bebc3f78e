import Language
import LinearAlgebra
import Networks

extension Command {
  static let bias = Command(
    "bias", "Set the bias of a gate, and with it how long the cell remembers.",
    discussion: """
      A gate is named by its letter or word: input i, forget f, candidate (or cell) g, output o of an \
      lstm; reset r, update z, candidate n of a gru. The forget gate of an lstm and the update gate of \
      a gru keep a share σ(b) of the state at each step, which is a memory of −1/ln σ(b) steps.

      It is bh that is set. Where bx is drawn too, as in torch, the two add up: forget biases of 1 in \
      both are a bias of 2. chrono draws biases ln U(1, TMAX − 1) for the gate that keeps, and their \
      negatives for the input gate of an lstm.
      """,
    examples: [
      "model lstm 64; init Whh orthogonal; bias forget 1",
      "model gru 64; init Whh orthogonal; bias chrono 100",
    ],
    forms: [
      Form(
        "chrono", "biases for memories of up to TMAX steps",
        .number("tmax", "the longest memory, in steps")
      ) { evaluation, longest in
        try evaluation.drawingChrono(longest)
      },
      Form(
        nil, "the same bias for every unit",
        .word("gate", "a gate, by its letter or its word", .gates), .number("value", "the bias"),
        preview: { evaluation, gate, value in
          let isKeeping =
            try evaluation.workspace.gate(gate) == evaluation.workspace.cell.memoryGate
          return isKeeping
            ? evaluation.workspace.previewing(
              "memory −1/ln σ(b) of \(previewed(GateBias.memory(of: value.value))) steps") : nil
        }
      ) { evaluation, gate, value in
        try evaluation.settingBias(of: gate, to: value)
      },
    ])
}

extension Evaluation {
  /// The same bias in every unit.
  fileprivate func settingBias(
    of gate: Located<String>, to value: Located<Double>
  ) throws(Diagnostic) -> Outcome {
    let name = MatrixName.hiddenBias.ofGate(try workspace.gate(gate))
    guard value.value.isFinite else {
      throw Diagnostic(
        .outOfRange, "a bias is a finite number", at: value.range, hint: "bias \(gate.value) 1")
    }
    let shape = Shape(try unitsForBiases(), 1)
    var scheme = Constant()
    scheme.value = value.value
    var next = workspace
    next.place(
      Matrix(repeating: value.value, rows: shape.rows, columns: 1), as: name,
      .drawn(
        scheme: Constant.card.name, law: scheme.law(for: shape), seed: workspace.seed, draw: 0))
    return Outcome(next, BiasReport(name, next).report)
  }

  /// Biases for memories of all lengths up to a longest one.
  fileprivate func drawingChrono(_ longest: Located<Double>) throws(Diagnostic) -> Outcome {
    guard let keeping = workspace.cell.memoryGate else {
      throw Diagnostic(
        .unknownMatrix,
        "the model is \(workspace.cell.name), which has no gate that keeps its state",
        at: statementRange,
        hint: "choose one that has: model lstm \(workspace.size(of: .hidden)?.value ?? 512)")
    }
    guard longest.value >= 2, longest.value.isFinite else {
      throw Diagnostic(
        .outOfRange, "tmax is a finite number of steps, 2 or more", at: longest.range,
        hint: "bias chrono 100")
    }
    let units = try unitsForBiases()
    let name = MatrixName.hiddenBias.ofGate(keeping)
    let chrono = Chrono(longest: longest.value)
    let draw = workspace.draws[name, default: 0]
    let stream = RandomStream(seed: workspace.seed, name: name.rawValue, draw: draw)
    let biases = chrono.biases(units, from: stream)
    var next = workspace
    next.draws[name] = draw + 1
    next.cite("Tallec and Ollivier 2018")
    func place(_ values: [Double], as name: MatrixName, _ law: Law) {
      next.place(
        Matrix(rows: units, columns: 1, elements: values), as: name,
        .drawn(scheme: "chrono", law: law, seed: workspace.seed, draw: draw))
    }
    place(biases, as: name, chrono.law)
    if let writing = workspace.cell.writingGate {
      place(biases.map { -$0 }, as: .hiddenBias.ofGate(writing), chrono.writingLaw)
    }
    return Outcome(next, BiasReport(name, next).report)
  }

  private func unitsForBiases() throws(Diagnostic) -> Int {
    if let size = workspace.size(of: .hidden) { return size.value }
    throw Diagnostic(
      .sizeUnknown, "the hidden size is not known yet", at: statementRange,
      hint: "give it: model \(workspace.cell.name) 512")
  }
}

/// What is said of the bias of a gate once it is set.
private struct BiasReport {
  let report: Report

  init(_ name: MatrixName, _ workspace: Workspace) {
    let gate = name.gate ?? ""
    let (bias, law) = Self.bias(name, workspace)
    let other = workspace.weights[.inputBias.ofGate(gate)]?.matrix
    let isKeeping = workspace.cell.memoryGate == gate
    let sums = other.map { zip(bias, $0.elements).map { $0 + $1 } } ?? bias
    let memories = isKeeping ? sums.map(GateBias.memory) : []
    report = Report(
      result: [
        Field(key: "matrix", value: .text(name.rawValue)),
        Field(key: "gate", value: .text(gate)),
        Field(key: "law", value: .text(law)),
        Field(key: "bias", value: .number(Self.mean(bias))),
        Field(key: "total", value: .number(Self.mean(sums))),
        Field(key: "shortest_memory", value: .optional(memories.min())),
        Field(key: "longest_memory", value: .optional(memories.max())),
      ],
      blocks: [
        .heading("\(name.rawValue)  \(bias.count) units  \(law)"),
        .facts(
          [
            Self.range("bias", of: bias),
            sums == bias ? nil : Self.range("with bx.\(gate)", of: sums),
            memories.isEmpty ? nil : Self.range("memory −1/ln σ", of: memories, unit: "steps"),
          ].compactMap(\.self)),
      ]
        + (sums == bias
          ? []
          : [
            .caution(
              "bx.\(gate) is there too, and the two biases add up: on average to "
                + "\(formatted(Self.mean(sums))), not \(formatted(Self.mean(bias))).")
          ]))
  }

  private static func bias(_ name: MatrixName, _ workspace: Workspace) -> ([Double], String) {
    guard let weights = workspace.weights[name] else { return ([], "") }
    return (weights.matrix.elements, weights.summary)
  }

  private static func mean(_ values: [Double]) -> Double {
    Matrix(rows: 1, columns: values.count, elements: values).mean
  }

  /// A number for all units, or the least and the largest.
  private static func range(_ label: String, of values: [Double], unit: String? = nil) -> Fact {
    guard let least = values.min(), let largest = values.max(), least != largest else {
      return Fact(label, .optional(values.first), unit: unit)
    }
    return Fact(
      label, .text("\(formatted(least)) to \(formatted(largest))"), unit: unit)
  }
}
