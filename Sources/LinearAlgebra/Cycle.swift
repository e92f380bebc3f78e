import Numerics

/// The eigenvalues of a matrix that moves each of its coordinates to the next one, in a cycle.
///
/// With the product p of the m weights they are the m roots of λ^m = p. To within 2 ulp. Θ(m).
struct Cycle {
  let weights: [Double]

  /// The cycle of a matrix that has exactly one entry in each row, if it is irreducible.
  init?(irreducible matrix: Matrix) {
    var weights: [Double] = []
    for row in 0..<matrix.rows {
      let used = matrix.elements[(row * matrix.columns)..<((row + 1) * matrix.columns)]
        .filter { $0 != 0 }
      guard used.count == 1 else { return nil }
      weights += used
    }
    self.weights = weights
  }

  /// |p|^(1/m), to the bit where all weights have the same size.
  var modulus: Double {
    let first = weights[0].magnitude
    if weights.allSatisfy({ $0.magnitude == first }) { return first }
    var (mantissa, exponent) = (1.0, 0)
    for weight in weights {
      mantissa *= weight.significand
      exponent += Int(weight.exponent)
      if mantissa >= 2 { (mantissa, exponent) = (mantissa / 2, exponent + 1) }
    }
    let share = 1 / Double(weights.count)
    return Elementary.pow(mantissa, share) * Elementary.pow(2, Double(exponent) * share)
  }

  var eigenvalues: [Complex<Double>] {
    let (count, modulus) = (weights.count, modulus)
    let isNegative = weights.count { $0 < 0 } % 2 == 1
    return (0..<count).map { index in
      // For a negative product the roots of −1: odd multiples of half a step.
      let turn = unitRoot(2 * index + (isNegative ? 1 : 0), of: 2 * count)
      return Complex(modulus * turn.real, modulus * turn.imaginary)
    }
  }
}

/// e^(2πi · k/m): exact at whole quarters of a turn, and conjugate roots have the same bits.
public func unitRoot(_ k: Int, of m: Int) -> Complex<Double> {
  if 2 * k > m { return unitRoot(m - k, of: m).conjugate }
  if 4 * k > m {
    // The reflection of an angle below a right one.
    let mirrored = unitRoot(m - 2 * k, of: 2 * m)
    return Complex(-mirrored.real, mirrored.imaginary)
  }
  if 8 * k > m {
    let swapped = unitRoot(m - 4 * k, of: 4 * m)
    return Complex(swapped.imaginary, swapped.real)
  }
  let angle = 2 * Double.pi * Double(k) / Double(m)
  return Complex(cosine(angle), sine(angle))
}

/// Taylor's series, whose terms beyond these are below a rounding up to π/4.
private func cosine(_ x: Double) -> Double {
  let square = x * x
  return stride(from: 16, to: 0, by: -2).reduce(1) { 1 - $0 * square / Double($1 * ($1 - 1)) }
}

private func sine(_ x: Double) -> Double {
  let square = x * x
  return x * stride(from: 17, to: 1, by: -2).reduce(1) { 1 - $0 * square / Double($1 * ($1 - 1)) }
}
