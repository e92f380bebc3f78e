import LinearAlgebra
import Networks
import Stability

/// What has to be computed of a matrix before something about it can be read.
enum SpectralNeed: Sendable {
  case nothing
  /// ρ alone, for which the other eigenvalues are not needed.
  case radius
  /// σ_max alone.
  case norm
  /// All eigenvalues and singular values.
  case spectrum
  /// The norms of powers.
  case growth
}

extension Workspace {
  /// The workspace with what is needed of a matrix; unchanged where that is known or there is none,
  /// because the matrix is absent or has an entry that is not finite.
  func with(
    _ need: SpectralNeed, of name: MatrixName, _ resources: Resources
  ) throws -> Workspace {
    guard let weights = weights[name], weights.matrix.isFinite else { return self }
    switch need {
    case .nothing:
      return self
    case .radius where weights.spectralRadius == nil && weights.matrix.isSquare:
      return try computing(name, resources) { weights, matrix in
        weights.leadingRadius = try matrix.spectralRadius(resources.interruption)
      }
    case .norm where weights.spectralNorm == nil:
      return try computing(name, resources) { weights, matrix in
        weights.leadingNorm = try matrix.spectralNorm(resources.interruption)
      }
    case .spectrum where weights.spectrum == nil:
      return try computing(name, resources) { weights, matrix in
        weights.spectrum = try Spectrum(matrix, resources.interruption)
      }
    case .growth where weights.growth == nil && weights.matrix.isSquare:
      let prepared = try with(.radius, of: name, resources)
      return try prepared.computing(name, resources) { weights, matrix in
        weights.growth = try TransientGrowth(
          matrix, spectralRadius: weights.spectralRadius ?? 0, resources.interruption)
      }
    default:
      return self
    }
  }

  /// The workspace with all eigenvalues and singular values of a matrix.
  func withSpectrum(of name: MatrixName, _ resources: Resources) throws -> Workspace {
    try with(.spectrum, of: name, resources)
  }

  private func computing(
    _ name: MatrixName, _ resources: Resources, _ compute: (inout Weights, Matrix) throws -> Void
  ) throws -> Workspace {
    guard var weights = weights[name] else { return self }
    // LAPACK works on a copy of a copy and wants as much again; ARPACK and products take no more.
    let entries = Double(weights.shape.rows) * Double(weights.shape.columns)
    try resources.memory.check(
      4 * 8 * entries + resources.memory.lapackReserve, for: "the spectrum of \(name.rawValue)")
    try compute(&weights, weights.matrix)
    var next = self
    next.weights[name] = weights
    return next
  }
}
