import LinearAlgebra

/// An elementwise function φ between the pre-activation and the state.
public protocol Activation: Sendable {
  static var name: String { get }
  /// The function as a formula, for help and reports.
  static var formula: String { get }
  /// Where it comes from, as author and year; `elementary` unless it says so.
  static var source: String { get }

  init()

  /// Whether φ is bounded: then a state cannot overflow, and an expanding network is chaotic.
  var isBounded: Bool { get }

  /// The largest value of φ′.
  var steepestSlope: Double { get }

  /// The slope up to which φ counts as flat: that at the bound of saturation, zero without one.
  var flatSlope: Double { get }

  /// Replaces every pre-activation by φ of it; exact-tier arithmetic. Θ(count).
  func apply<Scalar: ExactScalar>(to values: inout [Scalar])

  /// Whether φ′ follows from the state h = φ(z) as well as h is known; else only from z.
  var slopesFollowFromOutput: Bool { get }

  /// Multiplies every number by φ′ at the state h = φ(z) it belongs to. Θ(count).
  ///
  /// Only where `slopesFollowFromOutput`; nobody else has to write it, and it stops the program.
  func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>)

  /// Multiplies every number by φ′ at the pre-activation z it belongs to. Θ(count).
  ///
  /// The slope keeps its digits where φ is saturated, until it leaves the range of the numbers.
  func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAtPreactivations preactivations: ArraySlice<Scalar>)

  /// ln |φ′| straight from the pre-activation, so that it does not end where φ′ underflows; −∞
  /// where φ′ is zero.
  func logSlope(at preactivation: Double) -> Double

  /// Where φ is not smooth, in any order.
  var corners: [Double] { get }

  /// Where φ′ passes through zero and ln |φ′| has a pole.
  var turningPoints: [Double] { get }

  /// An average over a normal pre-activation where a formula is known; its variance is positive.
  func closedForm(_ average: GaussianAverage, over z: Gaussian) -> Double?

  /// An average over two correlated pre-activations where a formula is known; |c| < 1.
  func closedForm(_ average: JointAverage, over z: Gaussian, correlation c: Double) -> Double?

  /// How many units count as saturated: those with |h| > 0.99, unless φ has other bounds. Θ(count).
  func saturatedCount<Scalar: ExactScalar>(in states: ArraySlice<Scalar>) -> Int
}

/// Every activation the shell knows; a new one adds its own file and one line here.
public let activations: [any Activation.Type] = [
  Tanh.self,
  ReLU.self,
  LeakyReLU.self,
  Sigmoid.self,
  HardTanh.self,
  Softsign.self,
  SELU.self,
  Erf.self,
  GELU.self,
  Linear.self,
]

extension Activation {
  public static var source: String { "elementary" }

  public var name: String { Self.name }
  public var source: String { Self.source }

  public var corners: [Double] { [] }
  public var turningPoints: [Double] { [] }

  public func closedForm(_ average: GaussianAverage, over z: Gaussian) -> Double? { nil }

  public func closedForm(
    _ average: JointAverage, over z: Gaussian, correlation c: Double
  ) -> Double? { nil }

  public func multiply<Scalar: ExactScalar>(
    _ values: inout [Scalar], bySlopesAt states: ArraySlice<Scalar>
  ) {
    preconditionFailure("the slopes of \(name) follow from pre-activations, not from states")
  }

  public func saturatedCount<Scalar: ExactScalar>(in states: ArraySlice<Scalar>) -> Int {
    Scalar.countAbove(0.99, in: states)
  }

  /// φ′ where φ is h, by the rule for many.
  public func slope<Scalar: ExactScalar>(atOutput h: Scalar) -> Scalar {
    var slope: [Scalar] = [1]
    multiply(&slope, bySlopesAt: [h])
    return slope[0]
  }

  /// φ of one number, by the rule for many.
  public func value<Scalar: ExactScalar>(at z: Scalar) -> Scalar {
    var values = [z]
    apply(to: &values)
    return values[0]
  }

  /// φ′ at one pre-activation, by the rule for many.
  public func slope<Scalar: ExactScalar>(at z: Scalar) -> Scalar {
    var slope: [Scalar] = [1]
    multiply(&slope, bySlopesAtPreactivations: [z])
    return slope[0]
  }

  /// The mean slope over some states, and the share of them where φ is flat.
  ///
  /// Flat are a tanh with |h| ≥ 0.99, a sigmoid with h ≤ 0.01 or h ≥ 0.99, a dead ReLU. Θ(count).
  public func slopes<Scalar: ExactScalar>(
    at states: ArraySlice<Scalar>
  ) -> (mean: Double, flatShare: Double) {
    var slopes = [Scalar](repeating: 1, count: states.count)
    multiply(&slopes, bySlopesAt: states)
    return summary(of: slopes)
  }

  /// The same from pre-activations, for any φ, in Θ(count).
  public func slopes<Scalar: ExactScalar>(
    atPreactivations preactivations: ArraySlice<Scalar>
  ) -> (mean: Double, flatShare: Double) {
    var slopes = [Scalar](repeating: 1, count: preactivations.count)
    multiply(&slopes, bySlopesAtPreactivations: preactivations)
    return summary(of: slopes)
  }

  private func summary<Scalar: ExactScalar>(
    of slopes: [Scalar]
  ) -> (mean: Double, flatShare: Double) {
    let steep = Scalar.countAbove(Scalar(flatSlope), in: slopes[...])
    let count = Double(slopes.count)
    return (Scalar.sum(slopes[...]) / count, (count - Double(steep)) / count)
  }
}
