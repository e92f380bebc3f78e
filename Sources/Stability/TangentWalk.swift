import LinearAlgebra
import Networks

/// A state and an orthonormal frame of tangent vectors at it, carried along a trajectory together.
///
/// Benettin, Galgani, Giorgilli and Strelcyn (1980), in the QR form of Geist, Parlitz and Lauterborn
/// (1990): J_m … J_1 Q = Q′ R. Q′ goes on, R says what happened. The frame is made orthonormal anew as
/// rarely as the condition of R allows; a stretch that ended worse than the bound is walked again in
/// halves, so that the bound is only missed where a single step misses it. There it does no harm to
/// slopes φ′ that differ by any factor, because the factorisation is right row by row.
struct TangentWalk: Sendable {
  /// The condition of R up to which several steps share one orthonormalisation: half of the digits
  /// are left even to the last exponent.
  static let conditionBound = 1e7
  /// ln of the factor by which tangents may grow or shrink in between, far from over- and underflow.
  private static let sizeBound = 150.0

  let dynamics: Dynamics
  /// How many steps have been taken.
  private(set) var step = 0
  private(set) var state: [Double]
  private(set) var frame: Matrix
  private var interval = 1

  /// Starts at step 0 with a random frame of `count` tangents, whose stream is called "frame".
  init(
    _ dynamics: Dynamics, from start: Run.Start, count: Int, seed: UInt64,
    _ interruption: Interruption
  ) throws {
    self.dynamics = dynamics
    state = try dynamics.initialState(start, interruption)
    let numbers = RandomStream(seed: seed, name: "frame", draw: 0)
      .normals(dynamics.stateSize * count)
    frame = try Matrix(rows: dynamics.stateSize, columns: count, elements: numbers)
      .qrFactors(interruption).orthonormal
  }

  /// Takes steps with the state alone; false where the state has left the range of numbers that
  /// slopes can be told from.
  mutating func settle(_ steps: Int, _ interruption: Interruption) throws -> Bool {
    for _ in 0..<steps {
      let next = try dynamics.advance(state, at: step + 1, interruption).state
      guard dynamics.hasDerivative(at: next) else { return false }
      (state, step) = (next, step + 1)
    }
    return true
  }

  /// Takes at most `limit` steps, as many as the condition allows, and makes the frame orthonormal.
  ///
  /// `nil` where the state leaves the range of numbers that slopes can be told from, or a single step
  /// takes the tangents out of the range of float64. Θ(steps · gates · n² · k + d · k²) for k tangents.
  mutating func stretch(atMost limit: Int, _ interruption: Interruption) throws -> Stretch? {
    var length = min(interval, limit)
    while true {
      var next = self
      let taken = try next.take(length, interruption)
      if length > 1, (taken?.condition ?? .infinity) > Self.conditionBound {
        length /= 2
        continue
      }
      guard let stretch = taken else { return nil }
      next.interval = Self.interval(after: stretch)
      self = next
      return stretch
    }
  }

  private mutating func take(_ steps: Int, _ interruption: Interruption) throws -> Stretch? {
    var exponent = 0
    var logSlopes: Double? = 0
    for _ in 0..<steps {
      let next = try dynamics.advance(state, at: step + 1, interruption)
      guard dynamics.hasDerivative(at: next.state) else { return nil }
      frame = try next.derivative.push(frame, interruption)
      guard frame.isFinite else { return nil }
      exponent += next.derivative.exponent
      logSlopes = next.derivative.logSlopes.flatMap { slopes in
        logSlopes.map { $0 + slopes.reduce(0, +) }
      }
      (state, step) = (next.state, step + 1)
    }
    let factors = try frame.qrFactors(interruption)
    let stretch = Stretch(
      steps: steps, factors: factors, of: frame, exponent: exponent, logSlopes: logSlopes)
    frame = factors.orthonormal
    return stretch
  }

  /// How many steps to try next: where ln of the condition, and the sizes, reach their bounds if they
  /// go on as they did, and at most twice as many as before.
  private static func interval(after stretch: Stretch) -> Int {
    let sizes = stretch.logs.filter(\.isFinite).map(\.magnitude).max() ?? 0
    let share = max(
      Elementary.log(stretch.condition) / Elementary.log(conditionBound), sizes / sizeBound, 0.5)
    return max(1, Int(min(1e6, Double(stretch.steps) / share)))
  }
}

extension Dynamics {
  /// Whether the derivative of a step is the same at all states.
  var isLinear: Bool { network.activation is Linear && !network.cell.hasGates }

  /// Whether the derivative of the step to this state is known: the state is finite, or the derivative
  /// does not depend on it.
  func hasDerivative(at state: [Double]) -> Bool {
    isLinear || Double.largestMagnitude(state[...]).isFinite
  }
}

/// What a walk says of the steps between two orthonormalisations.
struct Stretch: Sendable {
  let steps: Int
  /// R, to be multiplied by 2^exponent; zero where there is nothing but rounding in a direction that has
  /// died.
  let triangle: Matrix
  let exponent: Int
  /// ln |R_ii| with the exponent; −∞ for directions that have died.
  let logs: [Double]
  /// An estimate of the condition of R.
  let condition: Double
  /// Σ ln φ′ over steps and units, for a vanilla network.
  let logSlopes: Double?

  /// `pushed` is the matrix that was factorised.
  init(
    steps: Int, factors: QRFactors, of pushed: Matrix, exponent: Int, logSlopes: Double?
  ) {
    self.steps = steps
    self.exponent = exponent
    condition = factors.condition
    self.logSlopes = logSlopes
    let noise = condition > 1e12 ? factors.roundingNoise(of: pushed) : []
    triangle = noise.isEmpty ? factors.triangle : factors.triangle(without: noise)
    let shift = Double(exponent) * Elementary.log(2)
    logs = triangle.diagonal.map { Elementary.log($0.magnitude) + shift }
  }
}

extension QRFactors {
  /// What R_ii may be where rounding alone has made it, if each entry of a row is uncertain by 2^16 ε of
  /// the largest of the row.
  ///
  /// So a direction that shrinks to less than 1e-11 of what its rows are made of counts as dead. Seen:
  /// zeros become up to 5000 ε, and honest entries stay above 10^12 ε even where slopes φ′ differ by a
  /// factor of 10^170, for they make whole rows small. Θ(rows · columns).
  fileprivate func roundingNoise(of matrix: Matrix) -> [Double] {
    var noise = [Double](repeating: 0, count: matrix.columns)
    let unit = 0x1p16 * 0x1p-52
    for row in 0..<matrix.rows {
      let size = unit * Double.largestMagnitude(matrix.row(row))
      for (column, entry) in orthonormal.row(row).enumerated() {
        noise[column] += size * entry.magnitude
      }
    }
    return noise
  }

  /// R with zeros for entries that are no more than noise, in the rows whose diagonal is.
  fileprivate func triangle(without noise: [Double]) -> Matrix {
    Matrix(triangle.rows, triangle.columns) { row, column in
      let isDead = triangle[row, row].magnitude <= noise[row]
      let entry = triangle[row, column]
      return isDead && entry.magnitude <= noise[row] ? 0 : entry
    }
  }
}
