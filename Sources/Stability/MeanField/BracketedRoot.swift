import LinearAlgebra

/// Where a function changes sign, on the positive numbers.
///
/// First a walk by a constant factor, which finds the nearest root without knowing its size, then
/// Illinois' variant of the regula falsi. Newton's method was rejected: near a transition these
/// functions touch zero.
struct BracketedRoot {
  /// A length that counts as infinite.
  static let largest = 1e30

  let start: Double
  /// Below or above `start`.
  let limit: Double
  /// Of the walk: roots closer to each other than this are overlooked.
  var factor = 1.09
  /// How wide, relatively, the last bracket may be.
  var tolerance = 0x1p-52

  /// The first root from `start` on; its ending is `diverged` where there is none before `limit`.
  func search(
    _ interruption: Interruption, _ function: (Double) -> Double
  ) throws(Interrupted) -> Converged<Double> {
    var (place, value) = (start, function(start))
    if value == 0 { return Converged(answer: start, ending: .converged, steps: 0) }
    let isRising = limit > start
    var steps = 0
    while isRising ? place < limit : place > limit {
      try interruption.check()
      let next =
        isRising ? min(limit, place * factor) : max(limit, place / factor)
      let nextValue = function(next)
      steps += 1
      if nextValue == 0 || (nextValue < 0) != (value < 0) {
        let ends = ((place, value), (next, nextValue))
        return try refine(ends, steps, interruption, function)
      }
      (place, value) = (next, nextValue)
    }
    return Converged(answer: isRising ? .infinity : 0, ending: .diverged, steps: steps)
  }

  /// Closes in on the root between two places where the function has opposite signs.
  private func refine(
    _ ends: ((place: Double, value: Double), (place: Double, value: Double)), _ before: Int,
    _ interruption: Interruption, _ function: (Double) -> Double
  ) throws(Interrupted) -> Converged<Double> {
    var (a, b) = ends
    for step in 1...200 {
      try interruption.check()
      // Of equal ends or a value of zero the better end is the root.
      let width = (b.place - a.place).magnitude
      let best = a.value.magnitude < b.value.magnitude ? a : b
      if best.value == 0 || width <= tolerance * best.place {
        return Converged(answer: best.place, ending: .converged, steps: before + step)
      }
      // Every third step halves, so that a bend cannot stall it.
      let secant = b.place - b.value * (b.place - a.place) / (b.value - a.value)
      let middle = a.place + (b.place - a.place) / 2
      let next = step % 3 == 0 || !secant.isFinite ? middle : secant
      let value = function(next)
      if (value < 0) == (b.value < 0) { a.value /= 2 } else { a = b }
      b = (next, value)
    }
    let best = a.value.magnitude < b.value.magnitude ? a : b
    let residual = ((b.place - a.place) / best.place).magnitude
    return Converged(answer: best.place, ending: .ranOut(residual: residual), steps: before + 200)
  }
}
