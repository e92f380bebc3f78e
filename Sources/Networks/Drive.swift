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

/// Computes bh + Wxh x_t for a whole batch, one step after the other.
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

  init(_ network: Network, _ drive: Drive, _ run: Run) {
    self.drive = drive
    self.run = run
    inputs = network.input?.columns ?? 0
    bias =
      network.bias.map { $0.elements.map { Scalar($0) } }
      ?? [Scalar](repeating: 0, count: network.units)
    if case .symbols = drive {
      (weights, columns) = (nil, network.input?.transposed)
    } else {
      (weights, columns) = (network.input.map { PackedMatrix($0) }, nil)
    }
  }

  /// The driven bias of step `step` (1 is the first), in the order batch element, unit.
  func values(at step: Int) -> [Scalar] {
    var sums = [Scalar]()
    sums.reserveCapacity(run.batch * bias.count)
    for _ in 0..<run.batch { sums += bias }
    switch drive {
    case .silent:
      break
    case .symbols(let symbols):
      addColumn(Int(symbols[step - 1]), to: &sums)
    case .noise(let deviation):
      add(noise(of: deviation, at: step), to: &sums)
    case .recorded(let values, let batch):
      add(recording(values, batch: batch, at: step), to: &sums)
    }
    return sums
  }

  private func add(_ inputs: [Scalar], to sums: inout [Scalar]) {
    weights?.accumulate(inputs, batch: run.batch, into: &sums, threads: run.threads)
  }

  /// A one-hot product is a column of the weights: the other terms add nothing, and exactly so.
  private func addColumn(_ symbol: Int, to sums: inout [Scalar]) {
    guard let columns else { return }
    for unit in bias.indices {
      let weight = Scalar(columns[symbol, unit])
      for element in 0..<run.batch { sums[element * bias.count + unit] += weight }
    }
  }

  private func noise(of deviation: Double, at step: Int) -> [Scalar] {
    (0..<run.batch).flatMap { element in
      RandomStream(seed: run.seed, name: "input", draw: UInt32(element))
        .normals(inputs, from: (step - 1) * inputs)
        .map { Scalar(deviation * $0) }
    }
  }

  private func recording(_ values: [Double], batch: Int, at step: Int) -> [Scalar] {
    (0..<run.batch).flatMap { element in
      let first = ((step - 1) * batch + (batch == 1 ? 0 : element)) * inputs
      return values[first..<first + inputs].map { Scalar($0) }
    }
  }
}
