import LinearAlgebra

/// Numbers with an exponent of their own, so that no length of run takes them out of range.
///
/// The value is mantissa · 2^exponent; every batch element has its exponent.
public struct ScaledCotangents<Scalar: ExactScalar>: Sendable {
  /// In the order block, batch element, unit.
  public internal(set) var mantissas: [Scalar]
  public private(set) var exponents: [Int]
  /// How many vectors of n numbers a state has; that of h is the first.
  public let blocks: Int
  /// Whether every derivative met in the last step back was zero.
  public private(set) var isFlat = false

  init(mantissas: [Scalar], batch: Int, blocks: Int) {
    self.mantissas = mantissas
    self.blocks = blocks
    exponents = [Int](repeating: 0, count: batch)
  }

  private var batch: Int { exponents.count }
  private var units: Int { mantissas.count / (blocks * batch) }

  /// Where the mantissas of one batch element lie, block by block.
  private func ranges(of element: Int) -> [Range<Int>] {
    (0..<blocks).map { block in
      let start = (block * batch + element) * units
      return start..<start + units
    }
  }

  /// The mantissas of one batch element, block by block; O(1) where there is one block.
  public func mantissas(of element: Int) -> ArraySlice<Scalar> {
    guard blocks > 1 else { return mantissas[element * units..<(element + 1) * units] }
    return ranges(of: element).flatMap { mantissas[$0] }[...]
  }

  /// Multiplies the mantissas of a batch element by 2^shift and takes it from the exponent.
  ///
  /// Exact, but for an entry 2^100 times smaller than its neighbours. As much of the shift is done as
  /// keeps the factor, and mantissas near 1, in range.
  private mutating func scale(_ element: Int, by shift: Int) {
    let limit = Int(Scalar.greatestFiniteMagnitude.exponent) - 27
    let shift = min(max(shift, -limit), limit)
    let factor = Scalar(sign: .plus, exponent: Scalar.Exponent(shift), significand: 1)
    for range in ranges(of: element) {
      for index in range { mantissas[index] *= factor }
    }
    exponents[element] -= shift
  }

  /// Brings the largest mantissa of each batch element back near 1 where it has strayed.
  private mutating func rescale() {
    for element in exponents.indices {
      let largest = Scalar.largestMagnitude(mantissas(of: element))
      guard largest.isFinite, largest > 0 else { continue }
      let exponent = Int(largest.exponent)
      if exponent.magnitude > 16 { scale(element, by: -exponent) }
    }
  }
}

extension ScaledCotangents {
  /// Makes room below where all derivatives of a batch element are tiny, so that products with them
  /// keep their digits; notes whether they are all zero.
  mutating func prepare(for partials: CellPartials<Scalar>) {
    isFlat = true
    for (element, steepest) in partials.steepest(batch: batch).enumerated() {
      if steepest != 0 { isFlat = false }
      if steepest > 0, steepest < 0x1p-16 { scale(element, by: -Int(steepest.exponent)) }
    }
  }

  /// What reaches the sums of each gate, in the order batch element, gate, unit.
  func reaching(_ partials: CellPartials<Scalar>) -> [Scalar] {
    let gates = partials.sums[0].count
    guard gates > 1 || blocks > 1 else { return product(mantissas, partials.sums[0][0]) }
    var reached = [Scalar](repeating: 0, count: batch * gates * units)
    for gate in 0..<gates {
      let sums = added((0..<blocks).map { partials.sums[$0][gate] })
      for element in 0..<batch {
        let start = (element * gates + gate) * units
        reached.replaceSubrange(
          start..<start + units, with: sums[element * units..<(element + 1) * units])
      }
    }
    return reached
  }

  /// What the state passes on by itself, block by block, multiplied by `factor`.
  func kept(by partials: CellPartials<Scalar>, scaledBy factor: Scalar) -> [Scalar] {
    (0..<blocks).flatMap { old in
      added((0..<blocks).map { partials.states[$0][old] }).map { $0 * factor }
    }
  }

  /// Σ over the blocks of cotangent ∘ derivative, for every batch element and unit.
  private func added(_ derivatives: [[Scalar]]) -> [Scalar] {
    let width = batch * units
    var total = [Scalar](repeating: 0, count: width)
    for (block, list) in derivatives.enumerated() where !list.isEmpty {
      for index in 0..<width { total[index] += list[index] * mantissas[block * width + index] }
    }
    return total
  }

  /// Takes the numbers after a step, which are to be multiplied by 2^exponent.
  mutating func replace(by numbers: [Scalar], exponent: Int) {
    mantissas = numbers
    for element in exponents.indices { exponents[element] += exponent }
    rescale()
  }
}

extension ScaledCotangents {
  /// ∂L/∂h itself, in the order batch element, unit: 0 where float64 cannot hold a number so small,
  /// infinite where so large.
  public var values: [Double] {
    exponents.indices.flatMap { element in
      mantissas(of: element).prefix(units).map { mantissa in
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
