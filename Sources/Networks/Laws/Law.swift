/// The distribution of the entries of a drawn matrix, and what follows from it.
public struct Law: Equatable, Sendable {
  public enum Family: Equatable, Sendable {
    /// Independent normal entries.
    case normal
    /// Independent entries, uniform between two bounds.
    case uniform(low: Double, high: Double)
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

  private init(
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

  /// Whether the entries are independent and of one law of finite variance, so that the circular
  /// law holds.
  public var obeysCircularLaw: Bool { family != .structured }

  /// What theory says of the spectrum of a matrix of this law; `nil` where nothing is known.
  public func prediction(for shape: Shape) -> SpectralPrediction? {
    if let structure { return structure }
    guard obeysCircularLaw else { return nil }
    return .independentEntries(mean: mean, deviation: deviation, shape)
  }

  /// The law of the matrix times a factor that brought its spectrum to a target.
  func scaled(by factor: Double, _ scaling: Scaling, _ shape: Shape) -> Law {
    let scaledFamily: Family =
      if case .uniform(let low, let high) = family {
        .uniform(low: factor * low, high: factor * high)
      } else {
        family
      }
    var law = Law(
      scaledFamily, mean: factor * mean, deviation: factor * deviation,
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
    case .independent, .structured:
      [Double](repeating: mean, count: count)
    }
  }
}

/// A knob's value as it stands in a formula.
func literal(_ value: Double) -> String {
  Int(exactly: value).map(String.init) ?? "\(value)"
}
