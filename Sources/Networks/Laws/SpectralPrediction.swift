/// What theory says of a matrix's spectrum before it is drawn; `nil` where it says nothing.
public struct SpectralPrediction: Equatable, Sendable {
  /// How far the numbers can be relied on.
  public enum Basis: Equatable, Sendable {
    /// They hold for every draw, rounding aside.
    case exact
    /// They are the limits for large sizes of independent entries of one law: a finite matrix
    /// differs by some n^(−1/2) to n^(−2/3).
    case circularLaw
    /// They are limits for large sizes of another structure.
    case limit
  }

  /// ‖W‖² over draws.
  public struct SquaredNorm: Equatable, Sendable {
    public let mean: Double
    public let deviation: Double
  }

  /// ρ, the largest modulus of an eigenvalue.
  public var radius: Double?
  /// σ_max, the largest singular value.
  public var norm: Double?
  /// The radius of the disc, or half the width of the interval, that holds all eigenvalues but an
  /// outlier.
  public var bulkRadius: Double?
  /// The one eigenvalue that lies outside of it.
  public var outlier: Double?
  /// The sum of the squares of the singular values, where it varies in a known way.
  public var squaredNorm: SquaredNorm?
  /// How far the radius can be relied on.
  public var radiusBasis: Basis
  /// How far the norm can be relied on.
  public var normBasis: Basis
  /// Who found it, as author and year.
  public var source: String

  public init(
    radius: Double? = nil, norm: Double? = nil, bulkRadius: Double? = nil, _ basis: Basis,
    source: String
  ) {
    (self.radius, self.norm, self.bulkRadius) = (radius, norm, bulkRadius)
    (radiusBasis, normBasis) = (basis, basis)
    self.source = source
  }

  /// Independent entries of mean m and deviation σ, n × n: eigenvalues fill the disc of radius σ√n
  /// (Girko 1984), and where n|m| exceeds that, one lies at n·m (Tao 2013).
  ///
  /// The largest singular value is σ(√rows + √columns) (Bai and Yin 1988), or, for a mean with
  /// θ = |m|√(rows · columns) beyond σ(rows · columns)^¼, the outlier
  /// √((θ² + σ² rows)(θ² + σ² columns))/θ (Benaych-Georges and Nadakuditi 2012).
  static func independentEntries(
    mean: Double, deviation: Double, _ shape: Shape
  ) -> SpectralPrediction {
    let (rows, columns) = (Double(shape.rows), Double(shape.columns))
    let strength = mean.magnitude * (rows * columns).squareRoot()
    let variance = deviation * deviation
    let hasOutlier = strength * strength > variance * (rows * columns).squareRoot()
    let norm =
      hasOutlier
      ? ((strength * strength + variance * rows).squareRoot() / strength)
        * (strength * strength + variance * columns).squareRoot()
      : deviation * (rows.squareRoot() + columns.squareRoot())
    var prediction = SpectralPrediction(
      norm: norm, .circularLaw,
      source: hasOutlier ? "Tao 2013; Benaych-Georges and Nadakuditi 2012" : "Girko 1984")
    guard shape.rows == shape.columns else { return prediction }
    let bulk = deviation * columns.squareRoot()
    prediction.bulkRadius = bulk
    prediction.outlier = hasOutlier ? mean * columns : nil
    prediction.radius = max(bulk, hasOutlier ? strength : 0)
    return prediction
  }

  /// The disc that independent entries would fill, where only the sum of the variances in each row
  /// is known to be `radius`²; `norm` where that is known too.
  static func disc(radius: Double, norm: Double? = nil, source: String) -> SpectralPrediction {
    SpectralPrediction(radius: radius, norm: norm, bulkRadius: radius, .limit, source: source)
  }

  /// Every eigenvalue is zero, whatever the entries.
  static func nilpotent(
    norm: Double?, _ normBasis: Basis, source: String = "elementary"
  ) -> SpectralPrediction {
    var prediction = SpectralPrediction(radius: 0, norm: norm, .exact, source: source)
    prediction.normBasis = normBasis
    return prediction
  }

  /// Every singular value is the same, and of a square matrix so is the modulus of every
  /// eigenvalue.
  static func isometry(
    _ gain: Double, _ shape: Shape, source: String = "elementary"
  ) -> SpectralPrediction {
    SpectralPrediction(
      radius: shape.rows == shape.columns ? gain.magnitude : nil, norm: gain.magnitude, .exact,
      source: source)
  }

  /// A matrix of rank one, all of whose entries are the same.
  static func constant(_ value: Double, _ shape: Shape) -> SpectralPrediction {
    var prediction = SpectralPrediction(
      norm: value.magnitude * Double(shape.count).squareRoot(), .exact, source: "elementary")
    guard shape.rows == shape.columns else { return prediction }
    prediction.radius = value.magnitude * Double(shape.columns)
    prediction.bulkRadius = 0
    prediction.outlier = value * Double(shape.columns)
    return prediction
  }
}
