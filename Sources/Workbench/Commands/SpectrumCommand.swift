import Language
import LinearAlgebra
import Numerics
import Stability

extension Command {
  static let spectrum = Command(
    "spectrum", "Eigenvalues, singular values and powers of a matrix, beside the laws for them.",
    discussion: """
      Of Whh unless you name another, in float64. The spectral radius ρ = max |λ| decides how W^k \
      grows in the end, the spectral norm σ_max what one step can do. For independent entries of \
      deviation σ the eigenvalues fill a disc of radius g = σ√n (circular law), a mean adds one \
      outlier near n · mean, and the singular values fill a quarter of a circle of radius 2g \
      (Marchenko and Pastur). Henrici's number is 0 for a normal matrix, whose powers are as large \
      as those of ρ, and 1/√2 for large random ones: then ‖W^k‖ can grow although ρ < 1.
      """,
    source: "Girko 1984; Marchenko and Pastur 1967; Trefethen and Embree 2005",
    examples: [
      "init Whh xavier 256; spectrum", "init Whh uniform 64; spectrum; print Whh.outlier",
    ],
    Parameter<MatrixName>.matrix().optional()
  ) { evaluation, matrix in
    let name = matrix ?? .recurrent
    let weights = try evaluation.workspace.weights(name, at: evaluation.statementRange)
    guard weights.origin != .gates else {
      throw evaluation.workspace.spectraAreOfGates(name, at: evaluation.statementRange) {
        "spectrum \($0)"
      }
    }
    guard weights.matrix.isFinite else {
      throw weights.notFinite(name, at: evaluation.statementRange)
    }
    let next = try evaluation.workspace.withSpectrum(of: name, evaluation.resources)
      .with(.growth, of: name, evaluation.resources)
    guard let weights = next.weights[name], let spectrum = weights.spectrum else {
      return Outcome(next)
    }
    let measures = weights.measures(in: next.precision)
    return Outcome(next, report(name, weights, spectrum, measures))
  }

  private static func report(
    _ name: MatrixName, _ weights: Weights, _ spectrum: Spectrum, _ measures: [Measure]
  ) -> Report {
    let lists = ["eigenvalues", "singular_values", "power_norms"].compactMap(MatrixQuantity.named)
    return Report(
      result: [Field(key: "matrix", value: .text(name.rawValue))]
        + (lists + summary).map { Field(key: $0.name, value: $0.value(weights)) }
        + [Field(key: "measures", value: .list(measures.map(\.record)))],
      blocks: [.heading("spectrum of \(name.rawValue)")] + numbers(weights, measures)
        + SpectrumSentences(name, weights, spectrum).blocks
        + [.table(largest(spectrum))] + powers(weights) + Measure.cautions(measures, of: name))
  }

  private static let summary = [
    "spectral_radius", "outlier", "bulk_radius", "smallest_modulus", "outside_unit_circle",
    "circular_law_distance", "henrici", "spectral_norm", "smallest_singular_value",
    "condition_number", "mean_singular_value", "rms_singular_value", "mean_log_singular_value",
    "marchenko_pastur_distance", "transient_growth", "transient_growth_step",
  ].compactMap(MatrixQuantity.named)

  /// What there is, each with its prediction where the law of the matrix is known.
  private static func numbers(_ weights: Weights, _ measures: [Measure]) -> [Block] {
    let hasOutlier = weights.shapeOfSpectrum?.outlier != nil
    let shown = summary.filter { quantity in
      quantity.value(weights) != .null && (quantity.name != "bulk_radius" || hasOutlier)
    }
    guard measures.contains(where: { $0.prediction != nil }) else {
      return [.facts(shown.map { Fact($0.label, $0.value(weights)) })]
    }
    let rows = shown.map { quantity in
      measures.first { $0.quantity.name == quantity.name }?.row
        ?? [.text(quantity.label), quantity.value(weights)]
    }
    return [.table(Measure.table(rows))]
  }

  /// The five largest of each, side by side.
  private static func largest(_ spectrum: Spectrum) -> Table {
    let count = min(5, spectrum.singularValues.count)
    let rows = (0..<count).map { index in
      let eigenvalue = spectrum.eigenvalues.map { $0[index] }
      return [
        Datum.integer(index + 1), .optional(eigenvalue?.length), .optional(eigenvalue?.real),
        .optional(eigenvalue?.imaginary), .number(spectrum.singularValues[index]),
      ]
    }
    return Table(
      columns: [
        Table.Column("largest"), Table.Column("|λ|"), Table.Column("real"),
        Table.Column("imaginary"), Table.Column("σ"),
      ],
      rows: rows)
  }

  /// ‖W^k‖ beside ρ^k, which it would be for a normal matrix.
  private static func powers(_ weights: Weights) -> [Block] {
    guard let growth = weights.growth, let radius = weights.spectralRadius else { return [] }
    let rows = growth.points.map { point in
      [
        Datum.integer(point.power), .text(point.shown),
        .number(Elementary.pow(radius, Double(point.power))),
      ]
    }
    return [
      .table(
        Table(
          columns: [Table.Column("k"), Table.Column("‖W^k‖"), Table.Column("ρ^k")], rows: rows))
    ]
  }
}
