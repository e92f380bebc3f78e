import LinearAlgebra
import Networks

/// The spectrum of a matrix of independent entries with mean m and deviation σ, at finite size.
///
/// Computed for entries of deviation 1/√longer, so that singular values fill (0, 1 + √c) and eigenvalues
/// the unit disc, then scaled.
struct IndependentEntries {
  /// Where the outlier stands relative to the others.
  enum Side {
    case none, between, outside
  }

  private let shorter: Int
  private let longer: Int
  private let sign: Double
  private let kurtosis: Double
  /// σ√longer, the unit.
  let gain: Double
  /// θ = |m|√(rows · columns), in that unit.
  private let strength: Double

  init(_ entries: EntryLaw, _ shape: Shape) {
    (shorter, longer) = (min(shape.rows, shape.columns), max(shape.rows, shape.columns))
    sign = entries.mean < 0 ? -1 : 1
    kurtosis = entries.excessKurtosis
    gain = entries.deviation * Double(longer).squareRoot()
    strength = entries.mean.magnitude / entries.deviation * Double(shorter).squareRoot()
  }

  /// Whether the sizes are large enough for laws of edges.
  var isLarge: Bool { shorter >= GinibreEdge.smallestSize }

  var side: Side {
    guard strength.isFinite, strength < 1e100 else { return .between }
    // The outlier separates at θ = c^¼ (in the unit), which is 1 for a square matrix.
    let threshold = (Double(shorter) / Double(longer)).squareRoot().squareRoot()
    if strength <= threshold / 2 { return .none }
    return strength < threshold * 1.5 ? .between : .outside
  }

  /// The variance of an entry, in the unit.
  private var variance: Double { 1 / Double(longer) }

  /// The law of the singular values other than the outlier's: those of a matrix with one row and one
  /// column less.
  private var bulk: MarchenkoPastur {
    side == .outside
      ? MarchenkoPastur(shorter: shorter - 1, longer: longer - 1, excessKurtosis: kurtosis)
      : MarchenkoPastur(shorter: shorter, longer: longer, excessKurtosis: kurtosis)
  }

  /// The unit of that law in ours.
  private var bulkUnit: Double {
    side == .outside ? (Double(longer - 1) / Double(longer)).squareRoot() : 1
  }

  /// σ_max: the edge, or the outlier √((θ² + a)(θ² + b))/θ with a and b the variances of a row and a
  /// column other than the one entry along it, and the variance σ² times its derivative.
  private var largest: (value: Double, spread: Double) {
    guard side == .outside else {
      let edge = bulk.largest
      return (edge.mean, edge.deviation)
    }
    let square = strength * strength
    let (a, b) = (1 - variance, Double(shorter - 1) * variance)
    let value = (square + a).squareRoot() / strength * (square + b).squareRoot()
    let derivative = (square - a * b / square) / (strength * value)
    return (value, (variance * derivative).squareRoot())
  }

  var spectralNorm: Prediction { scaled(largest) }

  /// The outlier joins the mean of the others.
  var meanSingularValue: Prediction {
    let sum = bulk.sum
    let others = side == .outside ? largest : (0, 0)
    let spread = hypotenuse(sum.deviation * bulkUnit, others.1)
    return scaled(
      ((sum.mean * bulkUnit + others.0) / Double(shorter), spread / Double(shorter)))
  }

  var meanLogSingularValue: Prediction {
    let sum = bulk.logarithmSum
    var mean = sum.mean
    if side == .outside {
      mean += Double(shorter - 1) * Elementary.log(bulkUnit) + Elementary.log(largest.value)
    }
    return Prediction(
      mean / Double(shorter) + Elementary.log(gain), spread: sum.deviation / Double(shorter))
  }
}

// Of square matrices.
extension IndependentEntries {
  /// The eigenvalue near n · m: mean n · m, variance σ²/(1 − (g/θ)²), the sum over all powers of the
  /// noise that lead back to the direction of ones.
  var outlier: Prediction? {
    guard side == .outside else { return nil }
    let (value, spread) = outlierMoments
    return scaled((sign * value, spread))
  }

  private var outlierMoments: (Double, Double) {
    (strength, (variance / (1 - 1 / (strength * strength))).squareRoot())
  }

  var bulkRadius: Prediction { scaled(edge) }

  /// The largest modulus apart from the outlier's, in the unit.
  private var edge: (value: Double, spread: Double) {
    let size = side == .outside ? shorter - 1 : shorter
    let edge = GinibreEdge(size: max(size, GinibreEdge.smallestSize))
    // Kurtosis acts on the overall scale of the matrix, and so on the spread.
    let count = Double(shorter) * Double(shorter)
    let scaleVariance = edge.mean * edge.mean * kurtosis / (4 * count)
    let spread = max(0, edge.deviation * edge.deviation + scaleVariance).squareRoot()
    return (edge.mean * bulkUnit, spread * bulkUnit)
  }

  /// The larger of the outlier and the edge, both taken as normal (Clark 1961).
  var spectralRadius: Prediction {
    let (other, edgeSpread) = edge
    guard side == .outside else { return scaled((other, edgeSpread)) }
    let (one, outlierSpread) = outlierMoments
    let width = hypotenuse(edgeSpread, outlierSpread)
    let gap = (one - other) / width
    let share = Elementary.normalCDF(gap)
    let density = Elementary.normalDensity(gap)
    let mean = one * share + other * (1 - share) + width * density
    // Relative to the outlier, so that no large squares are subtracted.
    let (shift, below) = (mean - one, other - one)
    let second =
      outlierSpread * outlierSpread * share
      + (below * below + edgeSpread * edgeSpread) * (1 - share) + below * width * density
    return scaled((mean, max(0, second - shift * shift).squareRoot()))
  }

  /// √(‖W‖_F² − Σ|λ|²)/‖W‖_F.
  ///
  /// For variance 1 E Σ|λ|² = n²/2 + √(2n/π)(1 − 1/(8n)) − ¼ − κn/6: the exact density of complex
  /// eigenvalues, integrated to this order, and Cipolloni, Erdős and Schröder (2021) for the kurtosis. Its
  /// fluctuations leave H² with a variance of 1/(2n²) whatever the kurtosis. An outlier adds θ² to both
  /// sums, and to the norm the noise 2θσ.
  var henrici: Prediction {
    let size = Double(shorter)
    guard side == .outside else {
      let square = 1 - Self.squaredModuli(size, kurtosis) / (size * size)
      return Self.root(square, variance: 1 / (2 * size * size))
    }
    let rest = size * size - Self.squaredModuli(size - 1, kurtosis) - 3
    let total = size * size + size * strength * strength
    let noise = 2 * strength * size.squareRoot() / total
    let square = rest / total * (1 + noise * noise)
    let relative = hypotenuse(size * (1 + kurtosis / 4).squareRoot() / rest, noise)
    return Self.root(square, variance: square * square * relative * relative)
  }

  private static func squaredModuli(_ size: Double, _ kurtosis: Double) -> Double {
    let border = (2 * size / Double.pi).squareRoot() * (1 - 1 / (8 * size))
    return size * size / 2 + border - 0.25 - kurtosis * size / 6
  }

  /// The square root of a variable with this mean and variance.
  private static func root(_ mean: Double, variance: Double) -> Prediction {
    let value = mean.squareRoot()
    return Prediction(
      value - variance / (8 * mean * value), spread: variance.squareRoot() / (2 * value))
  }

  private func scaled(_ moments: (Double, Double)) -> Prediction {
    Prediction(gain * moments.0, spread: gain * moments.1)
  }

  private func hypotenuse(_ one: Double, _ other: Double) -> Double {
    (one * one + other * other).squareRoot()
  }
}
