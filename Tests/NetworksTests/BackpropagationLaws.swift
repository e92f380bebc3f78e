import LinearAlgebra
import Networks
import Testing

@Suite struct BackpropagationLaws {
  @Test(arguments: activations.map { $0.init() })
  func theGradientIsTheDerivativeOfTheLoss(_ activation: any Activation) throws {
    let network = network(units: 7, inputs: nil, activation)
    let run = Run(steps: 5, seed: 2)
    let trajectory = try network.trajectory(.silent, run, as: Double.self, .never)
    let gradients = try cotangents(network, trajectory, run)
    let (first, last) = (gradients[5], gradients[0])
    for unit in 0..<7 {
      let step = 1e-6
      func loss(_ change: Double) -> Double {
        var state = Array(trajectory[0])
        state[unit] += change
        let end = (0..<5).reduce(state) { state, _ in advance(network, state) }
        return zip(end, last).map(*).reduce(0, +)
      }
      let difference = (loss(step) - loss(-step)) / (2 * step)
      #expect((first[unit] - difference).magnitude < 1e-8)
    }
  }

  @Test func theCotangentHasNormOneInEachElement() throws {
    let network = network(units: 40, inputs: nil, Tanh())
    let run = Run(steps: 1, batch: 3, seed: 2)
    let trajectory = try network.trajectory(.silent, run, as: Double.self, .never)
    let last = try cotangents(network, trajectory, run)[0]
    for element in 0..<3 {
      let squares = last[element * 40..<(element + 1) * 40].map { $0 * $0 }
      #expect((squares.reduce(0, +) - 1).magnitude < 1e-14)
    }
  }

  @Test(arguments: [1e-30, 1e30])
  func theExponentCarriesWhatNoNumberCan(factor: Double) throws {
    let network = Network(
      recurrent: Matrix(4, 4) { $0 == $1 ? factor : 0 }, activation: Linear(),
      precision: .float32)
    // 100 steps take the gradient to 1e-3000 or 1e3000, which no floating-point number holds.
    let run = Run(steps: 100, start: .zeros, seed: 2)
    let trajectory = try network.trajectory(.silent, run, as: Float.self, .never)
    var logarithm = 0.0
    try network.backpropagate(through: trajectory, run, .never) { _, cotangents in
      let squares = cotangents.mantissas.reduce(0) { $0 + Double($1) * Double($1) }
      logarithm =
        Elementary.log10(squares.squareRoot())
        + Double(cotangents.exponents[0]) * Elementary.log10(2)
    }
    #expect((logarithm - 100 * Elementary.log10(Double(Float(factor)))).magnitude < 1e-4)
  }

  @Test(arguments: TestDrive.allCases)
  func everyElementHasTheBitsItHasInASmallerBatch(drive: TestDrive) throws {
    let network = network(units: 70, inputs: 5, Tanh())
    let many = try passes(network, drive, batch: 7)
    for element in 0..<7 {
      let fewer = try passes(network, drive, batch: element + 1)
      for (one, other) in zip(many, fewer) {
        #expect(one.mantissas(of: element) == other.mantissas(of: element))
        #expect(one.exponents[element] == other.exponents[element])
      }
    }
  }

  @Test(arguments: 2...4)
  func workSplitOverThreadsHasTheSameBits(threads: Int) throws {
    let network = network(units: 1024, inputs: nil, Tanh())
    func first(threads: Int) throws -> [Double] {
      let run = Run(steps: 2, batch: 8, seed: 9, threads: threads)
      let trajectory = try network.trajectory(.silent, run, as: Float.self, .never)
      return try cotangents(network, trajectory, run)[2]
    }
    #expect(try first(threads: threads) == first(threads: 1))
  }

  private func passes(
    _ network: Network, _ drive: TestDrive, batch: Int
  ) throws -> [ScaledCotangents<Float>] {
    let run = Run(steps: 8, batch: batch, seed: 3)
    let trajectory = try network.trajectory(drive.drive(steps: 8), run, as: Float.self, .never)
    var all: [ScaledCotangents<Float>] = []
    try network.backpropagate(through: trajectory, run, .never) { all.append($1) }
    return all
  }

  /// δ_T, δ_{T−1}, … δ_0.
  private func cotangents<Scalar: ExactScalar>(
    _ network: Network, _ trajectory: Trajectory<Scalar>, _ run: Run
  ) throws -> [[Double]] {
    var all: [[Double]] = []
    try network.backpropagate(through: trajectory, run, .never) { all.append($1.values) }
    return all
  }

  /// One step, in plain arithmetic.
  private func advance(_ network: Network, _ state: [Double]) -> [Double] {
    var sums = (0..<network.units).map { row in
      (0..<network.units).reduce(0) { $0 + network.recurrent[row, $1] * state[$1] }
    }
    network.activation.apply(to: &sums)
    return sums
  }
}
