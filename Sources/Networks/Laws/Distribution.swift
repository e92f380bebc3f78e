/// The shape of an independent law whose deviation is given.
public enum Distribution: String, CaseIterable, Sendable {
  case normal
  case uniform
  /// Normal, cut at two of its deviations and widened so that the deviation is the one given.
  case truncated

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
    case .truncated:
      return .truncated(
        .corrected(deviation: deviation), deviation: deviation,
        formula: "N cut at ±2 sd, of variance \(variance)")
    }
  }
}

/// Which number of connections a variance is divided by.
public enum Fan: String, CaseIterable, Sendable {
  case input = "fan_in"
  case output = "fan_out"
  case average = "fan_avg"

  /// The number, for weights of a shape.
  func count(_ shape: Shape) -> Double {
    switch self {
    case .input: Double(shape.fanIn)
    case .output: Double(shape.fanOut)
    case .average: Double(shape.fanIn + shape.fanOut) / 2
    }
  }

  /// `scale` divided by the number, as a formula: `2/(fan_in + fan_out)`.
  func formula(_ scale: Double) -> String {
    let top = self == .average ? 2 * scale : scale
    let inverse = (1 / top).rounded()
    if top < 1, 1 / inverse == top {
      return self == .average
        ? "1/(\(literal(inverse))(fan_in + fan_out))" : "1/(\(literal(inverse)) \(rawValue))"
    }
    return literal(top) + (self == .average ? "/(fan_in + fan_out)" : "/\(rawValue)")
  }
}

/// gain² · `variance` as a formula, without a gain of 1.
func scaled(_ variance: String, by gain: Double) -> String {
  if gain == 1 { return variance }
  return variance.hasPrefix("1/")
    ? "\(literal(gain))²\(variance.dropFirst())" : "\(literal(gain))² · \(variance)"
}

/// `gain` · something as a formula, without a gain of 1.
func scaled(_ formula: String, times gain: Double) -> String {
  gain == 1 ? formula : "\(literal(gain)) · \(formula)"
}
