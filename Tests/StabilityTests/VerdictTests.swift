import LinearAlgebra
import Networks
import Stability
import Testing

/// Networks whose fate is known, each with the verdict it must get.
@Suite struct VerdictTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let initializer: any Initializer
    let activation: any Activation
    let gradients: Verdict.Gradients
    let cause: Verdict.Cause

    var testDescription: String { name }

    init(
      _ name: String, _ initializer: any Initializer, _ activation: any Activation,
      _ gradients: Verdict.Gradients, _ cause: Verdict.Cause
    ) {
      self.name = name
      self.initializer = initializer
      self.activation = activation
      self.gradients = gradients
      self.cause = cause
    }
  }

  static let cases = [
    Case("xavier", Xavier(), Tanh(), .stable, .none),
    Case("orthogonal", Orthogonal(), Tanh(), .stable, .none),
    Case("uniform 0..1 saturates tanh", Uniform(), Tanh(), .vanishing, .saturation),
    Case("uniform 0..1 saturates sigmoid", Uniform(), Sigmoid(), .vanishing, .saturation),
    Case("uniform 0..1 overflows linear", Uniform(), Linear(), .exploding, .overflow),
    Case("small weights contract", small, Tanh(), .vanishing, .contraction),
    Case(
      "xavier contracts sigmoid, whose slope is at most 1/4", Xavier(), Sigmoid(), .vanishing,
      .contraction),
    Case("gain 3 is chaotic", large, Tanh(), .exploding, .chaos),
    Case("gain 3 overflows relu", large, ReLU(), .exploding, .overflow),
    Case("identity is neutral in a linear network", IdentityMatrix(), Linear(), .stable, .none),
    Case("zeros contract", Zeros(), Tanh(), .vanishing, .contraction),
  ]

  static let small: Normal = {
    var normal = Normal()
    normal.std = 0.01
    return normal
  }()

  static let large: Normal = {
    var normal = Normal()
    normal.gain = 3
    return normal
  }()

  @Test(arguments: cases)
  func aKnownFateGetsItsVerdict(_ known: Case) throws {
    let stream = RandomStream(seed: 1, name: "Whh", draw: 0)
    let recurrent = try known.initializer.matrix(Shape(256, 256), from: stream, .never)
    let network = Network(
      recurrent: recurrent.rounded(to: .float32), activation: known.activation,
      precision: .float32)
    let verdict = try Verdict(of: network, Run(steps: 100, seed: 1))
    #expect(verdict.gradients == known.gradients)
    #expect(verdict.cause == known.cause)
  }

  @Test func theVerdictOfADrivenNetworkComesFromItsSlopes() throws {
    // Section "driven" of the theory: with unit input variance the gradient of g = 1 falls by 0.632
    // a step although ρ ≈ 1 (χ1 = 0.398879 by quadrature of the mean-field equations).
    let stream = RandomStream(seed: 1, name: "Whh", draw: 0)
    let recurrent = try Xavier().matrix(Shape(512, 512), from: stream, .never)
    var network = Network(
      recurrent: recurrent.rounded(to: .float32), activation: Tanh(), precision: .float32)
    network.input = .identity(512)
    let verdict = try Verdict(
      of: network, Run(steps: 60, seed: 1), drive: .noise(deviation: 1))
    #expect(verdict.cause == .contraction)
    #expect((verdict.evidence.growthPerStep - 0.6316).magnitude < 0.01)
  }
}

extension Verdict {
  /// Runs a network and judges it.
  init(of network: Network, _ run: Run, drive: Drive = .silent) throws {
    let trajectory = try network.trajectory(drive, run, as: Float.self, .never)
    let spectrum = try Spectrum(network.recurrent, .never)
    let weights = try network.linearStep.map { step in
      Evidence.Weights(
        spectralRadius: spectrum.spectralRadius ?? .nan, spectralNorm: spectrum.spectralNorm,
        linearFactor: try Spectrum(step, .never).spectralRadius ?? .nan)
    }
    self.init(
      Evidence(
        network, weights, try StateStatistics(trajectory, of: network, .never),
        try GradientStatistics(network, through: trajectory, run, .never)))
  }
}
