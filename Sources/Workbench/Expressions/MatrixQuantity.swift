import LinearAlgebra
import Networks
import Numerics
import Stability

/// A number about a matrix: one row of the table below is its name in expressions, its JSON key and
/// its label in reports.
struct MatrixQuantity: Sendable {
  let name: String
  let aliases: [String]
  let label: String
  /// Whether it follows from eigenvalues or singular values, which are computed on demand.
  let needsSpectrum: Bool
  let value: @Sendable (Weights) -> Datum

  private init(
    _ name: String, _ label: String, aliases: [String] = [], needsSpectrum: Bool = false,
    _ value: @escaping @Sendable (Weights) -> Datum
  ) {
    self.name = name
    self.aliases = aliases
    self.label = label
    self.needsSpectrum = needsSpectrum
    self.value = value
  }

  static func named(_ name: String) -> MatrixQuantity? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  static let all: [MatrixQuantity] = [
    MatrixQuantity("rows", "rows") { .integer($0.shape.rows) },
    MatrixQuantity("columns", "columns") { .integer($0.shape.columns) },
    MatrixQuantity("fan_in", "fan_in") { .integer($0.shape.fanIn) },
    MatrixQuantity("fan_out", "fan_out") { .integer($0.shape.fanOut) },
    MatrixQuantity("mean", "mean") { .number($0.matrix.mean) },
    MatrixQuantity("std", "std", aliases: ["deviation"]) {
      .number($0.matrix.standardDeviation)
    },
    MatrixQuantity("expected_std", "expected std") { weights in
      guard case .drawn(_, let law, _, _) = weights.origin else { return .null }
      return .number(law.deviation)
    },
    MatrixQuantity("scheme", "scheme") { weights in
      guard case .drawn(let scheme, _, _, _) = weights.origin else { return .null }
      return .text(scheme)
    },
    MatrixQuantity("law", "law") { weights in
      guard case .drawn(_, let law, _, _) = weights.origin else { return .null }
      return .text(law.formula)
    },
    MatrixQuantity("factor", "factor it was scaled by") { weights in
      guard case .drawn(_, let law, _, _) = weights.origin else { return .null }
      return .optional(law.factor)
    },
    MatrixQuantity("seed", "seed") { weights in
      guard case .drawn(_, _, let seed, _) = weights.origin else { return .null }
      return .integer(Int(seed))
    },
    MatrixQuantity("draw", "draw, counted from 1") { weights in
      guard case .drawn(_, _, _, let draw) = weights.origin else { return .null }
      return .integer(Int(draw) + 1)
    },
    MatrixQuantity("gain", "gain g = σ√fan_in") { .number($0.gain) },
    MatrixQuantity("frobenius_norm", "Frobenius norm", aliases: ["norm"]) {
      .number($0.matrix.frobeniusNorm)
    },
    MatrixQuantity(
      "spectral_radius", "spectral radius ρ", aliases: ["radius"], needsSpectrum: true
    ) { weights in
      guard weights.matrix.isSquare else { return .null }
      return spectral(weights) { $0.spectralRadius }
    },
    MatrixQuantity("spectral_norm", "spectral norm σ_max", needsSpectrum: true) { weights in
      spectral(weights) { $0.spectralNorm }
    },
    MatrixQuantity("condition_number", "condition number", needsSpectrum: true) { weights in
      spectral(weights) { $0.conditionNumber }
    },
    MatrixQuantity("smallest_modulus", "smallest |λ|", needsSpectrum: true) { weights in
      spectral(weights) { $0.eigenvalues?.last?.length }
    },
    MatrixQuantity(
      "outside_unit_circle", "eigenvalues outside the unit circle", needsSpectrum: true
    ) { weights in
      // A millionth is allowed for: the rounding to float32 moves |λ| of an orthogonal matrix by less.
      .optional(weights.spectrum?.eigenvalues?.count { $0.length > 1 + 1e-6 })
    },
    MatrixQuantity("smallest_singular_value", "smallest σ", needsSpectrum: true) { weights in
      spectral(weights) { $0.singularValues.last }
    },
    MatrixQuantity("singular_values", "singular values", needsSpectrum: true) { weights in
      weights.spectrum.map { .numbers($0.singularValues) } ?? .null
    },
    MatrixQuantity("eigenvalues", "eigenvalues, [real, imaginary]", needsSpectrum: true) {
      $0.spectrum?.eigenvalues.map { values in
        .list(values.map { .numbers([$0.real, $0.imaginary]) })
      } ?? .null
    },
  ]

  /// Those that are part of every report on a matrix.
  static let reported = [
    "rows", "columns", "fan_in", "fan_out", "mean", "std", "expected_std", "gain",
    "frobenius_norm", "spectral_radius", "spectral_norm", "condition_number",
  ].compactMap(named)

  /// A number of the spectrum: none while nobody has asked for it, `nan` where there can be none.
  private static func spectral(_ weights: Weights, _ value: (Spectrum) -> Double?) -> Datum {
    guard let spectrum = weights.spectrum else {
      return weights.matrix.isFinite ? .null : .number(.nan)
    }
    return .optional(value(spectrum))
  }

  /// Those that `stats` shows, a column or row each.
  static let statistics = [
    "mean", "std", "gain", "frobenius_norm", "spectral_radius", "spectral_norm",
    "condition_number",
  ].compactMap(named)
}
