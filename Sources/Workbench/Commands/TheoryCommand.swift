import Language
import LinearAlgebra
import Networks
import Stability

extension Command {
  static let theory = Command(
    "theory", "What mean-field theory predicts for the network, without running it.",
    discussion: """
      For n → ∞, from the declared laws of Whh, Wxh and the biases (of imported or typed matrices from \
      their entries), the activation, and the variance that the input gives a pre-activation; from \
      h_0 ~ N(0, 1). With an input, the network without it stands beside. χ above 1 is necessary for \
      gradients to explode, not sufficient. Numbers at size n stand where they are known: for a \
      state at rest or a linear network the recurrent product grows as ρ of the matrix. Expressions \
      read the numbers as theory.q, theory.chi, theory.undriven.chi; they are always those of the \
      network as it is.
      """,
    source: "Sompolinsky, Crisanti and Sommers 1988; Poole et al. 2016; Schoenholz et al. 2017",
    examples: [
      "init Whh xavier 512; theory",
      "init Whh xavier 64 gain=1.5; init Wxh xavier 64 1; input noise std=1; theory",
    ]
  ) { evaluation in
    let workspace = evaluation.workspace
    guard workspace.hasTheory else {
      return Outcome(workspace, notCovered(workspace.cell))
    }
    try workspace.checkTheory(at: evaluation.statementRange)
    let next = try workspace.withTheory(evaluation.interruption)
    guard let theory = next.theory else { return Outcome(next) }
    return Outcome(next, TheorySection(theory, inputIsIgnored: next.ignoresInput).report)
  }

  private static func notCovered(_ cell: any Cell) -> Report {
    let reason =
      cell.hasGates
      ? "The literature has no closed mean-field theory for the gates of \(cell.name) with tied "
        + "weights, only conditions for single gates."
      : "The state of \(cell.name) remembers itself directly, so that its variance does not follow "
        + "from one step, and no closed theory is known for it."
    return Report(
      result: Theory.absent,
      blocks: [
        .sentence(reason),
        .sentence("What it does can only be measured: unroll, backprop and stats do that."),
      ])
  }
}

extension Workspace {
  /// Throws where theory, which covers the model, has nothing to start from.
  func checkTheory(at range: SourceRange) throws(Diagnostic) {
    let recurrent = try weights(.recurrent, at: range)
    guard recurrent.shape.rows == recurrent.shape.columns else {
      throw Diagnostic(
        .notSquare, "Whh is \(recurrent.shape.text), and a network needs a square one", at: range,
        hint: "init Whh xavier \(recurrent.shape.columns)")
    }
    guard let source = TheorySetting(self)?.sources.first(where: { !$0.isFinite }) else { return }
    throw Diagnostic(
      .notFinite, "the entries of \(source.name) have no finite variance, so theory knows nothing",
      at: range, hint: "draw \(source.name) by another law: init \(source.name) xavier")
  }

  /// Whether there is an input that reaches nothing, for want of a Wxh.
  fileprivate var ignoresInput: Bool { !input.isNone && weights[.input] == nil }
}

/// What a person reads of theory.
private struct TheorySection {
  private let theory: Theory
  private let inputIsIgnored: Bool

  init(_ theory: Theory, inputIsIgnored: Bool) {
    (self.theory, self.inputIsIgnored) = (theory, inputIsIgnored)
  }

  var report: Report {
    Report(
      result: theory.fields,
      blocks: [
        .heading("theory of \(field.activation.name), n → ∞ and n = \(theory.setting.size)"),
        .facts(facts), .table(table),
      ] + [outlier].compactMap(\.self).map { .sentence($0) } + cautions.map { .caution($0) }
        + [.sentence(regime)])
  }

  private var field: MeanField { theory.setting.field }

  private var facts: [Fact] {
    let laws = theory.setting.sources.map { source in
      Fact("law of \(source.name)", .text(source.text), note: source.isDeclared ? nil : "measured")
    }
    let input = Fact(
      "input variance", .number(field.input.variance), note: "on a pre-activation")
    return laws + [Fact("g", .number(field.gain), note: "σ√n")]
      + (theory.setting.isDriven ? [input] : [])
  }

  private var table: Table {
    let rows = theory.present.rows
    let undriven = theory.undriven?.rows
    let driven = undriven == nil ? "n → ∞" : "n → ∞, driven"
    return Table(
      columns: [Table.Column("", .left), Table.Column(driven)]
        + (undriven == nil ? [] : [Table.Column("undriven")])
        + [Table.Column("at n"), Table.Column("meaning", .left)],
      rows: rows.indices.map { index in
        [.text(rows[index].label), rows[index].value]
          + (undriven.map { [$0[index].value] } ?? [])
          + [rows[index].atSize, .text(rows[index].meaning)]
      })
  }

  /// The eigenvalue that the mean of Whh makes.
  private var outlier: String? {
    guard field.outlier != 0 else { return nil }
    let place =
      field.outlier.magnitude > field.gain
      ? "outside the bulk" : "hidden by the bulk"
    return "The mean of Whh's entries stands for an eigenvalue near n·m = "
      + "\(formatted(field.outlier)), \(place) of radius g = \(formatted(field.gain))."
  }

  private var cautions: [String] {
    let measured = theory.setting.sources.filter { !$0.isDeclared }.map(\.name)
    let structured = theory.setting.sources.filter(\.isStructured).map(\.name)
    let cases =
      theory.present.complaints
      + (theory.undriven?.complaints.map { "without input: \($0)" } ?? [])
    return [
      measured.isEmpty
        ? nil : "\(measured.joined(separator: ", ")): sample moments, for there is no law.",
      structured.isEmpty
        ? nil
        : "\(structured.joined(separator: ", ")): the entries depend on each other, and theory takes "
          + "them for independent ones of the same moments.",
      inputIsIgnored ? "There is an input but no Wxh, so nothing drives the network." : nil,
    ].compactMap(\.self) + cases
  }

  private var regime: String {
    let present = theory.present.theory
    let (χ, factor) = (formatted(present.susceptibility), formatted(present.gradientFactor))
    return switch present.regime {
    case .ordered where field.gain * field.activation.steepestSlope > 1:
      "Ordered although g · max φ′ is above 1, because φ is flat where the units are: χ = \(χ), and "
        + "gradients vanish."
    case .ordered:
      "Ordered: χ = \(χ) is below 1, a step multiplies a gradient by \(factor), and gradients vanish."
    case .critical:
      "Critical: χ = \(χ), so that a gradient keeps its size within a factor of two over 100 steps."
    case .chaotic:
      "Chaotic: χ = \(χ) is above 1, neighbouring states part, and gradients can explode."
    case .divergent:
      "Divergent: the state grows without bound and can overflow; a step multiplies a gradient by "
        + "\(factor)."
    }
  }
}
