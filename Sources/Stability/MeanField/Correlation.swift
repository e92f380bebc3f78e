import LinearAlgebra
import Networks

extension MeanField {
  /// The correlation c* that the states of two copies with different starts settle at, under the same
  /// weights, biases and inputs: 1 where χ ≤ 1 (they meet), else the root below 1.
  ///
  /// c ← (g² E φ(z₁)φ(z₂) + Var b + Var input)/q*, which is increasing and convex with all powers of c
  /// positive, so that Newton's method from 0 goes up to its least root without passing it. A hundred
  /// milliseconds or two where the averages are integrals, half a second close to a transition.
  public func correlation(
    at z: Gaussian, _ interruption: Interruption = .never
  ) throws(Interrupted) -> Converged<Double> {
    guard z.variance > 0, z.variance.isFinite, susceptibility(at: z) > 1 + 1e-12
    else {
      return Converged(answer: 1, ending: .converged, steps: 0)
    }
    var c = 0.0
    for step in 1...60 {
      try interruption.check()
      let missed = correlation(after: c, at: z) - c
      if missed <= Self.resolution {
        return try refined(c, at: z, after: step, interruption)
      }
      let slope = susceptibility(at: z, correlation: c)
      let next = slope < 1 ? c + missed / (1 - slope) : 1
      if next >= 1 { return Converged(answer: 1, ending: .converged, steps: step) }
      c = next
    }
    let missed = correlation(after: c, at: z) - c
    return Converged(answer: c, ending: .ranOut(residual: missed), steps: 60)
  }

  /// What averages are known to.
  private static let resolution = 1e-14

  /// The root near `c` to more digits, where 1 and a slope of 1 are so close that f(c) − c has lost them.
  ///
  /// Newton's method in the loss 1 − c, whose own map 1 − f is an average without cancellation.
  private func refined(
    _ c: Double, at z: Gaussian, after steps: Int, _ interruption: Interruption
  ) throws(Interrupted) -> Converged<Double> {
    let uncertainty = Self.resolution / (1 - susceptibility(at: z, correlation: c))
    guard c > 0.5, uncertainty > 1e-9 * (1 - c) else {
      return Converged(answer: c, ending: .converged, steps: steps)
    }
    var loss = 1 - c
    for step in 1...40 {
      try interruption.check()
      let kept = gain * gain * activation.decorrelation(over: z, loss: loss) / z.variance
      let change = (loss - kept) / (1 - susceptibility(at: z, correlation: 1 - loss))
      loss -= change
      if change.magnitude <= 1e-9 * loss {
        return Converged(answer: 1 - loss, ending: .converged, steps: steps + step)
      }
    }
    return Converged(answer: 1 - loss, ending: .ranOut(residual: uncertainty), steps: steps + 40)
  }

  /// ξ = −1/ln χ(c*), the steps over which two copies forget how far they are from c*; ∞ at a
  /// transition.
  public func correlationLength(at z: Gaussian, correlation c: Double) -> Double {
    Self.length(ofFactor: susceptibility(at: z, correlation: c))
  }

  /// ξ_q, the steps over which q forgets how far it is from q*.
  public func lengthScale(at z: Gaussian) -> Double {
    Self.length(ofFactor: gain * gain * activation.average(.lengthSlope, over: z))
  }

  /// Over how many steps a factor per step makes e⁻¹; ∞ where it does not shrink but by rounding.
  private static func length(ofFactor factor: Double) -> Double {
    factor < 1 - 1e-12 ? -1 / Elementary.log(factor.magnitude) : .infinity
  }

  private func correlation(after c: Double, at z: Gaussian) -> Double {
    let product = activation.average(.values, over: z, correlation: c)
    return (gain * gain * product + noise) / z.variance
  }

  private func susceptibility(at z: Gaussian, correlation c: Double) -> Double {
    gain * gain * activation.average(.slopes, over: z, correlation: c)
  }
}
