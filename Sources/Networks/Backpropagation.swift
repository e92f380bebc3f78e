import LinearAlgebra

extension Network {
  /// Carries a random unit cotangent at h_T back through the stored states to every h_t.
  ///
  /// Backpropagation through time (Werbos 1990) of the gradient of L with respect to the whole state,
  /// where L is the product of h_T with a cotangent of norm 1 in each batch element. `visit` sees
  /// δ_T, δ_{T−1}, … δ_0, each with its step. Exact tier. Θ(steps · batch · gates · n²) time,
  /// O(gates · n² + batch · d) numbers of memory; a cell whose derivatives do not follow from its
  /// states computes each step anew.
  public func backpropagate<Scalar: ExactScalar>(
    through trajectory: Trajectory<Scalar>, _ run: Run, _ interruption: Interruption,
    visit: (Int, ScaledCotangents<Scalar>) throws -> Void
  ) throws {
    let adjoint = BatchAdjoint<Scalar>(self, trajectory.drive, run)
    var cotangents: ScaledCotangents<Scalar> = try run.unitCotangents(of: self, interruption)
    try visit(run.steps, cotangents)
    for step in stride(from: run.steps, to: 0, by: -1) {
      try interruption.check(run.steps - step, of: run.steps, "steps back")
      try adjoint.pullBack(&cotangents, through: step, of: trajectory, interruption)
      precision.round(&cotangents.mantissas)
      try visit(step - 1, cotangents)
    }
  }
}

extension Run {
  /// A direction drawn uniformly from the sphere for h of each batch element, of Euclidean norm 1.
  fileprivate func unitCotangents<Scalar: ExactScalar>(
    of network: Network, _ interruption: Interruption
  ) throws(Interrupted) -> ScaledCotangents<Scalar> {
    var mantissas: [Scalar] = []
    mantissas.reserveCapacity(batch * network.stateSize)
    for element in 0..<batch {
      try interruption.check()
      let direction = RandomStream(seed: seed, name: "cotangent", draw: UInt32(element))
        .normals(network.units)
      let norm = Matrix(rows: 1, columns: network.units, elements: direction).frobeniusNorm
      mantissas += direction.map { Scalar($0 / norm) }
    }
    mantissas += [Scalar](repeating: 0, count: batch * network.stateSize - mantissas.count)
    return ScaledCotangents(mantissas: mantissas, batch: batch, blocks: network.cell.blocks)
  }
}

/// A step of a batch backwards: the transposed Jacobian.
private struct BatchAdjoint<Scalar: ExactScalar>: Sendable {
  private let network: Network
  private let run: Run
  private let batchStep: BatchStep<Scalar>
  private let transposed: TransposedWeights<Scalar>?

  init(_ network: Network, _ drive: Drive, _ run: Run) {
    self.network = network
    self.run = run
    batchStep = BatchStep(network, drive, run)
    transposed =
      network.layers == nil
      ? TransposedWeights(network.cell.weights(from: network.recurrent)) : nil
  }

  private func transposed(
    at step: Int, _ interruption: Interruption
  ) throws(Interrupted) -> TransposedWeights<Scalar> {
    if let transposed { return transposed }
    return TransposedWeights(try network.weights(at: step, interruption))
  }

  /// Jᵀv: what reaches the sums goes through Wᵀ to h, and what the state passes on by itself is added.
  ///
  /// Θ(batch · gates · n²).
  func pullBack(
    _ cotangents: inout ScaledCotangents<Scalar>, through step: Int,
    of trajectory: Trajectory<Scalar>, _ interruption: Interruption
  ) throws(Interrupted) {
    let partials = try batchStep.partials(
      from: trajectory.cellStates(at: step - 1), to: trajectory.cellStates(at: step), at: step,
      interruption)
    cotangents.prepare(for: partials)
    let transposed = try transposed(at: step, interruption)
    var result = cotangents.kept(by: partials, scaledBy: transposed.scale)
    let reached = cotangents.reaching(partials)
    var ofHidden = Array(result[..<(run.batch * network.units)])
    try transposed.packed.accumulate(reached[...], into: &ofHidden, run, interruption)
    result.replaceSubrange(..<ofHidden.count, with: ofHidden)
    cotangents.replace(by: result, exponent: transposed.exponent)
  }
}

/// Wᵀ divided by 2^exponent, so that its entries are at most 1 in magnitude and a product with a
/// cotangent of moderate size cannot overflow.
private struct TransposedWeights<Scalar: ExactScalar>: Sendable {
  let packed: PackedMatrix<Scalar>
  let exponent: Int

  init(_ weights: Matrix) {
    let largest = weights.largestMagnitude
    exponent =
      largest.isFinite && largest > 0 ? min(max(Int(largest.exponent) + 1, -1000), 1000) : 0
    let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
    packed = PackedMatrix(transposing: weights.map { $0 * scale })
  }

  /// 2^−exponent, or as near to it as Scalar gets.
  var scale: Scalar {
    let limit = Int(Scalar.greatestFiniteMagnitude.exponent) - 1
    return Scalar(
      sign: .plus, exponent: Scalar.Exponent(min(max(-exponent, -limit), limit)), significand: 1)
  }
}
