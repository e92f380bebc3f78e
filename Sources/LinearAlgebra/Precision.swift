/// A format of floating-point numbers that a network can run in.
public enum Precision: String, CaseIterable, Sendable {
  case float32, float64
  /// float32 with the last 16 bits rounded off. Emulated: sums are made in float32, as accelerators
  /// do, and every state, gradient and weight is rounded.
  case bfloat16

  /// The size of one number in memory; bfloat16 is kept in float32.
  public var bytes: Int {
    switch self {
    case .float32, .bfloat16: MemoryLayout<Float>.size
    case .float64: MemoryLayout<Double>.size
    }
  }

  /// The largest finite number.
  public var largest: Double {
    switch self {
    case .float32: Double(Float.greatestFiniteMagnitude)
    case .float64: .greatestFiniteMagnitude
    case .bfloat16: 0x1.FEp127
    }
  }

  /// The least positive number with all its digits.
  public var smallest: Double {
    switch self {
    case .float32, .bfloat16: Double(Float.leastNormalMagnitude)
    case .float64: .leastNormalMagnitude
    }
  }

  /// The nearest number of this format, ties to even; beyond the largest it is infinite.
  public func rounding<Scalar: ExactScalar>(_ value: Scalar) -> Scalar {
    switch self {
    case .float32: Scalar(Float(value))
    case .float64: value
    case .bfloat16: Scalar(roundedToBfloat16(Double(value)))
    }
  }

  /// Rounds numbers that were computed in the format's own arithmetic; Θ(count) for bfloat16, which is
  /// computed in float32, else nothing.
  public func round<Scalar: ExactScalar>(_ values: inout [Scalar]) {
    guard self == .bfloat16 else { return }
    for index in values.indices { values[index] = rounding(values[index]) }
  }
}

/// The nearest number with 8 significant bits and float32's exponents, ties to even.
private func roundedToBfloat16(_ value: Double) -> Float {
  let nearest = Float(value)
  guard nearest.isFinite else { return nearest }
  // Rounded to odd, so that rounding once more is as good as rounding once.
  let excess = value.magnitude - Double(nearest.magnitude)
  var bits = nearest.bitPattern
  if excess < 0, bits & 1 == 0 { bits -= 1 }
  if excess > 0 { bits |= 1 }
  return Float(bitPattern: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) & 0xFFFF_0000)
}
