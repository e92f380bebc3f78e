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
