import Numerics
import Language
import LinearAlgebra
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
    let next = try evaluation.workspace.withSpectrum(of: name, evaluation.interruption)
    guard let spectrum = next.weights[name]?.spectrum else { return Outcome(next) }
    return Outcome(next, report(name, spectrum))
  }

  private static func report(_ name: MatrixName, _ spectrum: Spectrum) -> Report {
    let eigenvalues = spectrum.eigenvalues.map { values in
      Datum.list(values.map { .numbers([$0.real, $0.imaginary]) })
    }
    return Report(
      result: [
        Field(key: "matrix", value: .text(name.rawValue)),
        Field(key: "eigenvalues", value: eigenvalues ?? .null),
        Field(key: "singular_values", value: .numbers(spectrum.singularValues)),
        Field(key: "spectral_radius", value: .optional(spectrum.spectralRadius)),
        Field(key: "spectral_norm", value: .number(spectrum.spectralNorm)),
        Field(key: "condition_number", value: .number(spectrum.conditionNumber)),
      ],
      blocks: [
        .heading("spectrum of \(name.rawValue)"), .facts(facts(spectrum)),
        .table(largest(spectrum)),
      ])
  }

  private static func facts(_ spectrum: Spectrum) -> [Fact] {
    let moduli = spectrum.eigenvalues?.map(\.length)
    let outside = moduli.map { $0.count { $0 > 1 } }
    return [
      moduli.map { Fact("spectral radius ρ", .number($0.first ?? 0), note: "largest |λ|") },
      moduli.map { Fact("smallest |λ|", .number($0.last ?? 0)) },
      outside.map { Fact("outside the unit circle", .integer($0), note: "eigenvalues") },
      Fact("spectral norm σ_max", .number(spectrum.spectralNorm)),
      Fact("smallest σ", .number(spectrum.singularValues.last ?? 0)),
      Fact("condition number", .number(spectrum.conditionNumber)),
    ].compactMap(\.self)
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
