/// The distribution of the entries of a drawn matrix, and what follows from it.
public struct Law: Equatable, Sendable {
  public enum Family: Equatable, Sendable {
    /// Independent normal entries.
    case normal
    /// Independent entries, uniform between two bounds.
    case uniform(low: Double, high: Double)
    /// Independent normal entries, cut to an interval.
    case truncated(TruncatedNormal)
    /// Independent entries of infinite variance, or of a normal law as their limit.
    case stable(StableLaw)
    /// Independent entries of one law of finite variance, which the scheme draws by itself.
    case independent
    /// Entries that follow from a structure, so that they depend on each other or differ in law.
    case structured
  }

  public let family: Family
  public let mean: Double
  /// The standard deviation of an entry; for a structured matrix, of its entries taken together.
  public let deviation: Double
  /// The law as a formula, in the terms of the field: `N(0, 1/fan_in)`.
  public let formula: String
  /// What the matrix was multiplied by to bring its spectrum to a target; `nil` where nothing was.
  public private(set) var factor: Double?
  /// What the structure says of the spectrum.
  private let structure: SpectralPrediction?

  init(
    _ family: Family, mean: Double, deviation: Double, formula: String,
    structure: SpectralPrediction? = nil
  ) {
    self.family = family
    (self.mean, self.deviation) = (mean, deviation)
    self.formula = formula
    self.structure = structure
  }
}

extension Law {
  /// Normal entries of the given mean and standard deviation.
  public static func normal(mean: Double = 0, deviation: Double, formula: String) -> Law {
    Law(.normal, mean: mean, deviation: deviation, formula: formula)
  }

  /// Entries uniform in [low, high], whose standard deviation is (high − low)/√12.
  public static func uniform(low: Double, high: Double, formula: String) -> Law {
    Law(
      .uniform(low: low, high: high), mean: low / 2 + high / 2,
      deviation: (high - low) / 12.0.squareRoot(), formula: formula)
  }

  /// Normal entries cut to an interval; the deviation is computed unless it is given.
  public static func truncated(
    _ cut: TruncatedNormal, deviation: Double? = nil, formula: String
  ) -> Law {
    if let deviation {
      return Law(.truncated(cut), mean: cut.center, deviation: deviation, formula: formula)
    }
    let moments = cut.moments
    return Law(
      .truncated(cut), mean: moments.mean, deviation: moments.deviation, formula: formula)
  }

  /// Entries of a symmetric stable law.
  public static func stable(_ stable: StableLaw, formula: String) -> Law {
    Law(.stable(stable), mean: stable.mean, deviation: stable.deviation, formula: formula)
  }

  /// Independent entries of one law, which the scheme draws by a method of its own.
  public static func independent(mean: Double = 0, deviation: Double, formula: String) -> Law {
    Law(.independent, mean: mean, deviation: deviation, formula: formula)
  }

  /// A matrix made by rule; `mean` and `deviation` are those over its entries, on average over
  /// draws.
  public static func structured(
    mean: Double, deviation: Double, formula: String, spectrum: SpectralPrediction? = nil
  ) -> Law {
    Law(.structured, mean: mean, deviation: deviation, formula: formula, structure: spectrum)
  }

  /// A matrix made by rule, from the expectations of the sum of its entries and of the sum of their
  /// squares.
  static func structured(
    sum: Double, squares: Double, _ shape: Shape, formula: String,
    spectrum: SpectralPrediction? = nil
  ) -> Law {
    let count = Double(shape.count)
    let mean = sum / count
    let variance = max(0, squares / count - mean * mean)
    return .structured(
      mean: mean, deviation: variance.squareRoot(), formula: formula, spectrum: spectrum)
  }

  /// The bounds that no entry leaves, where the law has any.
  public var bounds: (low: Double, high: Double)? {
    switch family {
    case .uniform(let low, let high): (low, high)
    case .truncated(let cut): (cut.low, cut.high)
    case .normal, .stable, .independent, .structured: nil
    }
  }

  /// Whether there is such a law.
  public var isProper: Bool {
    if case .stable(let stable) = family { return stable.scale.isFinite }
    return deviation.isFinite && deviation >= 0 && mean.isFinite
  }

  /// Whether the entries are independent and of one law of finite variance, so that the circular
  /// law holds.
  public var obeysCircularLaw: Bool { family != .structured && deviation.isFinite }

  /// What theory says of the spectrum of a matrix of this law; `nil` where nothing is known.
  public func prediction(for shape: Shape) -> SpectralPrediction? {
    if let structure { return structure }
    guard obeysCircularLaw else { return nil }
    var prediction = SpectralPrediction.independentEntries(
      mean: mean, deviation: deviation, shape)
    // Entries mostly zero near the limit later than normal ones, and with another spread.
    if family == .independent {
      (prediction.radiusBasis, prediction.normBasis) = (.limit, .limit)
    }
    return prediction
  }

  /// The law of the matrix times a factor that brought its spectrum to a target.
  func scaled(by factor: Double, _ scaling: Scaling, _ shape: Shape) -> Law {
    var law = Law(
      family.scaled(by: factor), mean: factor * mean, deviation: factor * deviation,
      formula: formula + scaling.note,
      structure: scaling.prediction(prediction(for: shape), scaledBy: factor))
    law.factor = factor
    return law
  }

  /// `count` independent entries, the first of them element `first` of the matrix.
  func entries(_ count: Int, from stream: RandomStream, at first: Int) -> [Double] {
    switch family {
    case .normal:
      stream.normals(count, from: first).map { mean + deviation * $0 }
    case .uniform(let low, let high):
      stream.uniforms(count, from: first).map { low + (high - low) * $0 }
    case .truncated(let cut):
      cut.values(of: stream.uniforms(count, from: first))
    case .stable(let stable):
      stable.values(of: stream.uniforms(2 * count, from: 2 * first))
    case .independent, .structured:
      [Double](repeating: mean, count: count)
    }
  }
}

extension Law.Family {
  /// The family of an entry times a factor above zero.
  fileprivate func scaled(by factor: Double) -> Law.Family {
    switch self {
    case .uniform(let low, let high): .uniform(low: factor * low, high: factor * high)
    case .truncated(let cut): .truncated(cut.scaled(by: factor))
    case .stable(let law):
      .stable(StableLaw(exponent: law.exponent, scale: factor * law.scale))
    case .normal, .independent, .structured: self
    }
  }
}

/// A knob's value as it stands in a formula.
func literal(_ value: Double) -> String {
  Int(exactly: value).map(String.init) ?? "\(value)"
}
