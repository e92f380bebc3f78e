import LinearAlgebra
import Networks

/// The largest Lyapunov exponent without derivatives: how fast two trajectories part.
///
/// The second starts a small distance from the first in a random direction, and is brought back to
/// that distance after every step (Benettin, Galgani and Strelcyn 1976). It shares no code with the
/// tangents, so that it would notice a wrong Jacobian.
public enum TwoTrajectories: Equatable, Sendable {
  case measured(Estimate)
  /// The states have left the range of float64.
  case overflowed
  /// A step brings the two closer than rounding can tell.
  case merged

  public var estimate: Estimate? {
    if case .measured(let estimate) = self { return estimate }
    return nil
  }

  /// Whether it agrees with another estimate from as many steps: their difference is within the sum of
  /// their 95 % bars, and of two units over the steps for directions that have not settled yet.
  public func agrees(with other: Estimate, over steps: Int) -> Bool? {
    guard let estimate, let bar = estimate.bar, let otherBar = other.bar else { return nil }
    return (estimate.value - other.value).magnitude <= bar + otherBar + 2 / Double(steps)
  }

  /// The distance of two trajectories in each coordinate, as a share of the states, at most 1e-8.
  private static let distance = 0x1p-27

  /// Measures over `steps` steps, after `burnIn` in which the direction settles too.
  ///
  /// Θ((burnIn + steps) · gates · n²).
  init(
    _ dynamics: Dynamics, from start: Run.Start, burnIn: Int, steps: Int, seed: UInt64,
    _ interruption: Interruption
  ) throws {
    // To a linear network all states are the same. At the origin rounding is smallest, and the state
    // stays there, so that it cannot overflow.
    let isLinear = dynamics.isLinear
    var state = try dynamics.initialState(start, interruption)
    if isLinear { state = state.map { _ in 0 } }
    var difference = RandomStream(seed: seed, name: "perturbation", draw: 0)
      .normals(dynamics.stateSize)
    var averages = BlockAverages(width: 1)
    for step in 1...(burnIn + steps) {
      let distance = Self.distance * max(1, Self.rootMeanSquare(state))
      let scale = distance / Self.rootMeanSquare(difference)
      let other = zip(state, difference).map { $0 + scale * $1 }
      let before = Self.rootMeanSquare(zip(other, state).map { $0 - $1 })
      let image = try dynamics.advance(state, at: step, interruption).state
      let next = try dynamics.advance(other, at: step, interruption).state
      difference = zip(next, image).map { $0 - $1 }
      let after = Self.rootMeanSquare(difference)
      guard after.isFinite else {
        self = .overflowed
        return
      }
      guard after > 16 * 0x1p-52 * Self.rootMeanSquare(image) else {
        self = .merged
        return
      }
      if !isLinear { state = image }
      if step > burnIn { averages.add([Elementary.log(after / before)], steps: 1) }
    }
    self = .measured(averages.estimate { $0[0] })
  }

  private static func rootMeanSquare(_ numbers: [Double]) -> Double {
    let largest = Double.largestMagnitude(numbers[...])
    guard largest.isFinite, largest > 0 else { return largest }
    let squares = numbers.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
    return largest * (squares / Double(numbers.count)).squareRoot()
  }
}
