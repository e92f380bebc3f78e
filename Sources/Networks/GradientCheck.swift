import LinearAlgebra

/// The adjoint of a run against difference quotients, in units of the error that these have.
///
/// For random directions v the product of ∂L/∂h_0 with v is compared with
/// (8 (L(ε) − L(−ε)) − (L(2ε) − L(−2ε))) / 12ε, of order ε⁴, where L(ε) is the loss from h_0 + εv. Eight
/// steps from ε to 2ε are taken of each size, the next size being an eighth. What the eight differ by
/// among themselves, and from those of the next size, is their error: too large a step has that of its
/// higher orders and of the kinks of φ it crosses, too small a one that of rounding. The size with the
/// smallest error is used; so the error to expect is known, whatever the network.
public struct GradientCheck: Equatable, Sendable {
  public let precision: Precision
  /// T, how many steps were run.
  public let steps: Int
  public let directions: Int
  /// The largest difference between the adjoint and the mean of the quotients, in units of their error.
  public let deviation: Double
  /// The largest error, relative to the typical size of the quotients: a mistake smaller than that is not
  /// seen. `nil` where the gradient is zero.
  public let resolution: Double?

  /// Up to this deviation a check is passed.
  ///
  /// The mean of eight quotients over their scatter is Student's t with seven degrees over √8, which
  /// exceeds 5 in two of a million; what higher orders and kinks add is part of the unit.
  public static let limit = 5.0

  /// `nil` where the gradient is zero, and there is nothing that a mistake could be told from.
  public var isPassed: Bool? { resolution == nil && deviation == 0 ? nil : deviation <= Self.limit }

  /// Runs `network` in its own precision; `nil` where the states or the gradient leave its range.
  ///
  /// At most some 400 · directions runs of `steps` steps for float64, fewer where there are fewer digits.
  public init?(
    _ network: Network, _ drive: Drive, steps: Int, directions: Int = 3, seed: UInt64,
    _ interruption: Interruption
  ) throws {
    let run = Run(steps: steps, seed: seed)
    let found =
      network.precision == .float64
      ? try Self.errors(network, drive, run, directions, as: Double.self, interruption)
      : try Self.errors(network, drive, run, directions, as: Float.self, interruption)
    guard let found else { return nil }
    precision = network.precision
    self.steps = steps
    self.directions = directions
    deviation = found.map(\.deviation).max() ?? 0
    resolution = found.compactMap(\.resolution).max()
  }

  private static func errors<Scalar: ExactScalar>(
    _ network: Network, _ drive: Drive, _ run: Run, _ directions: Int, as _: Scalar.Type,
    _ interruption: Interruption
  ) throws -> [DirectionalError]? {
    guard let probe = try Probe<Scalar>(network, drive, run, interruption.withoutProgress) else {
      return nil
    }
    var errors: [DirectionalError] = []
    for direction in 0..<directions {
      try interruption.check(direction, of: directions, "directions")
      let stream = RandomStream(seed: run.seed, name: "direction", draw: UInt32(direction))
      guard let error = try probe.error(along: stream.normals(network.units)) else {
        return nil
      }
      errors.append(error)
    }
    return errors
  }
}

/// What was found along one direction.
private struct DirectionalError {
  let deviation: Double
  let resolution: Double?
}

/// A run that can be started from states nearby.
private struct Probe<Scalar: ExactScalar> {
  private let network: Network
  private let step: BatchStep<Scalar>
  private let steps: Int
  private let start: [Scalar]
  /// The gradient with respect to the whole state after the last step, and before the first.
  private let last, first: [Double]
  private let interruption: Interruption

  init?(
    _ network: Network, _ drive: Drive, _ run: Run, _ interruption: Interruption
  ) throws {
    let trajectory = try network.trajectory(drive, run, as: Scalar.self, interruption)
    var gradients: [Int: [Double]] = [:]
    try network.backpropagate(through: trajectory, run, interruption) { step, cotangents in
      if step == 0 || step == run.steps { gradients[step] = cotangents.stateValues }
    }
    guard let last = gradients[run.steps], let first = gradients[0],
      (last + first).allSatisfy(\.isFinite)
    else { return nil }
    (self.last, self.first) = (last, first)
    self.network = network
    self.interruption = interruption
    step = BatchStep(network, drive, run)
    steps = run.steps
    start = Array(trajectory.cellStates(at: 0).values)
  }

  /// ½ ulp of 1 in the precision of the run.
  private var rounding: Double {
    switch network.precision {
    case .float32: 0x1p-24
    case .float64: 0x1p-53
    case .bfloat16: 0x1p-9
    }
  }

  /// How far the quotients along a direction are from what the adjoint says, and their error.
  func error(along direction: [Double]) throws(Interrupted) -> DirectionalError? {
    var best: (mean: Double, error: Double)?
    var larger: Moments?
    var size = 0.25
    // Below this rounding leaves a quotient no digit.
    while size > Elementary.pow(rounding, 2.0 / 3) {
      let differences = try (0..<8).map { index throws(Interrupted) in
        try difference(along: direction, step: size * (1 + Double(index) / 8))
      }
      let moments = Moments(differences[...])
      guard moments.isFinite else { return nil }
      if let larger {
        let change = larger.mean - moments.mean
        let error = (larger.variance * 8 / 7 + change * change).squareRoot()
        if best.map({ error < $0.error }) ?? true { best = (larger.mean, error) }
        if let best, error > 100 * best.error { break }
      }
      (larger, size) = (moments, size / 8)
    }
    guard let best else { return nil }
    let norm = Double.sumOfSquares(first[...]).squareRoot()
    // What the adjoint itself has of rounding; quotients that are exact do not differ.
    let expected = max(best.error, rounding * Double(steps).squareRoot() * norm)
    return DirectionalError(
      deviation: best.mean == 0 ? 0 : best.mean.magnitude / expected,
      resolution: norm > 0 ? expected / norm : nil)
  }

  /// The quotient less what the adjoint says of it.
  ///
  /// A moved state is rounded; so the direction is taken from what the states have become.
  private func difference(
    along direction: [Double], step size: Double
  ) throws(Interrupted) -> Double {
    var difference = 0.0
    for (multiple, weight) in [(1.0, 8.0 / 12), (2.0, -1.0 / 12)] {
      let up = moved(along: direction, by: multiple * size)
      let down = moved(along: direction, by: -multiple * size)
      let (endUp, endDown) = (try end(of: up), try end(of: down))
      for index in start.indices {
        let change = last[index] * (Double(endUp[index]) - Double(endDown[index]))
        let expected = first[index] * (Double(up[index]) - Double(down[index]))
        difference += weight / size * (change - expected)
      }
    }
    return difference
  }

  /// The start with h_0 moved; what else the cell keeps starts at zero, where φ may have its kink.
  private func moved(along direction: [Double], by amount: Double) -> [Scalar] {
    var state = start
    for (unit, change) in direction.enumerated() {
      state[unit] = network.precision.rounding(Scalar(Double(start[unit]) + amount * change))
    }
    return state
  }

  /// The state after all steps from another one.
  private func end(of state: [Scalar]) throws(Interrupted) -> [Scalar] {
    var state = state
    for index in 1...steps {
      try interruption.check()
      let states = CellStates(state[...], blocks: network.cell.blocks)
      state = try step.advance(states, at: index, interruption).states
      network.precision.round(&state)
    }
    return state
  }
}

extension ScaledCotangents {
  /// The gradient with respect to the whole state of the first batch element, block by block.
  fileprivate var stateValues: [Double] {
    let factor = Double(sign: .plus, exponent: exponents[0], significand: 1)
    return mantissas(of: 0).map { Double($0) * factor }
  }
}
