import LinearAlgebra

/// An elementwise function φ between the pre-activation and the state.
public protocol Activation: Sendable {
  static var name: String { get }
  /// The function as a formula, for help and reports.
  static var formula: String { get }

  init()

  /// Whether φ is bounded: then a state cannot overflow, and an expanding network is chaotic.
  var isBounded: Bool { get }

  /// The largest value of φ′.
  var steepestSlope: Double { get }

  /// Replaces every pre-activation by φ of it; exact-tier arithmetic. Θ(count).
  func apply<Scalar: ExactScalar>(to values: inout [Scalar])

  /// φ′, written as a function of h = φ(z).
  func slope<Scalar: ExactScalar>(atOutput h: Scalar) -> Scalar

  /// Multiplies every number by the slope at the state it belongs to. Θ(count).
  func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>)

  /// The share of units counted as saturated, as |h| > 0.99 unless φ has its own bounds.
  func saturatedCount<Scalar: ExactScalar>(in states: ArraySlice<Scalar>) -> Int
}

/// Every activation the shell knows; a new one adds its own file and one line here.
public let activations: [any Activation.Type] = [
  Tanh.self,
  ReLU.self,
  Sigmoid.self,
  Linear.self,
]

extension Activation {
  public var name: String { Self.name }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>
  ) {
    for (index, h) in zip(values.indices, states) { values[index] *= slope(atOutput: h) }
  }

  public func saturatedCount<Scalar: ExactScalar>(in states: ArraySlice<Scalar>) -> Int {
    states.reduce(0) { $0 + ($1.magnitude > 0.99 ? 1 : 0) }
  }

  /// The mean slope over some states, and the share of them where φ is flat: where the slope is below
  /// 2 % of the steepest. For tanh that is |h| > 0.99; a ReLU is flat where it is dead. Θ(count).
  public func slopes<Scalar: ExactScalar>(
    at states: ArraySlice<Scalar>
  ) -> (mean: Double, flatShare: Double) {
    var slopes = [Scalar](repeating: 1, count: states.count)
    multiply(&slopes, bySlopesAt: states)
    let flat = Scalar(0.02 * steepestSlope)
    let steep = Scalar.countAbove(flat, in: slopes[...])
    let count = Double(states.count)
    return (Scalar.sum(slopes[...]) / count, (count - Double(steep)) / count)
  }
}
