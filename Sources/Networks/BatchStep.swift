import LinearAlgebra

/// A step of a batch: the products, then the cell.
///
/// Exact tier: sums start from the bias and take their terms in order.
struct BatchStep<Scalar: ExactScalar>: Sendable {
  private let network: Network
  private let run: Run
  private let drivenBias: DrivenBias<Scalar>
  /// bh for a cell that keeps its sums apart; else it is part of the driven bias.
  private let recurrentBias: [Scalar]?
  private let packed: PackedMatrix<Scalar>?

  init(_ network: Network, _ drive: Drive, _ run: Run) {
    self.network = network
    self.run = run
    let isApart = network.cell.keepsSumsApart
    let zeros = [Double](repeating: 0, count: network.sumCount)
    let (bias, inputBias) = (network.bias?.elements, network.inputBias?.elements)
    recurrentBias = isApart ? (bias ?? zeros).map { Scalar($0) } : nil
    let added = isApart ? inputBias ?? zeros : Self.sum(bias, inputBias) ?? zeros
    drivenBias = DrivenBias(network.input, bias: added.map { Scalar($0) }, drive, run)
    packed =
      network.layers == nil ? PackedMatrix(network.cell.weights(from: network.recurrent)) : nil
  }

  private static func sum(_ one: [Double]?, _ other: [Double]?) -> [Double]? {
    guard let one, let other else { return one ?? other }
    return zip(one, other).map { $0 + $1 }
  }

  /// The sums that enter step `step`; Θ(batch · gates · n²).
  func sums(
    from states: CellStates<Scalar>, at step: Int, _ interruption: Interruption
  ) throws(Interrupted) -> CellSums<Scalar> {
    let driven = try drivenBias.values(at: step, interruption)
    var recurrent = driven
    if let recurrentBias {
      recurrent = []
      recurrent.reserveCapacity(driven.count)
      for _ in 0..<run.batch { recurrent += recurrentBias }
    }
    try packed(at: step, interruption).accumulate(states[0], into: &recurrent, run, interruption)
    return CellSums(
      recurrent: recurrent, driven: recurrentBias == nil ? [] : driven,
      gates: network.cell.gates.count, units: network.units)
  }

  private func packed(
    at step: Int, _ interruption: Interruption
  ) throws(Interrupted) -> PackedMatrix<Scalar> {
    if let packed { return packed }
    return PackedMatrix(try network.weights(at: step, interruption))
  }

  /// Step `step`; slopes come from the pre-activation when `isPrecise`.
  func advance(
    _ states: CellStates<Scalar>, at step: Int, isPrecise: Bool = false,
    _ interruption: Interruption
  ) throws(Interrupted) -> CellStep<Scalar> {
    let sums = try sums(from: states, at: step, interruption)
    let functions = CellFunctions(activation: network.activation, isPrecise: isPrecise)
    return network.cell.advance(states, sums, functions)
  }

  /// The derivatives of step `step`, from the states before and after it where that is enough.
  func partials(
    from before: CellStates<Scalar>, to after: CellStates<Scalar>, at step: Int,
    _ interruption: Interruption
  ) throws(Interrupted) -> CellPartials<Scalar> {
    if let partials = network.cell.partials(from: before, to: after, network.activation) {
      return partials
    }
    return try advance(before, at: step, isPrecise: true, interruption).partials
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
