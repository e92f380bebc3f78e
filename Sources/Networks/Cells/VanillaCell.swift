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

  /// The states after `states`. Θ(batch · n²).
  func next(_ states: ArraySlice<Scalar>, adding drive: [Scalar], _ run: Run) -> [Scalar] {
    var sums = drive
    recurrent.accumulate(states, batch: run.batch, into: &sums, threads: run.threads)
    activation.apply(to: &sums)
    return sums
  }
}

/// The same step backwards: Jᵀv = Whhᵀ (φ′ ⊙ v), with the slopes taken from the state after the step.
struct VanillaAdjoint<Scalar: ExactScalar>: Sendable {
  /// Whhᵀ divided by 2^exponent, so that its entries are below 1 in magnitude and a product with a
  /// cotangent of moderate size cannot overflow.
  private let transposed: PackedMatrix<Scalar>
  let exponent: Int
  private let activation: any Activation

  init(_ network: Network) {
    let largest = network.recurrent.largestMagnitude
    exponent = largest.isNormal ? Int(largest.exponent) + 1 : 0
    let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
    transposed = PackedMatrix(transposing: network.recurrent.map { $0 * scale })
    activation = network.activation
  }

  /// 2^−exponent times the transposed Jacobian at `states`, applied to `cotangents`. Θ(batch · n²).
  func pullback(
    _ cotangents: [Scalar], at states: ArraySlice<Scalar>, _ run: Run
  ) -> [Scalar] {
    var scaled = cotangents
    activation.multiply(&scaled, bySlopesAt: states)
    var result = [Scalar](repeating: 0, count: cotangents.count)
    transposed.accumulate(scaled, batch: run.batch, into: &result, threads: run.threads)
    return result
  }
}
