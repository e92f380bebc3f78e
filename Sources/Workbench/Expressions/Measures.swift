import LinearAlgebra
import Networks
import Stability

/// A number about a matrix beside what its law predicts.
struct Measure {
  let quantity: MatrixQuantity
  let measured: Datum
  let prediction: Prediction?
  /// How many spreads the measured number is from the predicted one.
  let z: Double?

  /// From here on a draw is a surprise: for a normal law one in 16 000.
  static let surprising = 4.0

  var isSurprising: Bool { (z?.magnitude ?? 0) > Self.surprising }

  /// Rounded as far as anybody reads it.
  var zText: String? { z.map { formatted($0, digits: $0.magnitude < 0.95 ? 1 : 2) } }

  /// The spread; for what has none, why.
  private var spreadText: String? {
    guard let prediction else { return nil }
    guard let spread = prediction.spread else { return prediction.isMedian ? "median" : "limit" }
    return spread > 0 ? formatted(spread, digits: 2) : "exact"
  }

  /// A row of `table`.
  var row: [Datum] {
    [
      .text(quantity.label), measured, .optional(prediction?.value), .optional(spreadText),
      .optional(zText),
    ]
  }

  static func table(_ rows: [[Datum]]) -> Table {
    Table(
      columns: [
        Table.Column("", .left), Table.Column("measured"), Table.Column("predicted"),
        Table.Column("± spread"), Table.Column("z"),
      ], rows: rows)
  }

  /// What must not be overlooked of a draw: numbers that its law hardly ever gives.
  ///
  /// Of those that `stats` shows; the mean of ln σ, which hangs on the smallest σ, has a long tail.
  static func cautions(_ measures: [Measure], of name: MatrixName) -> [Block] {
    MatrixQuantity.statistics.compactMap { quantity in
      measures.first { $0.quantity.name == quantity.name && $0.isSurprising }
        .flatMap(\.surprise).map { .caution("A surprising draw of \(name.rawValue): \($0).") }
    }
  }

  /// `the spectral radius ρ is 1.3, 5.2 spreads above the predicted 1.046`.
  private var surprise: String? {
    guard let prediction, let z else { return nil }
    return
      "the \(quantity.label) is \(measured.shown), \(formatted(z.magnitude, digits: 2)) spreads "
      + "\(z > 0 ? "above" : "below") the predicted \(formatted(prediction.value))"
  }

  /// As data, under the keys of `measures`.
  var record: Datum {
    .record([
      Field(key: "name", value: .text(quantity.name)),
      Field(key: "measured", value: measured),
      Field(key: "predicted", value: .optional(prediction?.value)),
      Field(key: "spread", value: .optional(prediction?.spread)),
      Field(key: "z", value: .optional(z)),
    ])
  }
}

extension Weights {
  /// The quantities that can be predicted, in the order of reports; what a matrix has not is left out.
  func measures(in precision: Precision) -> [Measure] {
    let prediction = prediction
    return Self.predictable.compactMap { name, path -> Measure? in
      guard let quantity = MatrixQuantity.named(name) else { return nil }
      let measured = quantity.value(self)
      guard let number = measured.asNumber else { return nil }
      let predicted = prediction?[keyPath: path]
      // What rounding the entries, and LAPACK, can do to a number that is otherwise exact.
      let scale = predicted.map { max($0.value.magnitude, number.isFinite ? number.magnitude : 0) }
      let rounding =
        (scale ?? 0) * (precision.unit + 0x1p-52 * Double(max(shape.rows, shape.columns)))
      return Measure(
        quantity: quantity, measured: measured, prediction: predicted,
        z: predicted?.score(of: number, rounding: rounding))
    }
  }

  private static let predictable:
    [(String, any KeyPath<MatrixPrediction, Prediction?> & Sendable)] = [
      ("mean", \.mean), ("std", \.standardDeviation), ("gain", \.gain),
      ("frobenius_norm", \.frobeniusNorm), ("spectral_radius", \.spectralRadius),
      ("outlier", \.outlier), ("bulk_radius", \.bulkRadius), ("spectral_norm", \.spectralNorm),
      ("mean_singular_value", \.meanSingularValue), ("rms_singular_value", \.rmsSingularValue),
      ("mean_log_singular_value", \.meanLogSingularValue),
      ("condition_number", \.conditionNumber), ("henrici", \.henrici),
    ]
}

extension Precision {
  /// Half the distance between numbers at 1.
  fileprivate var unit: Double {
    switch self {
    case .float32: 0x1p-24
    case .float64: 0x1p-53
    case .bfloat16: 0x1p-8
    }
  }
}
