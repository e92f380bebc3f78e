import LinearAlgebra
import Networks
import Stability
import Testing

/// What is foretold of gradients and of numbers, and what then happens.
@Suite struct HorizonTests {
  private func horizon(
    _ network: Network, epsilon: Double = 1e-3, drive: Drive = .silent, seed: UInt64 = 1
  ) throws -> Horizon {
    try Horizon(of: network, HorizonRun(epsilon: epsilon, drive: drive, seed: seed), .never)
  }

  private func both(_ step: RangeLimits.Step) throws -> (predicted: Int, observed: Int) {
    (try #require(step.predicted), try #require(step.observed))
  }

  @Test(arguments: [1, 2, 3])
  func aUniformLinearNetworkOverflowsWhenForetold(seed: UInt64) throws {
    // ln 3.4e38 / ln 256 = 16.0 and ln 1.8e308 / ln 256 = 128, and what h_0 has of the leading
    // direction decides on the rest.
    let matrix = Matrix(
      rows: 512, columns: 512,
      elements: RandomStream(seed: seed, name: "Whh", draw: 0).uniforms(512 * 512))
    let found = try horizon(KnownNetworks.linear(matrix), seed: seed)
    for (precision, steps) in [(Precision.float32, 15...19), (.float64, 126...131)] {
      let overflow = try #require(found.state[precision]).overflow
      let (predicted, observed) = try both(overflow)
      #expect((predicted - observed).magnitude <= 1)
      #expect(steps.contains(observed))
    }
    #expect(found.steps == nil && found.predictedSteps == nil && found.hasGrown)
  }

  @Test(arguments: [0.7, 1.5])
  func theStateOfALinearNetworkLeavesEachRangeWhenForetold(gain: Double) throws {
    // No eigenvalue leads by much, so it takes more of them than the first.
    let found = try horizon(KnownNetworks.gaussian(64, gain: gain, activation: Linear()))
    for precision in [Precision.float32, .float64] {
      let limits = try #require(found.state[precision])
      let step = gain > 1 ? limits.overflow : limits.underflow
      let (predicted, observed) = try both(step)
      #expect((predicted - observed).magnitude <= 2)
    }
  }

  @Test func anOrthogonalNetworkScaledUpOverflowsWhenForetold() throws {
    // All eigenvalues have the same modulus, and each has its share of h_0.
    let matrix = try KnownNetworks.normal(64, 64).qrFactors(.never).orthonormal.map { 1.2 * $0 }
    let found = try horizon(KnownNetworks.linear(matrix))
    let (predicted, observed) = try both(try #require(found.state[.float32]).overflow)
    #expect((predicted - observed).magnitude <= 1)
  }

  @Test func theHorizonIsThatOfTheProductOfJacobians() throws {
    // A linear network has the same Jacobian at every step: ‖W^s‖_F/√n by multiplication.
    let network = KnownNetworks.gaussian(48, gain: 0.8, activation: Linear())
    var (power, steps) = (network.recurrent, 1)
    while power.frobeniusNorm / 48.0.squareRoot() >= 1e-3 {
      power = try power.times(network.recurrent, .never)
      steps += 1
    }
    #expect(try horizon(network).steps == steps)
  }

  @Test(arguments: [0.3, 0.5, 0.7])
  func aContractingNetworkForgetsWhenForetold(gain: Double) throws {
    // It rests at zero, where a step multiplies by g: ln ε / ln g, to within a twentieth or a step.
    let found = try horizon(KnownNetworks.gaussian(256, gain: gain))
    let (predicted, observed) = (try #require(found.predictedSteps), try #require(found.steps))
    #expect(Double((predicted - observed).magnitude) <= max(1, 0.05 * Double(observed)))
    let theory = Elementary.log(1e-3) / Elementary.log(gain)
    #expect((Double(predicted) - theory).magnitude <= 1.5)
  }

  @Test func aDrivenNetworkForgetsWhenForetold() throws {
    // χ1 = 0.398879: ln 10⁻³ / ½ ln χ1 = 15.03 steps.
    var network = KnownNetworks.gaussian(256, gain: 1)
    network.input = .identity(256)
    let found = try horizon(network, drive: .noise(deviation: 1))
    #expect((15...16).contains(try #require(found.predictedSteps)))
    #expect((15...16).contains(try #require(found.steps)))
    let underflow = try #require(found.gradient[.float32]).underflow
    let (predicted, observed) = try both(underflow)
    #expect((Double(predicted) / Double(observed) - 1).magnitude < 0.05)
  }

  @Test func aLeadingDirectionOutlastsTheOthers() throws {
    // W = 0.9 v vᵀ with v = 1/√n: ‖W^s‖_F/√n = 0.9^s/√n, though a step takes a random direction to
    // 0.9/√n of its size.
    let network = KnownNetworks.linear(Matrix(repeating: 0.9 / 64, rows: 64, columns: 64))
    let expected = Int(
      ((Elementary.log(1e-3) + Elementary.log(8)) / Elementary.log(0.9)).rounded(.up))
    let found = try horizon(network)
    #expect(found.predictedSteps == expected)
    #expect(found.steps == expected)
  }

  @Test func aChaoticNetworkLetsGradientsOverflowWhenForetold() throws {
    let found = try horizon(KnownNetworks.gaussian(128, gain: 4))
    #expect(found.steps == nil && found.predictedSteps == nil)
    #expect(found.state.values.allSatisfy { $0.overflow == RangeLimits.Step() })
    let overflow = try #require(found.gradient[.float32]).overflow
    let (predicted, observed) = try both(overflow)
    #expect((Double(predicted) / Double(observed) - 1).magnitude < 0.1)
  }

  @Test func aReLUNetworkOverflowsWhenItsGrowthSaysSo() throws {
    let found = try horizon(KnownNetworks.gaussian(128, gain: 3, activation: ReLU()))
    let overflow = try #require(found.state[.float32]).overflow
    let (predicted, observed) = try both(overflow)
    #expect((Double(predicted) / Double(observed) - 1).magnitude < 0.05)
  }

  @Test func anInputThatEndsLimitsWhatIsSeen() throws {
    var network = KnownNetworks.gaussian(16, gain: 1)
    network.input = .identity(16)
    let values = RandomStream(seed: 3, name: "test", draw: 0).normals(16 * 40)
    let run = HorizonRun(
      epsilon: 1e-3, drive: .recorded(values: values, batch: 1), mostSteps: 40, seed: 1)
    let found = try Horizon(of: network, run, .never)
    #expect(found.stepsSeen <= 20)
  }
}
