import LinearAlgebra
import Networks

/// Where states and gradients leave the range of each precision: foretold, then tried.
struct RangeSearch {
  private let dynamics: Dynamics
  private let run: HorizonRun
  private let forecast: StateForecast

  init(_ dynamics: Dynamics, _ run: HorizonRun, _ interruption: Interruption) throws {
    (self.dynamics, self.run) = (dynamics, run)
    forecast = try StateForecast(dynamics, run, interruption)
  }

  private var network: Network { dynamics.network }
  private var mostSteps: Int { min(HorizonRun.mostTried, run.mostSteps) }

  /// How the state fares, from h_0 on.
  func ofState(_ interruption: Interruption) throws -> [Precision: RangeLimits] {
    var limits: [Precision: RangeLimits] = [:]
    for precision in Precision.allCases {
      var found = RangeLimits()
      found.overflow.predicted =
        network.activation.isBounded
        ? nil : forecast.firstStep(above: Elementary.log(precision.largest))
      found.underflow.predicted = forecast.firstStep(below: Elementary.log(precision.smallest))
      let predicted = found.overflow.predicted ?? found.underflow.predicted
      let steps = min(mostSteps, predicted.map { $0 + $0 / 4 + 20 } ?? 200)
      (found.overflow.observed, found.underflow.observed) = try network.rounded(to: precision)
        .exits(run.drive, run(of: steps), interruption)
      limits[precision] = found
    }
    return limits
  }

  private func run(of steps: Int) -> Run {
    Run(steps: steps, seed: run.seed, threads: run.threads)
  }

  /// How a random cotangent of norm 1 fares on its way back through a float64 trajectory.
  ///
  /// `end` is the last step whose state is a number.
  func ofGradient(
    growing rate: Double?, until end: Int, _ interruption: Interruption
  ) throws -> [Precision: RangeLimits] {
    var limits: [Precision: RangeLimits] = [:]
    for precision in Precision.allCases {
      var found = RangeLimits()
      if let rate, rate.isFinite {
        found.overflow.predicted = Horizon.steps(
          toReach: Elementary.log(precision.largest), by: rate)
        found.underflow.predicted = Horizon.steps(
          toReach: Elementary.log(precision.smallest), by: rate)
      }
      limits[precision] = found
    }
    let predicted = limits.values.compactMap { $0.overflow.predicted ?? $0.underflow.predicted }
    let affordable = predicted.filter { $0 <= mostSteps }.max()
    let steps = min(mostSteps, end, affordable.map { $0 + $0 / 4 + 20 } ?? 200)
    let trajectory = try network.trajectory(
      run.drive, run(of: steps), as: Double.self, interruption)
    let gradients = try GradientStatistics(
      network, through: trajectory, run(of: steps), interruption)
    for precision in Precision.allCases {
      limits[precision]?.overflow.observed = gradients.overflowStep(precision)
      limits[precision]?.underflow.observed =
        gradients.underflowStep(precision)
        ?? (network.activation.isBounded ? gradients.flattenedStep : nil)
    }
    return limits
  }
}

extension GradientStatistics {
  /// The step back at which the gradient is zero because slopes φ′ that are none have left the range of
  /// numbers; those of a dead ReLU are zero.
  fileprivate var flattenedStep: Int? { isZeroByFlatness ? zeroStep : nil }
}

extension Network {
  /// The same network with every weight rounded to a precision, to run in it.
  fileprivate func rounded(to precision: Precision) -> Network {
    var network = self
    network.precision = precision
    network.recurrent = recurrent.rounded(to: precision)
    network.input = input?.rounded(to: precision)
    network.bias = bias?.rounded(to: precision)
    network.inputBias = inputBias?.rounded(to: precision)
    if let layers {
      network.layers = Layers { (step, interruption) throws(Interrupted) in
        try layers.matrix(at: step, interruption).rounded(to: precision)
      }
    }
    return network
  }

  /// The first steps at which a state is not finite, and at which all of h is below the least normal
  /// number though h_0 was not.
  fileprivate func exits(
    _ drive: Drive, _ run: Run, _ interruption: Interruption
  ) throws(Interrupted) -> (overflow: Int?, underflow: Int?) {
    switch precision {
    case .float64:
      try exits(trajectory(drive, run, as: Double.self, interruption))
    case .float32, .bfloat16:
      try exits(trajectory(drive, run, as: Float.self, interruption))
    }
  }

  private func exits<Scalar: ExactScalar>(
    _ trajectory: Trajectory<Scalar>
  ) -> (overflow: Int?, underflow: Int?) {
    let sizes = (0...trajectory.steps).map { Double(Scalar.largestMagnitude(trajectory[$0])) }
    return (
      sizes.firstIndex { !$0.isFinite },
      sizes[0] > 0 ? sizes.firstIndex { $0 < precision.smallest } : nil
    )
  }
}
