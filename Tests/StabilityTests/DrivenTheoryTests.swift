import LinearAlgebra
import Networks
import Stability
import Testing

/// Networks of 512 tanh units under noise of variance 1 on every pre-activation, against mean field.
@Suite struct DrivenTheoryTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let initializer: any Initializer
    /// E φ² and √χ for n → ∞, by quadrature.
    let hiddenVariance, gradientFactor: Double

    var testDescription: String { "\(type(of: initializer))" }
  }

  static let rows = [
    Row(initializer: Xavier(), hiddenVariance: 0.463851, gradientFactor: 0.631569),
    Row(initializer: Orthogonal(), hiddenVariance: 0.463851, gradientFactor: 0.631569),
    Row(initializer: TorchRNN(), hiddenVariance: 0.418083, gradientFactor: 0.383580),
  ]

  @Test(arguments: rows)
  func fourSeedsOfFiveHundredStepsAgreeToOnePerCent(_ row: Row) throws {
    let found = try (1...4).map { try measured(row.initializer, seed: UInt64($0)) }
    let variance = found.reduce(0) { $0 + $1.variance / 4 }
    let factor = found.reduce(0) { $0 + $1.factor / 4 }
    #expect((variance / row.hiddenVariance - 1).magnitude < 0.01)
    #expect((factor / row.gradientFactor - 1).magnitude < 0.01)
  }

  /// The variance over the settled steps, and the gradient's growth a step there.
  private func measured(
    _ initializer: any Initializer, seed: UInt64
  ) throws -> (variance: Double, factor: Double) {
    let matrix = try initializer.matrix(
      Shape(512, 512), from: RandomStream(seed: seed, name: "Whh", draw: 0), .never)
    var network = Network(
      recurrent: matrix.rounded(to: .float32), activation: Tanh(), precision: .float32)
    network.input = .identity(512)
    let run = Run(steps: 500, seed: seed)
    let trajectory = try network.trajectory(.noise(deviation: 1), run, as: Float.self, .never)
    let states = try StateStatistics(trajectory, of: network, .never)
    let gradients = try GradientStatistics(network, through: trajectory, run, .never)
    let settled = states.variance.dropFirst(50)
    return (settled.reduce(0, +) / Double(settled.count), gradients.settledGrowthPerStep)
  }
}
