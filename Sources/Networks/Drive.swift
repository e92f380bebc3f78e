import LinearAlgebra

/// What arrives from outside at each step, the x_t of h_t = φ(Wxh x_t + Whh h_{t−1} + bh).
public enum Drive: Sendable {
  /// No input: the network runs by itself.
  case silent
  /// Independent normal numbers of this standard deviation.
  case noise(deviation: Double)
  /// One-hot vectors, given by the index that is one: `symbols[t − 1]` at step t.
  case symbols([UInt32])
  /// Given vectors, in the order step, batch element, input. With one batch element, all share it.
  case recorded(values: [Double], batch: Int)
}

/// Computes b + Wxh x_t for a whole batch, one step after the other.
///
/// The sum starts from the bias and takes the inputs in order, each with one fused multiply-add, so
/// that an element of a batch has the bits it would have alone.
struct DrivenBias<Scalar: ExactScalar>: Sendable {
  private let drive: Drive
  private let bias: [Scalar]
  private let weights: PackedMatrix<Scalar>?
  private let columns: Matrix?
  private let inputs: Int
  private let run: Run

  /// `weights` is Wxh, nil for zero; `bias` has a number for each of its rows.
  init(_ weights: Matrix?, bias: [Scalar], _ drive: Drive, _ run: Run) {
    self.drive = drive
    self.run = run
    self.bias = bias
    inputs = weights?.columns ?? 0
    if case .symbols = drive {
      (self.weights, columns) = (nil, weights?.transposed)
    } else {
      (self.weights, columns) = (weights.map { PackedMatrix($0) }, nil)
    }
  }

  /// The driven bias of step `step` (1 is the first), in the order batch element, row.
  func values(at step: Int, _ interruption: Interruption) throws(Interrupted) -> [Scalar] {
    var sums: [Scalar] = []
    sums.reserveCapacity(run.batch * bias.count)
    for _ in 0..<run.batch { sums += bias }
    switch drive {
    case .silent:
      break
    case .symbols(let symbols):
      addColumn(Int(symbols[step - 1]), to: &sums)
    case .noise(let deviation):
      let noise = try noise(of: deviation, at: step, interruption)
      try weights?.accumulate(noise[...], into: &sums, run, interruption)
    case .recorded(let values, let batch):
      let inputs = recording(values, batch: batch, at: step)
      try weights?.accumulate(inputs[...], into: &sums, run, interruption)
    }
    return sums
  }

  /// A one-hot product is a column of the weights: where they are finite, the other terms add nothing.
  private func addColumn(_ symbol: Int, to sums: inout [Scalar]) {
    guard let columns else { return }
    for row in bias.indices {
      let weight = Scalar(columns[symbol, row])
      for element in 0..<run.batch { sums[element * bias.count + row] += weight }
    }
  }

  private func noise(
    of deviation: Double, at step: Int, _ interruption: Interruption
  ) throws(Interrupted) -> [Scalar] {
    var noise: [Scalar] = []
    noise.reserveCapacity(run.batch * inputs)
    for element in 0..<run.batch {
      try interruption.check()
      let stream = RandomStream(seed: run.seed, name: "input", draw: UInt32(element))
      noise += stream.normals(inputs, from: (step - 1) * inputs).map { Scalar(deviation * $0) }
    }
    return noise
  }

  private func recording(_ values: [Double], batch: Int, at step: Int) -> [Scalar] {
    (0..<run.batch).flatMap { element in
      let first = ((step - 1) * batch + (batch == 1 ? 0 : element)) * inputs
      return values[first..<first + inputs].map { Scalar($0) }
    }
  }
}
