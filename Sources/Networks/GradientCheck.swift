import LinearAlgebra

/// What backpropagation gives for h_0, held against another way to get it.
///
/// In float64 against difference quotients, see `Probe`. In another precision against float64, in units
/// of the error that rounding explains: quotients have too few digits there.
public struct GradientCheck: Equatable, Sendable {
  public enum Reference: String, Sendable {
    case quotients, float64
  }

  public let precision: Precision
  public let reference: Reference
  /// T, how many steps were run.
  public let steps: Int
  /// The largest difference from the reference, in units of the error to expect.
  public let deviation: Double
  /// The error to expect, relative to the gradient; `nil` where the gradient is zero.
  ///
  /// A mistake smaller than that is not seen.
  public let resolution: Double?

  /// Up to this deviation a check is passed.
  ///
  /// The mean of eight quotients over their scatter is Student's t with seven degrees over √8, which
  /// exceeds 5 in two of a million; what higher orders and kinks add is part of the unit.
  public static let limit = 5.0

  /// `nil` where the gradient is zero, and there is nothing that a mistake could be told from.
  public var isPassed: Bool? { resolution == nil && deviation == 0 ? nil : deviation <= Self.limit }

  /// How many directions quotients are taken along.
  private static let directions = 3

  /// Runs `network` in its own precision from h_0 of `seed`; `nil` where the states or the gradient
  /// leave its range.
  ///
  /// At most some 400 runs of `steps` steps along each of three directions in float64, some ten runs
  /// in other precisions.
  public init?(
    _ network: Network, _ drive: Drive, steps: Int, seed: UInt64, _ interruption: Interruption
  ) throws {
    let run = Run(steps: steps, seed: seed)
    let isDouble = network.precision == .float64
    let found =
      isDouble
      ? try Self.errorsOfQuotients(network, drive, run, interruption)
      : try Rounding(network, drive, run, interruption.withoutProgress)?.error()
    guard let found else { return nil }
    precision = network.precision
    reference = isDouble ? .quotients : .float64
    self.steps = steps
    (deviation, resolution) = (found.deviation, found.resolution)
  }

  private static func errorsOfQuotients(
    _ network: Network, _ drive: Drive, _ run: Run, _ interruption: Interruption
  ) throws -> GradientError? {
    guard let probe = try Probe(network, drive, run, interruption.withoutProgress) else {
      return nil
    }
    var largest = GradientError(deviation: 0, resolution: nil)
    for direction in 0..<directions {
      try interruption.check(direction, of: directions, "directions")
      let stream = RandomStream(seed: run.seed, name: "direction", draw: UInt32(direction))
      guard let error = try probe.error(along: stream.normals(network.units)) else { return nil }
      largest = GradientError(
        deviation: max(largest.deviation, error.deviation),
        resolution: [largest.resolution, error.resolution].compactMap(\.self).max())
    }
    return largest
  }
}

/// A difference in units of the error to expect, and that error relative to the gradient.
struct GradientError {
  let deviation: Double
  let resolution: Double?

  init(deviation: Double, resolution: Double?) {
    (self.deviation, self.resolution) = (deviation, resolution)
  }

  init(_ difference: Double, expected: Double, norm: Double) {
    self.init(
      deviation: difference == 0 ? 0 : difference / expected,
      resolution: norm > 0 ? expected / norm : nil)
  }
}

extension Network {
  /// The gradient with respect to the whole state after the last step and before the first, of a run of
  /// one sequence from `start`; `nil` where it or a state is not finite.
  func gradients<Scalar: ExactScalar>(
    from start: [Scalar], _ drive: Drive, _ run: Run, _ interruption: Interruption
  ) throws -> (last: [Double], first: [Double])? {
    let trajectory = try trajectory(from: start, drive, run, interruption)
    return try gradients(through: trajectory, run, interruption)
  }

  /// The same of a run that has been made.
  func gradients<Scalar: ExactScalar>(
    through trajectory: Trajectory<Scalar>, _ run: Run, _ interruption: Interruption
  ) throws -> (last: [Double], first: [Double])? {
    guard trajectory.states.allSatisfy(\.isFinite) else { return nil }
    var (last, first): ([Double], [Double]) = ([], [])
    try backpropagate(through: trajectory, run, interruption) { step, cotangents in
      if step == run.steps { last = cotangents.ofFirstElement }
      if step == 0 { first = cotangents.ofFirstElement }
    }
    return (last + first).allSatisfy(\.isFinite) ? (last, first) : nil
  }
}

extension ScaledCotangents {
  /// The gradient with respect to the whole state of the first batch element, block by block.
  fileprivate var ofFirstElement: [Double] {
    let factor = Double(sign: .plus, exponent: exponents[0], significand: 1)
    return mantissas(of: 0).map { Double($0) * factor }
  }
}
