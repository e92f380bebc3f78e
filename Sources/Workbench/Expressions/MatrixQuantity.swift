import LinearAlgebra
import Networks
import Stability

/// A number about a matrix: one row of the table below is its name in expressions, its JSON key and
/// its label in reports.
struct MatrixQuantity: Sendable {
  let name: String
  let aliases: [String]
  let label: String
  /// What has to be computed before, on demand.
  let need: SpectralNeed
  let value: @Sendable (Weights) -> Datum

  init(
    _ name: String, _ label: String, aliases: [String] = [], needs need: SpectralNeed = .nothing,
    _ value: @escaping @Sendable (Weights) -> Datum
  ) {
    self.name = name
    self.aliases = aliases
    self.label = label
    self.need = need
    self.value = value
  }

  /// Whether it follows from eigenvalues, singular values or powers.
  var needsSpectrum: Bool { need != .nothing }

  static func named(_ name: String) -> MatrixQuantity? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  static let all: [MatrixQuantity] =
    [
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
    ] + spectral

  /// Those that are part of every report on a matrix.
  static let reported = [
    "rows", "columns", "fan_in", "fan_out", "mean", "std", "expected_std", "gain",
    "frobenius_norm", "spectral_radius", "spectral_norm", "condition_number",
    "mean_singular_value", "rms_singular_value", "henrici",
  ].compactMap(named)

  /// Those that `stats` shows, a column or row each.
  static let statistics = [
    "mean", "std", "gain", "frobenius_norm", "spectral_radius", "spectral_norm",
    "mean_singular_value", "rms_singular_value", "condition_number", "henrici",
  ].compactMap(named)
}
