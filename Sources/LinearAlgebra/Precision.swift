/// A format of floating-point numbers that a network can run in.
public enum Precision: String, CaseIterable, Sendable {
  case float32, float64

  /// The size of one number.
  public var bytes: Int {
    switch self {
    case .float32: MemoryLayout<Float>.size
    case .float64: MemoryLayout<Double>.size
    }
  }

  /// The largest finite number.
  public var largest: Double {
    switch self {
    case .float32: Double(Float.greatestFiniteMagnitude)
    case .float64: .greatestFiniteMagnitude
    }
  }

  /// The least positive number with all its digits.
  public var smallest: Double {
    switch self {
    case .float32: Double(Float.leastNormalMagnitude)
    case .float64: .leastNormalMagnitude
    }
  }

  /// The nearest number of this format, ties to even; beyond the largest it is infinite.
  public func rounding(_ value: Double) -> Double {
    switch self {
    case .float32: Double(Float(value))
    case .float64: value
    }
  }
}
