import Language
import Networks

extension Command {
  static let model = Command(
    "model", "Choose the cell of the network and its sizes.",
    discussion: """
      The gates of an lstm are i f g o, those of a gru r z n; Whh.f is the block of the forget gate, and \
      init Whh draws each gate by itself. There are two biases, bx beside bh, as in the libraries: \
      only the gru tells them apart, in every other cell they add up. Without a size the present one \
      stays. Matrices that no longer fit are taken away.
      """,
    examples: [
      "model lstm 64 inputs=10; init all xavier; show", "model leaky 128 leak=0.2; init Whh xavier",
    ],
    forms: cells.map { form($0) })

  private static func form<Model: Cell>(_: Model.Type) -> Form {
    Form(
      Model.card.name, Model.card.summary,
      Parameter<Located<Int>>.count(
        "hidden", "the hidden size n", within: .side
      ).optional(),
      .size("inputs", "the input size"), .size("outputs", "the output size"),
      Parameter<Model>.cell(Model.self),
      preview: {
        (evaluation: Evaluation, hidden: Located<Int>?, inputs: Int?, outputs: Int?, cell: Model) in
        evaluation.workspace.foretold(
          cell, hidden: hidden?.value, inputs: inputs, outputs: outputs)
      }
    ) { evaluation, hidden, inputs, outputs, cell in
      let sizes: [(MatrixName.Dimension, Int?)] = [
        (.hidden, hidden?.value), (.inputs, inputs), (.outputs, outputs),
      ]
      let next = try evaluation.workspace.changing(
        to: cell, sizes: sizes, at: evaluation.statementRange)
      return Outcome(next, report(next))
    }
  }

  private static func report(_ workspace: Workspace) -> Report {
    let hidden = workspace.size(of: .hidden)?.value
    let facts = [
      Fact("cell", .text(workspace.cell.name), note: workspace.cell.summary),
      workspace.cell.hasGates
        ? Fact("gates", .text(workspace.cell.gates.joined(separator: " "))) : nil,
      Fact("hidden size", .optional(hidden)),
      Fact("input size", .optional(workspace.size(of: .inputs)?.value)),
      Fact("output size", .optional(workspace.size(of: .outputs)?.value)),
    ].compactMap(\.self)
    let settings = workspace.cell.settings.map { Fact($0.label, Datum($0.value)) }
    return Report(
      result: [
        Field(key: "cell", value: .text(workspace.cell.name)),
        Field(key: "gates", value: .list(workspace.gateNames.map { .text($0) })),
        Field(key: "hidden", value: .optional(hidden)),
        Field(key: "inputs", value: .optional(workspace.size(of: .inputs)?.value)),
        Field(key: "outputs", value: .optional(workspace.size(of: .outputs)?.value)),
      ] + settings.map { Field(key: $0.label, value: $0.value) },
      blocks: [.facts(facts.filter { $0.value != .null } + settings)])
  }
}

extension Parameter where Argument == Int? {
  /// A size by its label, as it stays when nothing is said.
  static func size(_ label: String, _ help: String) -> Self {
    let info = ParameterInfo(
      place: .labelled, label: label, slot: .expression, help: help, isRequired: false,
      domain: .sizes)
    return .one(info, fallback: .some(nil)) { (argument, evaluation) throws(Diagnostic) in
      try evaluation.count(
        try argument.expression, label, within: .side, from: argument.range)
    }
  }
}

extension Parameter where Argument: Cell {
  /// A cell with its knobs, by their labels.
  fileprivate static func cell(_: Argument.Type) -> Self {
    let infos = Argument.card.knobs.map { KnobInfo($0).parameter() }
    return Parameter(infos: infos) { (reader, evaluation) throws(Diagnostic) in
      let given = infos.compactMap { reader.argument(of: $0) }
      return try turning(Argument(), Argument.card, evaluation.knobSettings(given))
    }
  }
}

extension Workspace {
  /// The workspace with another cell and the sizes that are given.
  ///
  /// A matrix that is not one of the model's, or has another size than is wanted, goes.
  fileprivate func changing(
    to cell: any Cell, sizes: [(MatrixName.Dimension, Int?)], at range: SourceRange
  ) throws(Diagnostic) -> Workspace {
    var next = self
    next.dropResults(because: "the model has changed")
    for case (let dimension, let size?) in sizes {
      if dimension == .inputs, let (value, witness) = input.size, value != size {
        throw Diagnostic(
          .sizesDisagree, "the model would have \(size) inputs, but \(witness)", at: range,
          hint: "use \(value), or input none first")
      }
      next.declaredSizes[dimension] = size
      for (name, weights) in present
      where (name.rows == dimension && weights.shape.rows != size)
        || (name.columns == dimension && weights.shape.columns != size)
      {
        next.remove(name)
      }
    }
    if let hidden = size(of: .hidden)?.value, next.declaredSizes[.hidden] == nil {
      next.declaredSizes[.hidden] = hidden
    }
    next.cell = cell
    next.cite(cell)
    let names = Set(next.matrixNames)
    next.weights = next.weights.filter { names.contains($0.key) }
    return next
  }

  /// The names of the gates; none for a cell without.
  var gateNames: [String] { cell.hasGates ? cell.gates : [] }
}
