import LinearAlgebra

/// The distribution of the entries of a drawn matrix.
public struct Law: Equatable, Sendable {
  public enum Family: Equatable, Sendable {
    /// Independent normal entries.
    case normal
    /// Independent entries, uniform between two bounds.
    case uniform(low: Double, high: Double)
    /// Entries that follow from a structure, with nothing to draw independently.
    case structured
  }

  public let family: Family
  public let mean: Double
  /// The standard deviation of an entry; for a structured matrix, of its entries taken together.
  public let deviation: Double
  /// The law as a formula, in the terms of the field: `N(0, 1/fan_in)`.
  public let formula: String

  /// Normal entries of the given mean and standard deviation.
  public static func normal(mean: Double = 0, deviation: Double, formula: String) -> Law {
    Law(family: .normal, mean: mean, deviation: deviation, formula: formula)
  }

  /// Entries uniform in [low, high], whose standard deviation is (high − low)/√12.
  public static func uniform(low: Double, high: Double, formula: String) -> Law {
    Law(
      family: .uniform(low: low, high: high), mean: low / 2 + high / 2,
      deviation: (high - low) / 12.0.squareRoot(), formula: formula)
  }

  /// A matrix made by rule; `mean` and `deviation` are those over its entries.
  public static func structured(mean: Double, deviation: Double, formula: String) -> Law {
    Law(family: .structured, mean: mean, deviation: deviation, formula: formula)
  }

  /// `count` independent entries, the first of them element `first` of the matrix.
  func entries(_ count: Int, from stream: RandomStream, at first: Int) -> [Double] {
    switch family {
    case .normal:
      stream.normals(count, from: first).map { mean + deviation * $0 }
    case .uniform(let low, let high):
      stream.uniforms(count, from: first).map { low + (high - low) * $0 }
    case .structured:
      [Double](repeating: mean, count: count)
    }
  }
}

/// A knob's value as it stands in a formula.
func literal(_ value: Double) -> String {
  Int(exactly: value).map(String.init) ?? "\(value)"
}

/// The shape of an independent law whose deviation is given.
public enum Distribution: String, CaseIterable, Sendable {
  case normal
  case uniform

  /// The centred law of this shape with the given deviation.
  ///
  /// A uniform law of deviation s has the bound √3·s.
  func law(deviation: Double, variance: String) -> Law {
    switch self {
    case .normal:
      return .normal(deviation: deviation, formula: "N(0, \(variance))")
    case .uniform:
      let bound = 3.0.squareRoot() * deviation
      return .uniform(low: -bound, high: bound, formula: "U(±√(3 · \(variance)))")
    }
  }
}
