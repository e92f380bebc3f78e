import LinearAlgebra
import Numerics
import Stability

// The quantities of a matrix that follow from eigenvalues, singular values and powers.

extension MatrixQuantity {
  static let spectral: [MatrixQuantity] =
    leading + ofEigenvalues + ofSingularValues + ofPowers

  private static let leading = [
    MatrixQuantity("spectral_radius", "spectral radius ρ", aliases: ["radius"], needs: .radius) {
      guard $0.matrix.isSquare else { return .null }
      return $0.known($0.spectralRadius)
    },
    MatrixQuantity("spectral_norm", "spectral norm σ_max", needs: .norm) {
      $0.known($0.spectralNorm)
    },
  ]

  private static let ofEigenvalues = [
    MatrixQuantity("bulk_radius", "radius of the bulk", needs: .spectrum) {
      $0.known($0.shapeOfSpectrum?.bulkRadius)
    },
    MatrixQuantity("outlier", "outlier near n · mean", needs: .spectrum) {
      $0.known($0.shapeOfSpectrum?.outlier?.real)
    },
    MatrixQuantity("smallest_modulus", "smallest |λ|", needs: .spectrum) {
      $0.known($0.spectrum?.eigenvalues?.last?.length)
    },
    MatrixQuantity(
      "outside_unit_circle", "eigenvalues outside the unit circle", needs: .spectrum
    ) { weights in
      // A millionth is allowed for: the rounding to float32 moves |λ| of an orthogonal matrix by less.
      .optional(weights.spectrum?.eigenvalues?.count { $0.length > 1 + 1e-6 })
    },
    MatrixQuantity("circular_law_distance", "distance from circular law", needs: .spectrum) {
      $0.known($0.shapeOfSpectrum?.circularLaw?.value)
    },
    MatrixQuantity("henrici", "non-normality (Henrici)", needs: .spectrum) {
      $0.known($0.spectrum?.henrici)
    },
    MatrixQuantity("eigenvalues", "eigenvalues, [real, imaginary]", needs: .spectrum) {
      $0.spectrum?.eigenvalues.map { values in
        .list(values.map { .numbers([$0.real, $0.imaginary]) })
      } ?? .null
    },
  ]

  private static let ofSingularValues = [
    MatrixQuantity("condition_number", "condition number", needs: .spectrum) {
      $0.known($0.spectrum?.conditionNumber)
    },
    MatrixQuantity("smallest_singular_value", "smallest σ", needs: .spectrum) {
      $0.known($0.spectrum?.singularValues.last)
    },
    MatrixQuantity("mean_singular_value", "mean σ", needs: .spectrum) {
      $0.known($0.spectrum?.meanSingularValue)
    },
    MatrixQuantity("rms_singular_value", "RMS σ") { .number($0.rmsSingularValue) },
    MatrixQuantity("mean_log_singular_value", "mean ln σ", needs: .spectrum) {
      $0.known($0.spectrum?.meanLogSingularValue)
    },
    MatrixQuantity(
      "marchenko_pastur_distance", "distance from Marchenko–Pastur", needs: .spectrum
    ) {
      $0.known($0.shapeOfSpectrum?.marchenkoPastur?.value)
    },
    MatrixQuantity("singular_values", "singular values", needs: .spectrum) { weights in
      weights.spectrum.map { .numbers($0.singularValues) } ?? .null
    },
  ]

  private static let ofPowers = [
    MatrixQuantity("transient_growth", "largest ‖W^k‖", needs: .growth) {
      $0.known($0.growth?.largest.norm.value)
    },
    MatrixQuantity("transient_growth_step", "at k", needs: .growth) {
      .optional($0.growth?.largest.power)
    },
    MatrixQuantity("power_norms", "log10 ‖W^k‖ by k", needs: .growth) { weights in
      weights.growth.map { growth in
        .list(growth.points.map { .numbers([Double($0.power), $0.norm.log10]) })
      } ?? .null
    },
  ]
}

extension Weights {
  /// A number of the spectrum: none while nobody has asked for it, `nan` where there can be none.
  fileprivate func known(_ value: Double?) -> Datum {
    matrix.isFinite ? .optional(value) : .number(.nan)
  }

  var shapeOfSpectrum: SpectralShape? { spectrum.map { SpectralShape($0, matrix) } }
}
