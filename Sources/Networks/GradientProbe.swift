import LinearAlgebra

/// The adjoint of a run in float64 against difference quotients.
///
/// For a direction v the product of ∂L/∂h_0 with v is compared with
/// (8 (L(ε) − L(−ε)) − (L(2ε) − L(−2ε))) / 12ε, of order ε⁴, where L(ε) is the loss from h_0 + εv. Eight
/// steps from ε to 2ε are taken of each size, the next size being an eighth. What the eight differ by
/// among themselves, and from those of the next size, is their error: too large a step has that of its
/// higher orders and of the kinks of φ it crosses, too small a one that of rounding. The size with the
/// smallest error is used; so the error to expect is known, whatever the network.
struct Probe {
  private let network: Network
  private let step: BatchStep<Double>
  private let steps: Int
  private let start: [Double]
  /// The gradient with respect to the whole state after the last step, and before the first.
  private let last, first: [Double]
  private let interruption: Interruption

  private static let rounding = 0x1p-53

  init?(
    _ network: Network, _ drive: Drive, _ run: Run, _ interruption: Interruption
  ) throws {
    start = try run.initialStates(of: network, as: Double.self, interruption)
    guard let gradients = try network.gradients(from: start, drive, run, interruption) else {
      return nil
    }
    (last, first) = gradients
    self.network = network
    self.interruption = interruption
    step = BatchStep(network, drive, run)
    steps = run.steps
  }

  /// How far the quotients along a direction are from what the adjoint says, and their error.
  func error(along direction: [Double]) throws(Interrupted) -> GradientError? {
    var best: (mean: Double, error: Double)?
    var larger: Moments?
    var size = 0.25
    // Below this rounding leaves a quotient few digits.
    while size > 0x1p-36 {
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
    let own = Self.rounding * Double(steps).squareRoot() * norm
    return GradientError(best.mean.magnitude, expected: max(best.error, own), norm: norm)
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
        let change = last[index] * (endUp[index] - endDown[index])
        let expected = first[index] * (up[index] - down[index])
        difference += weight / size * (change - expected)
      }
    }
    return difference
  }

  /// The start with h_0 moved; what else the cell keeps starts at zero, where φ may have its kink.
  private func moved(along direction: [Double], by amount: Double) -> [Double] {
    var state = start
    for (unit, change) in direction.enumerated() { state[unit] += amount * change }
    return state
  }

  /// The state after all steps from another one.
  private func end(of state: [Double]) throws(Interrupted) -> [Double] {
    var state = state
    for index in 1...steps {
      try interruption.check()
      let states = CellStates(state[...], blocks: network.cell.blocks)
      state = try step.advance(states, at: index, interruption).states
    }
    return state
  }
}

/// The adjoint of a run in its precision against that in float64.
///
/// A step errs by r = 0.3 √n u + 2 v, relatively: u is half a unit in the last place of the numbers
/// that are summed, v of those that are stored, a state and a gradient each step, and the sum of n terms
/// of random sign errs by 0.3 √n u. Of T
/// steps that is r √T, for the gradient itself and for the states; what the error of the states does to
/// the gradient is tried out in float64, by moving h_0 by as much, every weight by r and every stored
/// state by v, some times: the largest change counts. The weights stand for what each step adds where
/// terms cancel, which h_0 alone does not show once the network has forgotten it; the states for slopes
/// that are taken from an h near its bound.
struct Rounding {
  private let expected: Double
  private let difference: Double
  private let norm: Double

  private static let trials = 8

  init?(_ network: Network, _ drive: Drive, _ run: Run, _ interruption: Interruption) throws {
    var exact = network
    exact.precision = .float64
    let start = try run.initialStates(of: network, as: Float.self, interruption)
    let exactStart = start.map { Double($0) }
    guard let own = try network.gradients(from: start, drive, run, interruption)?.first,
      let reference = try exact.gradients(from: exactStart, drive, run, interruption)?.first
    else { return nil }
    norm = Self.distance(reference, reference.map { _ in 0 })
    difference = Self.distance(own, reference)
    let stored = network.precision == .bfloat16 ? 0x1p-9 : 0x1p-24
    let stepError = 0.3 * Double(network.units).squareRoot() * 0x1p-24 + 2 * stored
    let error = stepError * Double(run.steps).squareRoot()
    var largest = 0.0
    for trial in 0..<Self.trials {
      let noise = RandomStream(seed: run.seed, name: "rounding", draw: UInt32(trial))
        .normals(start.count)
      let moved = zip(exactStart, noise).map { $0 * (1 + error * $1) }
      let near = exact.moved(by: stepError, seed: run.seed, trial)
      var trajectory = try near.trajectory(from: moved, drive, run, interruption)
      trajectory.moveStates(
        by: stored, in: network.precision,
        RandomStream(seed: run.seed, name: "rounding h", draw: UInt32(trial)))
      guard let gradient = try near.gradients(through: trajectory, run, interruption)?.first
      else { return nil }
      largest = max(largest, Self.distance(gradient, reference))
    }
    expected = (error * norm * (error * norm) + largest * largest).squareRoot()
  }

  func error() -> GradientError { GradientError(difference, expected: expected, norm: norm) }

  private static func distance(_ one: [Double], _ other: [Double]) -> Double {
    Double.sumOfSquares(zip(one, other).map { $0 - $1 }[...]).squareRoot()
  }
}

extension Network {
  /// The network with every weight and bias changed by a random share of the size `error`.
  fileprivate func moved(by error: Double, seed: UInt64, _ trial: Int) -> Network {
    func moved(_ matrix: Matrix, _ name: String) -> Matrix {
      let noise = RandomStream(seed: seed, name: "rounding " + name, draw: UInt32(trial))
        .normals(matrix.elements.count)
      return Matrix(
        rows: matrix.rows, columns: matrix.columns,
        elements: zip(matrix.elements, noise).map { $0 * (1 + error * $1) })
    }
    var network = self
    network.recurrent = moved(recurrent, "Whh")
    network.input = input.map { moved($0, "Wxh") }
    network.bias = bias.map { moved($0, "bh") }
    network.inputBias = inputBias.map { moved($0, "bx") }
    return network
  }
}
