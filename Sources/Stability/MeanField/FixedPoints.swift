import LinearAlgebra
import Networks

extension MeanField {
  /// The distribution N(μ*, q*) of the pre-activations of a network that has settled, reached from
  /// h_0 ~ N(0, 1).
  ///
  /// Without an outlier μ is fixed and q* is the nearest root of g² E φ² + Var b + Var input − q on the
  /// way that the first step takes; with one, the map of (μ, q) is followed from a mean that is small
  /// but not zero, as that of a finite network is, and then solved by Newton's method.
  public func fixedPoint(
    _ interruption: Interruption = .never
  ) throws(Interrupted) -> Converged<Gaussian> {
    let length = try length(from: gain * gain + noise, interruption)
    let z = at(length.answer)
    guard outlier == 0 || (length.ending == .converged && keepsMeanAtZero(z)) else {
      return try settledOrbit(interruption)
    }
    return Converged(answer: z, ending: length.ending, steps: length.steps)
  }

  /// Whether h has mean zero, there and where the network starts, and stays so under the outlier:
  /// |n E[W_ij]| E φ′ ≤ 1.
  private func keepsMeanAtZero(_ z: Gaussian) -> Bool {
    let means = [z, at(gain * gain + noise)].map {
      activation.average(.value, over: $0).magnitude / (1 + $0.deviation)
    }
    return means.allSatisfy { (outlier * $0).magnitude < 1e-14 }
      && (outlier * activation.average(.slope, over: z)).magnitude <= 1
  }

  /// The lengths q* that the network can settle at, from small to large, as reached from q = 0 upwards,
  /// from h_0 ~ N(0, 1) and from large q downwards; ∞ where q grows without bound.
  ///
  /// Only without an outlier. Of a marginal network, where every q stays, the first two are told.
  public func lengths(_ interruption: Interruption = .never) throws(Interrupted) -> [Double] {
    var found = [
      try length(from: 0, interruption).answer,
      try length(from: gain * gain + noise, interruption).answer,
    ]
    let large = max(1e6, 1e3 * (gain * gain + noise))
    if !isStill(at: large) { found.append(try length(from: large, interruption).answer) }
    return found.sorted().reduce(into: []) { kept, length in
      if kept.last.map({ length == .infinity ? $0 != length : length > $0 * (1 + 1e-9) }) ?? true {
        kept.append(length)
      }
    }
  }

  func at(_ variance: Double) -> Gaussian { Gaussian(mean: offset, variance: variance) }

  /// By how much a step changes q.
  private func change(of length: Double) -> Double {
    gain * gain * activation.average(.square, over: at(length)) + noise - length
  }

  /// Whether q stays as it is, to within rounding.
  private func isStill(at length: Double) -> Bool {
    change(of: length).magnitude <= 8 * length.ulp
  }

  /// The q* that a network started at some q settles at.
  private func length(
    from start: Double, _ interruption: Interruption
  ) throws(Interrupted) -> Converged<Double> {
    guard start < .infinity else {
      return Converged(answer: .infinity, ending: .diverged, steps: 0)
    }
    let first = max(start, 1e-14)
    if isStill(at: first) {
      return Converged(answer: start == 0 && zeroIsFixed ? 0 : first, ending: .converged, steps: 0)
    }
    return change(of: first) > 0
      ? try rise(from: first, interruption) : try fall(from: first, interruption)
  }

  /// Whether a state of zeros stays as it is.
  private var zeroIsFixed: Bool { noise == 0 && activation.value(at: offset) == 0 }

  private func rise(
    from start: Double, _ interruption: Interruption
  ) throws(Interrupted) -> Converged<Double> {
    let root = try BracketedRoot(start: start, limit: BracketedRoot.largest)
      .search(interruption, change)
    guard root.ending == .converged, !activation.isBounded else { return root }
    // Where q grows by less than its rounding, a slope of 1 tells that it never stops.
    let slope = gain * gain * activation.average(.lengthSlope, over: at(root.answer))
    guard slope > 1 - 1e-12 else { return root }
    return Converged(answer: .infinity, ending: .diverged, steps: root.steps)
  }

  private func fall(
    from start: Double, _ interruption: Interruption
  ) throws(Interrupted) -> Converged<Double> {
    let root = try BracketedRoot(start: start, limit: min(start / 2, max(1e-14, noise / 2)))
      .search(interruption, change)
    // Without a root the end is zero, and where q stays only because it falls by less than its
    // rounding, too.
    let isZero = root.ending == .diverged || (zeroIsFixed && isStill(at: root.answer / 2))
    let ending = root.ending == .diverged ? .converged : root.ending
    return Converged(answer: isZero ? 0 : root.answer, ending: ending, steps: root.steps)
  }
}

// With an outlier.
extension MeanField {
  private func next(_ z: Gaussian) -> Gaussian { preactivation(after: hidden(at: z)) }

  /// How far apart two distributions are, relatively.
  private func distance(from z: Gaussian, to other: Gaussian) -> Double {
    let size = z.deviation + z.mean.magnitude
    guard size > 0 else { return other.variance + other.mean.magnitude }
    return (other.mean - z.mean).magnitude / size
      + (other.variance - z.variance).magnitude / (size * size)
  }

  private func settledOrbit(
    _ interruption: Interruption
  ) throws(Interrupted) -> Converged<Gaussian> {
    var z = preactivation(after: HiddenMoments(mean: 1e-3, meanSquare: 1))
    var (before, halfway) = (z, z)
    for step in 1...Self.mostSteps {
      try interruption.check()
      let moved = next(z)
      guard moved.variance < BracketedRoot.largest, moved.mean.magnitude < 1e15 else {
        let mean = moved.mean.isNaN ? offset : moved.mean
        let end = Gaussian(mean: mean, variance: .infinity)
        return Converged(answer: end, ending: .diverged, steps: step)
      }
      let missed = distance(from: z, to: moved)
      if missed <= 1e-15 { return Converged(answer: moved, ending: .converged, steps: step) }
      if zeroIsFixed, offset == 0, moved.variance + moved.mean * moved.mean < 1e-28 {
        return Converged(answer: Gaussian(variance: 0), ending: .converged, steps: step)
      }
      if distance(from: before, to: moved) <= 1e-14 {
        return Converged(answer: moved, ending: .cycles(residual: missed), steps: step)
      }
      // The orbit itself tells which of several fixed points it is; Newton's method only ends it.
      if step % 20 == 0, let end = newton(from: moved, within: min(0.05, 1e4 * missed)) {
        return Converged(answer: end, ending: .converged, steps: step)
      }
      if step == Self.mostSteps / 2 { halfway = moved }
      (before, z) = (z, moved)
    }
    // A homogeneous φ grows by the same small factor in every step.
    let isGrowing = !activation.isBounded && z.variance > 2 * halfway.variance
    let missed = distance(from: before, to: z)
    return Converged(
      answer: isGrowing ? Gaussian(mean: z.mean, variance: .infinity) : z,
      ending: isGrowing ? .diverged : .ranOut(residual: missed), steps: Self.mostSteps)
  }

  private static var mostSteps: Int { 1000 }

  /// The fixed point next to some z, where Newton's method finds one no further away than `distance`,
  /// relatively.
  private func newton(from start: Gaussian, within distance: Double) -> Gaussian? {
    var z = start
    for _ in 0..<20 {
      let here = next(z)
      let (μ, q) = (z.mean - here.mean, z.variance - here.variance)
      let size = z.deviation + z.mean.magnitude
      let (dμ, dq) = (1e-5 * size, 1e-5 * z.variance)
      let byMean = next(Gaussian(mean: z.mean + dμ, variance: z.variance))
      let byLength = next(Gaussian(mean: z.mean, variance: z.variance + dq))
      // The Jacobian of (μ, q) − next(μ, q).
      let a = 1 - (byMean.mean - here.mean) / dμ
      let b = -(byLength.mean - here.mean) / dq
      let c = -(byMean.variance - here.variance) / dμ
      let d = 1 - (byLength.variance - here.variance) / dq
      let determinant = a * d - b * c
      let variance = z.variance - (a * q - c * μ) / determinant
      guard variance >= 0, variance.isFinite else { return nil }
      z = Gaussian(mean: z.mean - (d * μ - b * q) / determinant, variance: variance)
      guard (z.mean - start.mean).magnitude <= distance * size,
        (z.variance - start.variance).magnitude <= distance * size * size
      else { return nil }
      if self.distance(from: z, to: next(z)) <= 1e-14 {
        // An orbit that lingers near a saddle leaves it (Jury's conditions on J = 1 − the above).
        let (trace, product) = (2 - a - d, (1 - a) * (1 - d) - b * c)
        return trace.magnitude < 1 + product && product < 1 ? z : nil
      }
    }
    return nil
  }
}
