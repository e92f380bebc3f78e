import LinearAlgebra

/// Numbers with an exponent of their own, so that no length of run takes them out of range.
///
/// The value is mantissa · 2^exponent; every batch element has its exponent.
public struct ScaledCotangents<Scalar: ExactScalar>: Sendable {
  /// In the order batch element, unit.
  public fileprivate(set) var mantissas: [Scalar]
  public fileprivate(set) var exponents: [Int]

  fileprivate var units: Int { mantissas.count / exponents.count }

  /// The mantissas of one batch element.
  public func mantissas(of element: Int) -> ArraySlice<Scalar> {
    mantissas[element * units..<(element + 1) * units]
  }

  /// Brings the largest mantissa of each batch element back near 1 where it has strayed.
  ///
  /// Scaling by a power of two is exact; an entry is lost only where it is 2^100 times smaller than
  /// its neighbours.
  fileprivate mutating func rescale() {
    for element in exponents.indices {
      let range = element * units..<(element + 1) * units
      let largest = Scalar.largestMagnitude(mantissas[range])
      guard largest.isNormal || largest.isSubnormal else { continue }
      // At most 100 at a time, so that the factor itself is in range for float32.
      let shift = min(max(Int(largest.exponent), -100), 100)
      guard shift.magnitude > 16 else { continue }
      let scale = Scalar(sign: .plus, exponent: Scalar.Exponent(-shift), significand: 1)
      for index in range { mantissas[index] *= scale }
      exponents[element] += shift
    }
  }
}

extension Network {
  /// Carries a random unit cotangent at h_T back through the stored states to every h_t.
  ///
  /// Backpropagation through time (Werbos 1990) of the gradient δ_t = ∂L/∂h_t, where L is the product
  /// of h_T with a cotangent of norm 1 in each batch element. `visit` sees δ_T, δ_{T−1}, … δ_0, each
  /// with its step. Exact tier. Θ(steps · batch · n²) time, batch · n numbers of memory.
  public func backpropagate<Scalar: ExactScalar>(
    through trajectory: Trajectory<Scalar>, _ run: Run, _ interruption: Interruption,
    visit: (Int, ScaledCotangents<Scalar>) throws -> Void
  ) throws {
    let adjoint = VanillaAdjoint<Scalar>(self)
    var cotangents: ScaledCotangents<Scalar> = run.unitCotangents(units: units)
    try visit(run.steps, cotangents)
    for step in stride(from: run.steps, to: 0, by: -1) {
      try interruption.check()
      cotangents.mantissas = adjoint.pullback(cotangents.mantissas, at: trajectory[step], run)
      for element in cotangents.exponents.indices {
        cotangents.exponents[element] += adjoint.exponent
      }
      cotangents.rescale()
      try visit(step - 1, cotangents)
    }
  }
}

extension Run {
  /// A direction drawn uniformly from the sphere for each batch element, of Euclidean norm 1.
  fileprivate func unitCotangents<Scalar: ExactScalar>(
    units: Int
  ) -> ScaledCotangents<Scalar> {
    let mantissas = (0..<batch).flatMap { element in
      let direction = RandomStream(seed: seed, name: "cotangent", draw: UInt32(element))
        .normals(units)
      let norm = Matrix(rows: 1, columns: units, elements: direction).frobeniusNorm
      return direction.map { Scalar($0 / norm) }
    }
    return ScaledCotangents(
      mantissas: mantissas, exponents: [Int](repeating: 0, count: batch))
  }
}

extension ScaledCotangents {
  /// The numbers themselves: 0 where float64 cannot hold one so small, infinite where so large.
  public var values: [Double] {
    exponents.indices.flatMap { element in
      mantissas(of: element).map { mantissa in
        // In two steps, because 2^exponent alone may be out of range while the product is not.
        let half = exponents[element] / 2
        return Double(mantissa) * Self.power(half) * Self.power(exponents[element] - half)
      }
    }
  }

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
