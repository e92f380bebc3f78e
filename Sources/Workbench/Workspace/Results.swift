import LinearAlgebra
import Networks
import Stability

/// The last `unroll`: what ran, its states, and what has been computed from them since.
public struct RunResult: Sendable {
  public let network: Network
  public let run: Run
  /// The input as it was, for reports.
  public let input: String
  public let trajectory: AnyTrajectory
  public let states: StateStatistics
  public var gradients: GradientStatistics?
  public var verdict: Verdict?
  /// What theory predicts of the run, once it has been asked for; `.some(nil)` where it says nothing.
  var prediction: CoursePrediction??

  /// Runs `network` and summarises its states.
  init(
    _ network: Network, _ input: InputSetting, _ run: Run, _ interruption: Interruption
  ) throws(Interrupted) {
    self.network = network
    self.run = run
    self.input = input.kind
    trajectory = try AnyTrajectory(network, input.drive(steps: run.steps), run, interruption)
    states = try trajectory.statistics(of: network, interruption)
  }

  /// The same with its backward pass.
  func withGradients(_ interruption: Interruption) throws -> RunResult {
    var result = self
    result.gradients = try trajectory.gradients(network, run, interruption)
    return result
  }
}

/// A trajectory in the numbers that hold its session's precision.
public enum AnyTrajectory: Sendable {
  case float32(Trajectory<Float>)
  case float64(Trajectory<Double>)

  init(
    _ network: Network, _ drive: Drive, _ run: Run, _ interruption: Interruption
  ) throws(Interrupted) {
    switch network.precision {
    case .float32, .bfloat16:
      self = .float32(try network.trajectory(drive, run, as: Float.self, interruption))
    case .float64:
      self = .float64(try network.trajectory(drive, run, as: Double.self, interruption))
    }
  }

  func statistics(
    of network: Network, _ interruption: Interruption
  ) throws(Interrupted) -> StateStatistics {
    switch self {
    case .float32(let states): try StateStatistics(states, of: network, interruption)
    case .float64(let states): try StateStatistics(states, of: network, interruption)
    }
  }

  func gradients(
    _ network: Network, _ run: Run, _ interruption: Interruption
  ) throws -> GradientStatistics {
    switch self {
    case .float32(let states):
      try GradientStatistics(network, through: states, run, interruption)
    case .float64(let states):
      try GradientStatistics(network, through: states, run, interruption)
    }
  }
}
