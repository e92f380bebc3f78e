import LinearAlgebra

/// One step of the vanilla recurrent network (Elman 1990): h ← φ(a + Whh h).
///
/// `a` is what the outside adds, the driven bias. A cell is one step of a whole batch, never the loop;
/// states lie in the order batch element, unit.
struct VanillaCell<Scalar: ExactScalar>: Sendable {
  private let recurrent: PackedMatrix<Scalar>
  private let activation: any Activation

  init(_ network: Network) {
    recurrent = PackedMatrix(network.recurrent)
    activation = network.activation
  }

  /// The states after `states`.
  ///
  /// Θ(batch · n²).
  func next(
    _ states: ArraySlice<Scalar>, adding drive: [Scalar], _ run: Run, _ interruption: Interruption
  ) throws(Interrupted) -> [Scalar] {
    var sums = drive
    try recurrent.accumulate(states, into: &sums, run, interruption)
    activation.apply(to: &sums)
    return sums
  }
}

/// The same step backwards: Jᵀv = Whhᵀ (φ′ ⊙ v), with the slopes taken from the state after the step.
struct VanillaAdjoint<Scalar: ExactScalar>: Sendable {
  /// Whhᵀ divided by 2^exponent, so that its entries are at most 1 in magnitude and a product with a
  /// cotangent of moderate size cannot overflow.
  private let transposed: PackedMatrix<Scalar>
  private let exponent: Int
  private let activation: any Activation

  init(_ network: Network) {
    let largest = network.recurrent.largestMagnitude
    exponent =
      largest.isFinite && largest > 0 ? min(max(Int(largest.exponent) + 1, -1000), 1000) : 0
    let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
    transposed = PackedMatrix(transposing: network.recurrent.map { $0 * scale })
    activation = network.activation
  }

  /// Applies the transposed Jacobian at `states`.
  ///
  /// Θ(batch · n²).
  func pullBack(
    _ cotangents: inout ScaledCotangents<Scalar>, at states: ArraySlice<Scalar>, _ run: Run,
    _ interruption: Interruption
  ) throws(Interrupted) {
    prepare(&cotangents, forSlopesAt: states, run)
    activation.multiply(&cotangents.mantissas, bySlopesAt: states)
    var result = [Scalar](repeating: 0, count: cotangents.mantissas.count)
    try transposed.accumulate(cotangents.mantissas[...], into: &result, run, interruption)
    cotangents.mantissas = result
    for element in cotangents.exponents.indices { cotangents.exponents[element] += exponent }
    cotangents.rescale()
  }

  /// Makes room below where all slopes of a batch element are tiny, so that the product with them
  /// keeps its digits; notes whether they are all zero.
  private func prepare(
    _ cotangents: inout ScaledCotangents<Scalar>, forSlopesAt states: ArraySlice<Scalar>, _ run: Run
  ) {
    var slopes = [Scalar](repeating: 1, count: states.count)
    activation.multiply(&slopes, bySlopesAt: states)
    var isFlat = true
    for element in 0..<run.batch {
      let steepest = Scalar.largestMagnitude(slopes[cotangents.range(of: element)])
      if steepest != 0 { isFlat = false }
      if steepest > 0, steepest < 0x1p-16 {
        cotangents.scale(element, by: -Int(steepest.exponent))
      }
    }
    cotangents.isFlat = isFlat
  }
}

extension PackedMatrix {
  /// y ← y + W x for a batch, in portions small enough that an interruption is noticed soon.
  func accumulate(
    _ x: ArraySlice<Scalar>, into y: inout [Scalar], _ run: Run, _ interruption: Interruption
  ) throws(Interrupted) {
    // Some 10 ms of work; the bits of a batch element do not depend on its neighbours.
    let portion = max(1, 500_000_000 / (rows * columns + 1))
    guard portion < run.batch else {
      return accumulate(x, batch: run.batch, into: &y, threads: run.threads)
    }
    for first in stride(from: 0, to: run.batch, by: portion) {
      try interruption.check()
      let elements = first..<min(first + portion, run.batch)
      let start = x.startIndex
      var part = Array(y[elements.lowerBound * rows..<elements.upperBound * rows])
      accumulate(
        x[start + elements.lowerBound * columns..<start + elements.upperBound * columns],
        batch: elements.count, into: &part, threads: run.threads)
      y.replaceSubrange(elements.lowerBound * rows..<elements.upperBound * rows, with: part)
    }
  }
}
