import LinearAlgebra
import Networks
import Numerics
import Stability

/// What the numbers of a spectrum mean, a sentence each.
struct SpectrumSentences {
  private let name: String
  private let weights: Weights
  private let spectrum: Spectrum

  init(_ name: MatrixName, _ weights: Weights, _ spectrum: Spectrum) {
    self.name = name.rawValue
    (self.weights, self.spectrum) = (weights, spectrum)
  }

  var blocks: [Block] {
    let shape = weights.shapeOfSpectrum
    return [
      stability, shape.flatMap(outlier), shape.flatMap(circularLaw), shape.flatMap(marchenkoPastur),
      nonNormality,
    ].compactMap(\.self).map { .sentence($0) }
  }

  /// What ρ and σ_max say of W^k, and that neither says it of the network.
  private var stability: String? {
    guard let radius = spectrum.spectralRadius else {
      return "One step stretches a vector by up to σ_max = \(formatted(spectrum.spectralNorm)), by "
        + "\(formatted(spectrum.rmsSingularValue)) in a random direction."
    }
    let norm = spectrum.spectralNorm
    if norm < 1 {
      return "σ_max is below 1: every step shrinks every vector, so states and gradients vanish "
        + "wherever the slope φ′ is at most 1."
    }
    // A millionth is allowed for, as rounding to float32 does less.
    if radius > 1 + 1e-6 {
      return
        "ρ is above 1: W^k grows in the end, so states and gradients can explode. Whether they do "
        + "is up to φ, which may bound them."
    }
    if radius < 1 - 1e-6 {
      return
        "ρ is below 1: W^k dies out in the end. That is necessary for a network that forgets, not "
        + "sufficient: one step can still stretch by σ_max."
    }
    return "ρ is 1: W^k neither grows nor dies out exponentially."
  }

  private func outlier(_ shape: SpectralShape) -> String? {
    guard let outlier = shape.outlier, let bulk = shape.bulkRadius else { return nil }
    let expected = Double(weights.shape.columns) * weights.matrix.mean
    return "One eigenvalue, \(formatted(outlier.real)), stands apart near n · mean = "
      + "\(formatted(expected)): it comes from the mean of the entries. The others reach to "
      + "\(formatted(bulk)), and their disc has the radius g = \(formatted(weights.gain))."
  }

  private func circularLaw(_ shape: SpectralShape) -> String? {
    guard let distance = shape.circularLaw, weights.shape.rows > 1 else { return nil }
    let typical = SpectralShape.typicalCircularDistance(size: weights.shape.rows)
    return "The share of eigenvalues inside radius r is (r/g)² to within "
      + "\(formatted(distance.value, digits: 2)), worst at r = \(formatted(distance.place)): "
      + fit(distance.value, typical, to: "the circular law")
  }

  private func marchenkoPastur(_ shape: SpectralShape) -> String? {
    let smaller = min(weights.shape.rows, weights.shape.columns)
    guard let distance = shape.marchenkoPastur, smaller > 1 else { return nil }
    let typical = SpectralShape.typicalMarchenkoPasturDistance(size: smaller)
    let law = weights.matrix.isSquare ? "the quarter circle" : "Marchenko and Pastur's law"
    return "The shares of singular values differ from \(law) by at most "
      + "\(formatted(distance.value, digits: 2)): " + fit(distance.value, typical, to: "that law")
  }

  /// Independent entries stay below three times the typical distance.
  private func fit(_ distance: Double, _ typical: Double, to law: String) -> String {
    let usual = "random matrices of this size differ by about \(formatted(typical, digits: 2))."
    return distance < 3 * typical
      ? "it follows \(law); " + usual : "it does not follow \(law); " + usual
  }

  private var nonNormality: String? {
    guard let henrici = spectrum.henrici, let growth = weights.growth,
      let radius = spectrum.spectralRadius
    else { return nil }
    let number = "Henrici \(formatted(henrici)), on a scale from 0 to 1: "
    guard henrici > 1e-3 else {
      return number + "\(name) is normal, so ‖W^k‖ = ρ^k and there is no transient growth."
    }
    let largest = growth.largest
    let start = number + "\(name) is not normal, so powers can grow before they follow ρ^k. "
    let norm = "‖W^k‖ is \(largest.shown) at k = \(largest.power)"
    if radius < 1, largest.norm.log10 > 0 {
      return start + norm + ", although ρ < 1."
    }
    return start + "The largest of those computed is \(largest.shown) at k = \(largest.power)."
  }
}
