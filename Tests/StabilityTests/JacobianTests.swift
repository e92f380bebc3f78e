import LinearAlgebra
import Networks
import Stability
import Testing

/// The singular values of products of Jacobians, however far apart they are.
@Suite struct JacobianTests {
  private func product(
    _ network: Network, steps: Int, from start: Run.Start = .normal, drive: Drive = .silent,
    seed: UInt64 = 1
  ) throws -> JacobianProduct {
    try #require(
      try JacobianProduct(
        Dynamics(network, drive, seed: seed), steps: steps, from: start, seed: seed, .never))
  }

  /// J_T … J_1, multiplied out.
  private func explicit(_ dynamics: Dynamics, steps: Int) throws -> Matrix {
    var (state, result) = (try dynamics.initialState(), Matrix.identity(dynamics.stateSize))
    for step in 1...steps {
      let next = try dynamics.advance(state, at: step)
      result = try next.derivative.jacobian.times(result, .never)
      state = next.state
    }
    return result
  }

  // Tests/numpy/trajectories.py, from h_0 = 0, in 60, 120 and 500 decimal digits.
  static let fixtures: [(steps: Int, logs: [Double])] = [
    (
      1,
      [
        1.220637445168, 1.089733683622, 0.9565362300732, 0.8671620918803, 0.3169180542746,
        0.1656760021309, 0.03253244760658, -0.5042900421042,
      ]
    ),
    (
      4,
      [
        3.849069800594, 3.496515840351, 2.792045467347, 2.163071927543, -0.07938396333871,
        -0.5837323610539, -2.664690843008, -5.643745471311,
      ]
    ),
    (
      40,
      [
        -7.740728323276, -24.96861329273, -32.90370432992, -62.28769841161, -107.0254038996,
        -120.0932323733, -166.1120634521, -264.4445907724,
      ]
    ),
  ]

  @Test(arguments: fixtures.indices)
  func allAreThoseOfExactArithmetic(index: Int) throws {
    // The last fixture spans 111 decades; float64 arithmetic on the product would keep 16.
    let (steps, logs) = Self.fixtures[index]
    let found = try product(KnownNetworks.eight, steps: steps, from: .zeros)
    for (value, log) in zip(found.logSingularValues, logs) {
      #expect((value - log).magnitude < 1e-9 * max(1, log.magnitude))
    }
    #expect(found.resolution < 1e-9)
  }

  @Test(arguments: cells.map { $0.init() }, activations.map { $0.init() })
  func aShortProductIsThatOfTheJacobians(_ cell: any Cell, _ activation: any Activation) throws {
    let units = 6
    var network = Network(
      cell, recurrent: KnownNetworks.normal(cell.gates.count * units, units).map { 0.4 * $0 },
      activation: activation, precision: .float64)
    network.bias = KnownNetworks.normal(cell.gates.count * units, 1, seed: 3)
    let dynamics = Dynamics(network)
    let matrix = try explicit(dynamics, steps: 4)
    let found = try product(network, steps: 4)
    let size = Double(dynamics.stateSize).squareRoot()
    #expect((found.rootMeanSquare.value / (matrix.frobeniusNorm / size) - 1).magnitude < 1e-10)
    let largest = try matrix.singularValues(.never)[0]
    #expect((Elementary.pow(10, found.log10Largest) / largest - 1).magnitude < 1e-10)
    let hidden = Matrix(units, units) { matrix[$0, $1] }.frobeniusNorm / Double(units).squareRoot()
    if let norm = found.hiddenRootMeanSquare {
      #expect((norm.value / hidden - 1).magnitude < 1e-9)
    } else {
      #expect(dynamics.stateSize == units)
    }
  }

  @Test(arguments: [0.5, 1, 3, 10])
  func theirLogarithmsAddUpToWhatVolumesDo(gain: Double) throws {
    let (units, steps) = (48, 200)
    let network = KnownNetworks.gaussian(units, gain: gain)
    let dynamics = Dynamics(network)
    var state = try dynamics.initialState()
    var expected = try Double(steps) * network.recurrent.logDeterminant(.never)
    for step in 1...steps {
      let next = try dynamics.advance(state, at: step)
      expected += try #require(next.derivative.logSlopes).reduce(0, +)
      state = next.state
    }
    let found = try product(network, steps: steps)
    let sum = found.logSingularValues.reduce(0, +)
    #expect((sum - expected).magnitude < 1e-8 * Double(steps))
    #expect(found.resolution < 1e-9)
    // Two ways to the root mean square: the norm of the product, and the singular values.
    let top = found.logSingularValues[0]
    let squares = found.logSingularValues.reduce(0) { $0 + Elementary.exp(2 * ($1 - top)) }
    let log10 = (top + 0.5 * Elementary.log(squares / Double(units))) / Elementary.log(10)
    #expect((found.rootMeanSquare.log10 - log10).magnitude < 1e-9)
  }

  @Test func aVeryLongProductStaysInRange() throws {
    let network = KnownNetworks.linear(Matrix(3, 3) { $0 == $1 ? [3.0, 0.5, 1e-3][$0] : 0 })
    let found = try product(network, steps: 5000)
    for (log, value) in zip(found.logSingularValues, [3.0, 0.5, 1e-3]) {
      #expect((log / 5000 - Elementary.log(value)).magnitude < 1e-9)
    }
    #expect((found.largestGrowthPerStep - 3).magnitude < 1e-8)
    #expect(found.rootMeanSquare.value == .infinity)
    #expect(found.rootMeanSquare.log10.isFinite)
  }

  @Test func aProductThatIsZeroSaysSo() throws {
    let chain = Matrix(5, 5) { $0 == $1 + 1 ? 1.02 : 0 }
    let (alive, dead) = (
      try product(KnownNetworks.linear(chain), steps: 4),
      try product(KnownNetworks.linear(chain), steps: 5)
    )
    #expect((alive.log10Largest - 4 * Elementary.log10(1.02)).magnitude < 1e-12)
    #expect(dead.rootMeanSquare.mantissa == 0)
    #expect(dead.logSingularValues.allSatisfy { $0 == -.infinity })
  }

  @Test(arguments: [true, false])
  func aDrivenGradientFallsAsTheoryHasIt(isOrthogonal: Bool) throws {
    // χ1 = 0.398879 for g = 1 and input of variance 1: a factor of 0.631569 a step. Mean of 4 seeds.
    let factors = try (1...4).map { number in
      var network = KnownNetworks.gaussian(200, gain: 1, seed: UInt64(number))
      if isOrthogonal { network.recurrent = try network.recurrent.qrFactors(.never).orthonormal }
      network.input = .identity(200)
      return try product(
        network, steps: 60, drive: .noise(deviation: 1), seed: UInt64(number)
      ).growthPerStep
    }
    let mean = factors.reduce(0, +) / 4
    #expect((mean / 0.631569 - 1).magnitude < 0.01)
  }
}
