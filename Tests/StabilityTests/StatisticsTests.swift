import LinearAlgebra
import Networks
import Stability
import Testing

@Suite struct StatisticsTests {
  /// A linear network with Whh = factor · I: every number is known.
  private func scaled(
    by factor: Double, steps: Int, _ precision: Precision = .float32
  ) -> (Network, Run) {
    let network = Network(
      recurrent: Matrix(3, 3) { $0 == $1 ? factor : 0 }, activation: Linear(),
      precision: precision)
    return (network, Run(steps: steps, batch: 2, seed: 1))
  }

  @Test(arguments: [0.5, 1, 2])
  func aScaledIdentityGrowsByItsFactor(factor: Double) throws {
    let (network, run) = scaled(by: factor, steps: 30)
    let trajectory = try network.trajectory(.silent, run, as: Float.self, .never)
    let states = try StateStatistics(trajectory, of: network, .never)
    let gradients = try GradientStatistics(network, through: trajectory, run, .never)
    #expect((try #require(states.growthPerStep) - factor).magnitude < 1e-6)
    #expect((gradients.growthPerStep - factor).magnitude < 1e-6)
    #expect((gradients.settledGrowthPerStep - factor).magnitude < 1e-6)
    #expect(gradients.log10Norm.count == 31)
    #expect(gradients.log10Norm.last == 0)
  }

  @Test func overflowIsCountedFromItsFirstStep() throws {
    // h_0 is near 1, so 2^t leaves float32 near t = 128.
    let (network, run) = scaled(by: 2, steps: 200)
    let trajectory = try network.trajectory(.silent, run, as: Float.self, .never)
    let states = try StateStatistics(trajectory, of: network, .never)
    let step = try #require(states.firstNonfiniteStep)
    #expect(trajectory[step - 1].allSatisfy { $0.isFinite })
    #expect(!trajectory[step].allSatisfy { $0.isFinite })
    #expect((try #require(states.growthPerStep) - 2).magnitude < 1e-6)
    #expect(states.variance.count == 200)
    #expect(!states.variance[step - 1].isFinite)
  }

  @Test func floatStepsAreCountedBackFromTheEnd() throws {
    let (shrinking, run) = scaled(by: 0.5, steps: 200)
    let down = try gradients(shrinking, run)
    // Starting at 1, 2^-k is below the least normal float32, 2^-126, first at k = 127.
    #expect(down.underflowStep(.float32) == 127)
    #expect(down.overflowStep(.float32) == nil)
    let (growing, _) = scaled(by: 2, steps: 200)
    let up = try gradients(growing, run)
    #expect(up.overflowStep(.float32) == 128)
    #expect(up.underflowStep(.float32) == nil)
  }

  @Test func aDeadGradientSaysWhere() throws {
    var network = Network(
      recurrent: Matrix(4, 4) { _, _ in -1 }, activation: ReLU(), precision: .float32)
    network.bias = Matrix(4, 1) { _, _ in -100 }
    let found = try gradients(network, Run(steps: 5, seed: 1))
    #expect(found.zeroStep == 1)
    #expect(found.isZeroByFlatness)
    #expect(found.log10Norm.dropLast().allSatisfy { $0 == -.infinity })
    #expect(found.growthPerStep == 0)
    // What is exactly zero has not underflowed.
    #expect(found.underflowStep(.float32) == nil)
  }

  @Test func aGradientThatWhhTakesToZeroDidNotDieOfFlatness() throws {
    let network = Network(
      recurrent: Matrix(4, 4) { _, _ in 0 }, activation: Tanh(), precision: .float32)
    let found = try gradients(network, Run(steps: 5, seed: 1))
    #expect(found.zeroStep == 1)
    #expect(!found.isZeroByFlatness)
    #expect(found.underflowStep(.float32) == nil)
  }

  @Test func growthIsMeasuredUntilTheStateUnderflows() throws {
    // h_0 is near 1, so 0.1^t leaves the normal float32 numbers near t = 38.
    let (network, run) = scaled(by: 0.1, steps: 60)
    let trajectory = try network.trajectory(.silent, run, as: Float.self, .never)
    let states = try StateStatistics(trajectory, of: network, .never)
    let step = try #require(states.firstUnderflowStep)
    #expect((36...40).contains(step))
    #expect(trajectory[step - 1].contains { $0.magnitude >= Float.leastNormalMagnitude })
    #expect(trajectory[step].allSatisfy { $0.magnitude < Float.leastNormalMagnitude })
    #expect(trajectory[60].allSatisfy { $0 == 0 })
    #expect((try #require(states.growthPerStep) - 0.1).magnitude < 1e-7)
    #expect(states.firstNonfiniteStep == nil)
  }

  @Test func anElementWhoseGradientDiesDoesNotHideTheOthers() throws {
    // Once both units are above zero they stay there, and the gradient is that of the linear network;
    // once both are zero it is gone. Doubles hold 0.5^400, so plain arithmetic can tell.
    let network = Network(
      recurrent: Matrix(rows: 2, columns: 2, elements: [0.5, 3, 0, 0.5]), activation: ReLU(),
      precision: .float64)
    let run = Run(steps: 400, batch: 8, seed: 1)
    let trajectory = try network.trajectory(.silent, run, as: Double.self, .never)
    let found = try GradientStatistics(network, through: trajectory, run, .never)
    let norms = try plainNorms(network, trajectory, run)
    #expect(norms.contains(0))
    #expect(norms.contains { $0 > 0 })
    let largest = norms.max() ?? 0
    let scaled = norms.map { ($0 / largest) * ($0 / largest) }.reduce(0, +).squareRoot()
    let expected =
      Elementary.log10(largest) + Elementary.log10(scaled) - Elementary.log10(8.0.squareRoot())
    #expect((found.log10Norm[0] - expected).magnitude < 1e-9)
    #expect(found.zeroStep == nil)
  }

  /// ‖δ_0‖ of each batch element, by the chain rule in doubles.
  private func plainNorms(
    _ network: Network, _ trajectory: Trajectory<Double>, _ run: Run
  ) throws -> [Double] {
    var last: [Double] = []
    try network.backpropagate(through: trajectory, run, .never) { step, cotangents in
      if step == run.steps { last = cotangents.values }
    }
    let units = network.units
    return (0..<run.batch).map { element in
      var gradient = Array(last[element * units..<(element + 1) * units])
      for step in stride(from: run.steps, to: 0, by: -1) {
        let states = Array(trajectory[step])[element * units..<(element + 1) * units]
        let sloped = zip(gradient, states).map { network.activation.slope(atOutput: $1) * $0 }
        gradient = (0..<units).map { column in
          (0..<units).reduce(0) { $0 + network.recurrent[$1, column] * sloped[$1] }
        }
      }
      let largest = gradient.map(\.magnitude).max() ?? 0
      let relative = gradient.map { largest > 0 ? $0 / largest : 0 }
      return largest * relative.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }

  @Test func slopesNearTheEndOfFloat32KeepTheirSize() throws {
    // Where the states have settled, h = 1/(1 + e^100) and φ′ = h(1 − h): log10 falls by 100/ln 10 a
    // step. h is subnormal in float32, 27 units of the last place, so it is 1 % off at most.
    var network = Network(
      recurrent: Matrix.identity(3), activation: Sigmoid(), precision: .float32)
    network.bias = Matrix(3, 1) { _, _ in -100 }
    let found = try gradients(network, Run(steps: 60, start: .zeros, seed: 1))
    let falls = zip(found.log10Norm.dropFirst(), found.log10Norm).map { $0 - $1 }
    #expect(falls.count == 60)
    #expect(falls.allSatisfy { ($0 - 43.43).magnitude < 0.01 })
    #expect(found.zeroStep == nil)
  }

  @Test func varianceIsThatOfThePopulation() throws {
    let network = Network(
      recurrent: Matrix.identity(2), activation: Linear(), precision: .float64)
    let run = Run(steps: 1, batch: 3, seed: 8)
    let trajectory = try network.trajectory(.silent, run, as: Double.self, .never)
    let states = try StateStatistics(trajectory, of: network, .never)
    let values = Array(trajectory[1])
    let mean = values.reduce(0, +) / 6
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 6
    #expect((states.variance[0] - variance).magnitude < 1e-15)
    #expect((states.meanSquare[0] - variance - mean * mean).magnitude < 1e-15)
  }

  @Test func aBatchsNormIsOverAllOfIt() {
    let norm = Magnitude(norming: [Float(3e30), 4e30][...])
    #expect((norm.log10 - 30 - Elementary.log10(5)).magnitude < 1e-6)
    #expect(Magnitude(norming: [Float(0)][...]).log10 == -.infinity)
  }

  private func gradients(_ network: Network, _ run: Run) throws -> GradientStatistics {
    let trajectory = try network.trajectory(.silent, run, as: Float.self, .never)
    return try GradientStatistics(network, through: trajectory, run, .never)
  }
}
