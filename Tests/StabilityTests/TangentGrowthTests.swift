import LinearAlgebra
import Networks
import Stability
import Testing

@Suite struct TangentGrowthTests {
  private func growth(
    _ dynamics: Dynamics, steps: Int = 30, lyapunovSteps: Int = 100, seed: UInt64 = 1
  ) throws -> TangentGrowth? {
    try TangentGrowth(dynamics, steps: steps, lyapunovSteps: lyapunovSteps, seed: seed, .never)
  }

  private func random(_ cell: any Cell, units: Int, gain: Double) -> Network {
    let rows = cell.gates.count * units
    let numbers = RandomStream(seed: 7, name: "Whh", draw: 0).normals(rows * units)
    let scale = gain / Double(units).squareRoot()
    return Network(
      cell, recurrent: Matrix(rows: rows, columns: units, elements: numbers.map { scale * $0 }),
      activation: Tanh(), precision: .float64)
  }

  @Test(arguments: [0.5, 1, 2, 300])
  func aScaledIdentityGrowsByItsFactor(factor: Double) throws {
    let network = Network(
      recurrent: Matrix.identity(12).map { factor * $0 }, activation: Linear(),
      precision: .float32)
    let found = try #require(try growth(Dynamics(network, .silent, seed: 1)))
    #expect((found.rmsPerStep / factor - 1).magnitude < 1e-12)
    #expect((found.lyapunov.value - Elementary.log(factor)).magnitude < 1e-12)
  }

  @Test(arguments: cells.map { $0.init() })
  func framesAverageToTheNormOfTheProduct(_ cell: any Cell) throws {
    let dynamics = Dynamics(random(cell, units: 20, gain: 1.2), .silent, seed: 3)
    let steps = 15
    var product = Matrix.identity(dynamics.stateSize)
    var state = try dynamics.initialState()
    for step in 1...steps {
      let next = try dynamics.advance(state, at: step)
      product = try next.derivative.push(product)
      state = next.state
    }
    let exact = product.frobeniusNorm * product.frobeniusNorm / Double(dynamics.stateSize)
    let squares: [Double] = try (0..<60).map { seed in
      let found = try #require(
        try growth(dynamics, steps: steps, lyapunovSteps: 1, seed: UInt64(seed)))
      return Elementary.pow(found.rmsPerStep, 2 * Double(steps)) / exact
    }
    let moments = Moments(squares[...])
    #expect((moments.mean - 1).magnitude < 4 * (moments.variance / 60).squareRoot())
    // The doc comment's scatter: √(2/8) at most.
    #expect(moments.variance.squareRoot() < 0.7)
  }

  @Test func theExponentAgreesWithTheLongMeasurement() throws {
    let dynamics = Dynamics(random(Vanilla(), units: 100, gain: 2), .silent, seed: 3)
    let found = try #require(try growth(dynamics, steps: 200, lyapunovSteps: 2000)).lyapunov
    let run = LyapunovRun(.steps(4000), count: 1, seed: 5)
    let long = try #require(try LyapunovSpectrum(dynamics, run, .never)).largest
    let bar = try #require(found.bar) + #require(long.bar)
    #expect((found.value - long.value).magnitude < 2 * bar)
    #expect(found.sign == 1)
  }

  @Test func zeroWeightsTakeAllToZero() throws {
    let network = Network(
      recurrent: Matrix(repeating: 0, rows: 5, columns: 5), activation: Tanh(),
      precision: .float32)
    let found = try #require(try growth(Dynamics(network, .silent, seed: 1)))
    #expect(found.rmsPerStep == 0)
    #expect(found.lyapunov.value == -.infinity)
  }

  @Test func aStateThatOverflowsHasNoGrowth() throws {
    var network = Network(
      recurrent: Matrix(4, 4) { _, _ in 1e30 }, activation: ReLU(), precision: .float64)
    network.bias = Matrix(4, 1) { _, _ in 1e32 }
    #expect(try growth(Dynamics(network, .silent, seed: 1)) == nil)
  }
}
