import LinearAlgebra

/// Numbers with an exponent of their own, so that no length of run takes them out of range.
///
/// The value is mantissa · 2^exponent; every batch element has its exponent.
public struct ScaledCotangents<Scalar: ExactScalar>: Sendable {
  /// In the order batch element, unit.
  public internal(set) var mantissas: [Scalar]
  public internal(set) var exponents: [Int]
  /// Whether every slope φ′ met in the last step back was zero.
  public internal(set) var isFlat = false

  init(mantissas: [Scalar], batch: Int) {
    self.mantissas = mantissas
    exponents = [Int](repeating: 0, count: batch)
  }

  private var units: Int { mantissas.count / exponents.count }

  /// Where the mantissas of one batch element lie.
  func range(of element: Int) -> Range<Int> { element * units..<(element + 1) * units }

  /// The mantissas of one batch element.
  public func mantissas(of element: Int) -> ArraySlice<Scalar> { mantissas[range(of: element)] }

  /// Multiplies the mantissas of a batch element by 2^shift and takes it from the exponent.
  ///
  /// Exact, but for an entry 2^100 times smaller than its neighbours. As much of the shift is done as
  /// keeps the factor, and mantissas near 1, in range.
  mutating func scale(_ element: Int, by shift: Int) {
    let limit = Int(Scalar.greatestFiniteMagnitude.exponent) - 27
    let shift = min(max(shift, -limit), limit)
    let factor = Scalar(sign: .plus, exponent: Scalar.Exponent(shift), significand: 1)
    for index in range(of: element) { mantissas[index] *= factor }
    exponents[element] -= shift
  }

  /// Brings the largest mantissa of each batch element back near 1 where it has strayed.
  mutating func rescale() {
    for element in exponents.indices {
      let largest = Scalar.largestMagnitude(mantissas(of: element))
      guard largest.isFinite, largest > 0 else { continue }
      let exponent = Int(largest.exponent)
      if exponent.magnitude > 16 { scale(element, by: -exponent) }
    }
  }
}

extension Network {
  /// Carries a random unit cotangent at h_T back through the stored states to every h_t.
  ///
  /// Backpropagation through time (Werbos 1990) of the gradient δ_t = ∂L/∂h_t, where L is the product
  /// of h_T with a cotangent of norm 1 in each batch element. `visit` sees δ_T, δ_{T−1}, … δ_0, each
  /// with its step. Exact tier. Θ(steps · batch · n²) time, O(n² + batch · n) numbers of memory.
  public func backpropagate<Scalar: ExactScalar>(
    through trajectory: Trajectory<Scalar>, _ run: Run, _ interruption: Interruption,
    visit: (Int, ScaledCotangents<Scalar>) throws -> Void
  ) throws {
    let adjoint = VanillaAdjoint<Scalar>(self)
    var cotangents: ScaledCotangents<Scalar> = try run.unitCotangents(units: units, interruption)
    try visit(run.steps, cotangents)
    for step in stride(from: run.steps, to: 0, by: -1) {
      try interruption.check()
      try adjoint.pullBack(&cotangents, at: trajectory[step], run, interruption)
      try visit(step - 1, cotangents)
    }
  }
}

extension Run {
  /// A direction drawn uniformly from the sphere for each batch element, of Euclidean norm 1.
  fileprivate func unitCotangents<Scalar: ExactScalar>(
    units: Int, _ interruption: Interruption
  ) throws(Interrupted) -> ScaledCotangents<Scalar> {
    var mantissas: [Scalar] = []
    mantissas.reserveCapacity(batch * units)
    for element in 0..<batch {
      try interruption.check()
      let direction = RandomStream(seed: seed, name: "cotangent", draw: UInt32(element))
        .normals(units)
      let norm = Matrix(rows: 1, columns: units, elements: direction).frobeniusNorm
      mantissas += direction.map { Scalar($0 / norm) }
    }
    return ScaledCotangents(mantissas: mantissas, batch: batch)
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
