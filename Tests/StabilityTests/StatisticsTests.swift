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
    let states = try StateStatistics(trajectory, network.activation, .never)
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
    let states = try StateStatistics(trajectory, network.activation, .never)
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
    let network = Network(
      recurrent: Matrix(4, 4) { _, _ in -1 }, bias: Matrix(4, 1) { _, _ in -100 },
      activation: ReLU(), precision: .float32)
    let found = try gradients(network, Run(steps: 5, seed: 1))
    #expect(found.zeroStep == 1)
    #expect(found.log10Norm.dropLast().allSatisfy { $0 == -.infinity })
    #expect(found.growthPerStep == 0)
  }

  @Test func varianceIsThatOfThePopulation() throws {
    let network = Network(
      recurrent: Matrix.identity(2), activation: Linear(), precision: .float64)
    let run = Run(steps: 1, batch: 3, seed: 8)
    let trajectory = try network.trajectory(.silent, run, as: Double.self, .never)
    let states = try StateStatistics(trajectory, network.activation, .never)
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
