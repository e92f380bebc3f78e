import LinearAlgebra
import Networks

/// What a law says of a matrix of one shape: the mean and the spread over draws of what is measured.
///
/// Right at finite size, not only in the limit; `nil` where theory has no number. Entries with a mean m
/// have an outlier of size θ = |m|√(rows · columns) once it exceeds g (Tao 2013; Benaych-Georges and
/// Nadakuditi 2012). From g/2 to 3g/2 it and the edge of the others cannot be told apart, and the
/// numbers that depend on it are left out.
public struct MatrixPrediction: Equatable, Sendable {
  public private(set) var mean: Prediction?
  public private(set) var standardDeviation: Prediction?
  /// g = σ√fan_in.
  public private(set) var gain: Prediction?
  public private(set) var frobeniusNorm: Prediction?
  public private(set) var spectralRadius: Prediction?
  /// The largest modulus apart from the outlier's.
  public private(set) var bulkRadius: Prediction?
  /// The eigenvalue near n · m.
  public private(set) var outlier: Prediction?
  public private(set) var spectralNorm: Prediction?
  public private(set) var conditionNumber: Prediction?
  public private(set) var henrici: Prediction?
  public private(set) var meanSingularValue: Prediction?
  public private(set) var rmsSingularValue: Prediction?
  public private(set) var meanLogSingularValue: Prediction?

  /// What a declared law says: of independent entries with known moments all, of others what is exact
  /// for their structure, or a limit for large sizes.
  public init(_ law: Law, _ shape: Shape) {
    guard let entries = EntryLaw(law) else {
      self.init()
      if law.obeysCircularLaw {
        mean = Prediction(law.mean, spread: law.deviation / Double(shape.count).squareRoot())
      }
      take(law.prediction(for: shape), shape, withLimits: true)
      return
    }
    self.init(entries, shape)
    // A matrix brought to a radius or norm has it, whatever its law.
    if law.factor != nil { take(law.prediction(for: shape), shape, withLimits: false) }
  }

  private init() {}

  private mutating func take(
    _ spectrum: SpectralPrediction?, _ shape: Shape, withLimits: Bool
  ) {
    guard let spectrum else { return }
    func prediction(_ value: Double?, _ basis: SpectralPrediction.Basis) -> Prediction? {
      guard let value, basis == .exact || withLimits else { return nil }
      return basis == .exact ? Prediction(value, spread: 0) : Prediction(limit: value)
    }
    spectralRadius = prediction(spectrum.radius, spectrum.radiusBasis) ?? spectralRadius
    spectralNorm = prediction(spectrum.norm, spectrum.normBasis) ?? spectralNorm
    if let squares = spectrum.squaredNorm { take(squares, shape) }
  }

  /// ‖W‖ and √(‖W‖²/min(rows, columns)) from the mean and deviation of ‖W‖²: √ bends the mean of a
  /// number of mean m and deviation s down by s²/(8 m²) of itself, and halves its relative spread.
  private mutating func take(_ squares: SpectralPrediction.SquaredNorm, _ shape: Shape) {
    guard squares.mean > 0 else { return }
    let relative = squares.deviation / squares.mean
    func root(of mean: Double) -> Prediction {
      let root = mean.squareRoot()
      return Prediction(root * (1 - relative * relative / 8), spread: root * relative / 2)
    }
    frobeniusNorm = root(of: squares.mean)
    rmsSingularValue = root(of: squares.mean / Double(min(shape.rows, shape.columns)))
  }

  /// What independent entries of one law give.
  ///
  /// O(n^(3/2)) elementary functions.
  public init(_ entries: EntryLaw, _ shape: Shape) {
    guard shape.count > 0, entries.deviation.isFinite, entries.mean.isFinite else { return }
    takeEntryMoments(entries, shape)
    guard entries.deviation > 0 else {
      takeConstant(entries.mean, shape)
      return
    }
    let theory = IndependentEntries(entries, shape)
    rmsSingularValue = frobeniusNorm.map { norm in
      let root = Double(min(shape.rows, shape.columns)).squareRoot()
      return Prediction(norm.value / root, spread: (norm.spread ?? 0) / root)
    }
    guard theory.isLarge, theory.side != .between else { return }
    spectralNorm = theory.spectralNorm
    meanSingularValue = theory.meanSingularValue
    meanLogSingularValue = theory.meanLogSingularValue
    guard shape.rows == shape.columns else { return }
    outlier = theory.outlier
    bulkRadius = theory.bulkRadius
    spectralRadius = theory.spectralRadius
    henrici = theory.henrici
    conditionNumber = spectralNorm.map {
      .conditionNumber(size: shape.rows, largest: $0.value, gain: theory.gain)
    }
  }

  /// The moments of the entries and of their squares, with standard errors.
  private mutating func takeEntryMoments(_ entries: EntryLaw, _ shape: Shape) {
    let count = Double(shape.count)
    let (m, s, kurtosis) = (entries.mean, entries.deviation, entries.excessKurtosis)
    mean = Prediction(m, spread: s / count.squareRoot())
    // A few entries have a deviation that is far from normal.
    guard shape.count >= 8 || s == 0 else { return }
    // In units of σ, so that no square overflows: √ bends its mean down by variance/8.
    let variance = (2 + kurtosis) / count
    let relative = 1 - 1 / (2 * count) - variance / 8
    standardDeviation = Prediction(s * relative, spread: s * (variance / 4).squareRoot())
    let root = Double(shape.fanIn).squareRoot()
    gain = Prediction(s * root * relative, spread: s * root * (variance / 4).squareRoot())
    guard s > 0 else {
      frobeniusNorm = Prediction(m.magnitude * count.squareRoot(), spread: 0)
      return
    }
    let ratio = m / s
    let square = 1 + ratio * ratio
    let spread = ((4 * ratio * ratio + 2 + kurtosis) / (4 * square * count)).squareRoot()
    let norm =
      s * count.squareRoot() * (square.squareRoot() - spread * spread / 2 / square.squareRoot())
    guard norm.isFinite else { return }
    frobeniusNorm = Prediction(norm, spread: s * count.squareRoot() * spread)
  }

  /// All entries the same: one singular value, and one eigenvalue, apart from zeros.
  private mutating func takeConstant(_ value: Double, _ shape: Shape) {
    let norm = value.magnitude * Double(shape.count).squareRoot()
    spectralNorm = Prediction(norm, spread: 0)
    let smaller = Double(min(shape.rows, shape.columns))
    meanSingularValue = Prediction(norm / smaller, spread: 0)
    rmsSingularValue = Prediction(norm / smaller.squareRoot(), spread: 0)
    guard shape.rows == shape.columns else { return }
    spectralRadius = Prediction(norm, spread: 0)
    henrici = value == 0 ? nil : Prediction(0, spread: 0)
  }
}
