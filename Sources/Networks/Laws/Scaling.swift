import LinearAlgebra

/// How a drawn matrix is brought to a spectrum: it is multiplied by a target over what LAPACK or
/// ARPACK finds.
///
/// Their last bits differ between machines, so the factor is told with the draw. Given again, it
/// is applied as it stands, after a check against the computed one, and the bits are the same.
public struct Scaling: Equatable, Sendable {
  public enum Measure: Equatable, Sendable {
    /// ρ, the largest modulus of an eigenvalue.
    case radius
    /// σ_max, the largest singular value.
    case norm
  }

  public let measure: Measure
  /// What the measure is brought to; `nil` leaves the matrix as it was drawn.
  public var target: Double?
  /// The factor of an earlier draw, to be applied again.
  public var factor: Double?

  public init(_ measure: Measure = .radius, target: Double? = nil) {
    (self.measure, self.target) = (measure, target)
  }

  /// By how much a given factor may differ from the computed one, relatively: far more than
  /// rounding moves the spectrum of a drawn matrix, far less than another draw.
  public static let tolerance = 1e-6

  /// What the formula of the law says of it.
  var note: String {
    guard measure == .radius, let target else { return "" }
    return ", scaled to ρ = \(literal(target))"
  }

  /// The factor for a matrix, from what is known of its spectrum if that is exact; else Θ(n³).
  func factor(
    for matrix: Matrix, _ known: SpectralPrediction?, _ interruption: Interruption
  ) throws(DrawingError) -> Double? {
    guard let target else {
      if factor != nil { throw .factorWithoutTarget }
      return nil
    }
    let value: Double?
    if measure == .radius, let known, known.radiusBasis == .exact {
      value = known.radius
    } else {
      value = try measured(matrix, interruption)
    }
    guard let value, value > 0 else { throw .nothingToScale }
    let found = target / value
    guard let factor else { return found }
    guard (factor - found).magnitude <= Self.tolerance * found.magnitude else {
      throw .otherFactor(given: factor, computed: found)
    }
    return factor
  }

  private func measured(
    _ matrix: Matrix, _ interruption: Interruption
  ) throws(DrawingError) -> Double {
    do {
      return switch measure {
      case .radius: try matrix.spectralRadius(interruption).value
      case .norm: try matrix.spectralNorm(interruption).value
      }
    } catch {
      throw error == .interrupted ? .interrupted : .linearAlgebra(error)
    }
  }

  /// A prediction for the unscaled matrix, made one for the scaled.
  func prediction(
    _ unscaled: SpectralPrediction?, scaledBy factor: Double
  ) -> SpectralPrediction? {
    var scaled = unscaled ?? SpectralPrediction(.limit, source: "elementary")
    scaled.radius = scaled.radius.map { factor * $0 }
    scaled.norm = scaled.norm.map { factor * $0 }
    scaled.bulkRadius = scaled.bulkRadius.map { factor * $0 }
    scaled.outlier = scaled.outlier.map { factor * $0 }
    scaled.squaredNorm = nil
    switch measure {
    case .radius: (scaled.radius, scaled.radiusBasis) = (target, .exact)
    case .norm: (scaled.norm, scaled.normBasis) = (target, .exact)
    }
    return scaled
  }
}

/// An initialiser whose draws are scaled by a factor that rests on LAPACK, and can be given again.
public protocol FactorTaking: Initializer {
  var scaling: Scaling { get set }
}

/// An initialiser whose draws can be brought to a spectral radius.
public protocol Rescalable: FactorTaking {}

extension Initializer {
  /// The initialiser with the factor of an earlier draw, which its draws apply where it is within the
  /// tolerance of the computed one; as it is where nothing is scaled, or a factor is given already.
  public func expecting(factor: Double) -> any Initializer {
    guard var scaled = self as? any FactorTaking, scaling.target != nil, scaling.factor == nil
    else { return self }
    scaled.scaling.factor = factor
    return scaled
  }
}

extension Rescalable {
  /// A radius is that of a square matrix.
  public func check(_ shape: Shape) throws(DrawingError) {
    if scaling.target != nil { try shape.requireSquare() }
  }

  /// The drawn matrix, and what LAPACK needs besides.
  public var copies: Int { scaling.target == nil ? 3 : 6 }

  /// The knobs `radius` and `factor`; `fallback` is the radius unasked, as it would be typed.
  static func scalingKnobs(default fallback: String? = nil) -> [Knob<Self>] {
    [
      .real(
        "radius", \.scaling.target, in: Knob<Self>.positive, default: fallback,
        "scales the matrix to this spectral radius"),
      .real(
        "factor", \.scaling.factor, in: Knob<Self>.positive,
        "the factor of an earlier draw, applied instead of the computed one"),
    ]
  }
}
