import LinearAlgebra

/// A network as a map of its state, one sequence at a time and in float64, with its derivative.
///
/// For what needs Jacobians: exponents, products of Jacobians, checks of gradients. The state is that
/// of the first element of a batch, in float64 whatever the network's precision; φ′ is taken from the
/// pre-activation, so that saturated units keep theirs.
public struct Dynamics: Sendable {
  public let network: Network
  private let step: BatchStep<Double>
  private let seed: UInt64
  private var weights: Matrix?

  /// `seed` is that of h_0 and of the input.
  public init(_ network: Network, _ drive: Drive, seed: UInt64, threads: Int = 1) {
    var network = network
    network.precision = .float64
    self.network = network
    self.seed = seed
    step = BatchStep(network, drive, Run(steps: 1, seed: seed, threads: threads))
    weights = network.layers == nil ? network.cell.weights(from: network.recurrent) : nil
  }

  /// The same trajectory, with derivatives in coordinates of their own: products of them have the same
  /// Lyapunov exponents, and come to them where those of the network would first grow or shrink by
  /// more than float64 can tell apart, because Whh is far from normal.
  ///
  /// Norms of derivatives are others here. An untied network has one set of weights a step, and stays
  /// as it is.
  public var withoutDetours: Dynamics {
    var copy = self
    copy.weights = weights?.withoutDetours()
    return copy
  }

  /// d, how many numbers a state has; the first n of them are h.
  public var stateSize: Int { network.stateSize }

  /// h_0 as a run has it, and zeros for what else the cell keeps.
  public func initialState(
    _ start: Run.Start = .normal, _ interruption: Interruption = .never
  ) throws(Interrupted) -> [Double] {
    try Run(steps: 1, start: start, seed: seed)
      .initialStates(of: network, as: Double.self, interruption)
  }

  /// The state after step `step` (1 is the first), and the derivative of that step at `state`.
  ///
  /// Exact tier. Θ(gates · n²).
  public func advance(
    _ state: [Double], at step: Int, _ interruption: Interruption = .never
  ) throws(Interrupted) -> (state: [Double], derivative: StepDerivative) {
    try interruption.check()
    let states = CellStates(state[...], blocks: network.cell.blocks)
    let sums = try self.step.sums(from: states, at: step, interruption)
    let functions = CellFunctions(activation: network.activation, isPrecise: true)
    let next = network.cell.advance(states, sums, functions)
    let weights = try weights(at: step, interruption)
    let logSlopes =
      network.cell is Vanilla
      ? sums.gate(0).map { network.activation.logSlope(at: $0) } : nil
    return (
      next.states,
      StepDerivative(weights: weights, partials: next.partials, logSlopes: logSlopes)
    )
  }

  private func weights(
    at step: Int, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    if let weights { return weights }
    return try network.weights(at: step, interruption)
  }
}

/// The Jacobian J of one step at one state, in float64: products with it, and the matrix itself.
///
/// J = S + P W₊, where W₊ takes h to the sums of the gates, and S and P act on each unit by itself.
/// Products are those of BLAS (tolerance tier).
public struct StepDerivative: Sendable {
  /// Whh as the cell uses it: one below the other the blocks of the gates.
  public let weights: Matrix
  /// ln |φ′| of each unit from its pre-activation, for a vanilla network: there J = diag φ′ · Whh.
  ///
  /// −∞ below 2^−2^40.
  public let logSlopes: [Double]?
  /// The Jacobian is what `jacobian` and products give times 2^exponent: slopes that are all tiny
  /// are brought back near 1.
  public let exponent: Int
  private let partials: CellPartials<Double>

  init(weights: Matrix, partials: CellPartials<Double>, logSlopes: [Double]?) {
    self.weights = weights
    let log2 = Elementary.log(2)
    // Exponents are added over many steps, and digits of one so large would mean nothing.
    let dead = -0x1p40 * log2
    let logSlopes = logSlopes?.map { $0 < dead ? -.infinity : $0 }
    self.logSlopes = logSlopes
    guard let logSlopes, let steepest = logSlopes.max(), steepest.isFinite, steepest < -32 * log2
    else {
      (self.partials, exponent) = (partials, 0)
      return
    }
    let exponent = Int((steepest / log2).rounded())
    self.exponent = exponent
    let slopes = zip(logSlopes, partials.slopes).map { logSlope, slope in
      Double(
        signOf: slope, magnitudeOf: Elementary.exp(logSlope - Double(exponent) * log2))
    }
    self.partials = CellPartials(slopes: slopes)
  }

  /// The size d of a state.
  public var stateSize: Int { partials.states.count * units }

  private var units: Int { weights.columns }
  private var gates: Int { partials.sums[0].count }

  /// J V for V of d × k, without the factor 2^exponent; Θ(gates · n² · k).
  public func push(
    _ tangents: Matrix, _ interruption: Interruption = .never
  ) throws(LinearAlgebraError) -> Matrix {
    let width = tangents.columns
    let hidden = Matrix(
      rows: units, columns: width, elements: Array(tangents.elements[..<(units * width)]))
    let sums = try weights.times(hidden, interruption)
    var result = [Double](repeating: 0, count: tangents.elements.count)
    for block in partials.states.indices {
      for gate in 0..<gates {
        add(sums, gate, times: partials.sums[block][gate], to: &result, block)
      }
      for old in partials.states.indices {
        add(tangents, old, times: partials.states[block][old], to: &result, block)
      }
    }
    return Matrix(rows: tangents.rows, columns: width, elements: result)
  }

  /// Jᵀ V for V of d × k, without the factor 2^exponent; Θ(gates · n² · k).
  public func pull(
    _ cotangents: Matrix, _ interruption: Interruption = .never
  ) throws(LinearAlgebraError) -> Matrix {
    let width = cotangents.columns
    var reached = [Double](repeating: 0, count: weights.rows * width)
    var result = [Double](repeating: 0, count: cotangents.elements.count)
    for block in partials.states.indices {
      for gate in 0..<gates {
        add(cotangents, block, times: partials.sums[block][gate], to: &reached, gate)
      }
      for old in partials.states.indices {
        add(cotangents, block, times: partials.states[block][old], to: &result, old)
      }
    }
    let hidden = try weights.transposedTimes(
      Matrix(rows: weights.rows, columns: width, elements: reached), interruption)
    for index in hidden.elements.indices { result[index] += hidden.elements[index] }
    return Matrix(rows: cotangents.rows, columns: width, elements: result)
  }

  /// J, without the factor 2^exponent; Θ(gates · n²).
  public var jacobian: Matrix {
    var result = Matrix(repeating: 0, rows: stateSize, columns: stateSize)
    for block in partials.states.indices {
      for unit in 0..<units {
        let row = block * units + unit
        for (old, list) in partials.states[block].enumerated() where !list.isEmpty {
          result[row, old * units + unit] += list[unit]
        }
        for (gate, list) in partials.sums[block].enumerated() where !list.isEmpty {
          for column in 0..<units {
            result[row, column] += list[unit] * weights[gate * units + unit, column]
          }
        }
      }
    }
    return result
  }

  /// Adds a block of rows of a matrix, each row times its unit's factor, to a block of `result`.
  private func add(
    _ matrix: Matrix, _ source: Int, times factors: [Double], to result: inout [Double],
    _ target: Int
  ) {
    guard !factors.isEmpty else { return }
    let width = matrix.columns
    for (unit, factor) in factors.enumerated() {
      let from = (source * units + unit) * width
      let to = (target * units + unit) * width
      for column in 0..<width { result[to + column] += factor * matrix.elements[from + column] }
    }
  }
}
