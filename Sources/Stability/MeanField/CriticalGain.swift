import LinearAlgebra
import Networks

extension MeanField {
  /// The gain at which χ = 1 under the present biases and input: below it gradients vanish, above it
  /// they explode.
  ///
  /// Without an outlier g² = 1/E φ′² at the q that solves E φ²/E φ′² + Var b + Var input = q; where
  /// there is no such q, as of a ReLU with biases, χ reaches 1 as q grows without bound. With an outlier
  /// the fixed point is solved at each gain.
  public func criticalGain(
    _ interruption: Interruption = .never
  ) throws(Interrupted) -> Converged<Double> {
    guard outlier == 0 else { return try criticalGainBesideOutlier(interruption) }
    let excess = { (q: Double) -> Double in
      let z = at(q)
      let ratio = activation.average(.square, over: z) / activation.average(.squaredSlope, over: z)
      return ratio + noise - q
    }
    if noise == 0, activation.value(at: offset) == 0 {
      return Converged(answer: gain(criticalAt: 0), ending: .converged, steps: 0)
    }
    let root = try BracketedRoot(start: max(noise, 1e-14), limit: BracketedRoot.largest)
      .search(interruption, excess)
    let length = root.ending == .diverged ? BracketedRoot.largest : root.answer
    let ending: Ending = root.ending == .diverged ? .converged : root.ending
    return Converged(answer: gain(criticalAt: length), ending: ending, steps: root.steps)
  }

  /// The critical line σ_w²(σ_b²): the weight variance, times n, that is critical with biases of some
  /// variance and no input.
  public static func criticalWeightVariance(
    _ activation: any Activation, biasVariance: Double, _ interruption: Interruption = .never
  ) throws(Interrupted) -> Converged<Double> {
    var field = MeanField(activation, gain: 1)
    field.bias = Gaussian(variance: biasVariance)
    let gain = try field.criticalGain(interruption)
    return Converged(answer: gain.answer * gain.answer, ending: gain.ending, steps: gain.steps)
  }

  private func gain(criticalAt length: Double) -> Double {
    1 / Elementary.sqrt(activation.average(.squaredSlope, over: at(length)))
  }

  private func criticalGainBesideOutlier(
    _ interruption: Interruption
  ) throws(Interrupted) -> Converged<Double> {
    var field = self
    var interrupted = false
    let excess = { (gain: Double) -> Double in
      field.gain = gain
      guard !interrupted, let end = try? field.fixedPoint(interruption) else {
        interrupted = true
        return 0
      }
      return field.susceptibility(at: end.answer.clamped) - 1
    }
    // In coarse steps: each takes an orbit.
    let root = try BracketedRoot(start: 0.05, limit: 1e4, factor: 1.5, tolerance: 1e-10)
      .search(interruption, excess)
    try interruption.check()
    return root
  }
}

extension Gaussian {
  /// A length without bound as one that averages can be taken over.
  var clamped: Gaussian {
    Gaussian(
      mean: mean.isFinite ? mean : 0, variance: min(variance, BracketedRoot.largest))
  }
}
