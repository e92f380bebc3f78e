import Language
import LinearAlgebra
import Numerics
import Stability

extension Command {
  static let spectrum = Command(
    "spectrum", "Eigenvalues and singular values of a matrix, Whh unless you name another.",
    discussion: """
      Computed in float64. The spectral radius ρ = max |λ| decides how W^k grows in the end, the \
      spectral norm σ_max what one step can do; for a Gaussian matrix they are near g and 2g.
      """,
    examples: ["init Whh xavier 256; spectrum"],
    Parameter<MatrixName>.matrix().optional()
  ) { evaluation, matrix in
    let name = matrix ?? .recurrent
    let weights = try evaluation.workspace.weights(name, at: evaluation.statementRange)
    guard weights.matrix.isFinite else {
      throw Diagnostic(
        .notFinite, "\(name.rawValue) has entries that are not finite numbers",
        at: evaluation.statementRange, hint: "draw or import another one")
    }
    let next = try evaluation.workspace.withSpectrum(of: name, evaluation.resources)
    guard let weights = next.weights[name], let spectrum = weights.spectrum else {
      return Outcome(next)
    }
    return Outcome(next, report(name, weights, spectrum))
  }

  private static func report(_ name: MatrixName, _ weights: Weights, _ spectrum: Spectrum) -> Report
  {
    let summary = [
      "spectral_radius", "smallest_modulus", "outside_unit_circle", "spectral_norm",
      "smallest_singular_value", "condition_number",
    ].compactMap(MatrixQuantity.named)
    let lists = ["eigenvalues", "singular_values"].compactMap(MatrixQuantity.named)
    return Report(
      result: [Field(key: "matrix", value: .text(name.rawValue))]
        + (lists + summary).map { Field(key: $0.name, value: $0.value(weights)) },
      blocks: [
        .heading("spectrum of \(name.rawValue)"),
        .facts(
          summary.map { Fact($0.label, $0.value(weights)) }.filter { $0.value != .null }),
        .table(largest(spectrum)),
      ])
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
}
