import LinearAlgebra

/// What the bias of a gate that keeps a share of the state says about memory.
public enum GateBias {
  /// −1/ln σ(b): in how many steps a state that is multiplied by σ(b) at each falls to 1/e.
  ///
  /// As 1/ln(1 + e^−b), which keeps its digits where σ(b) is nearly 1: 1.4427 steps at 0, 3.1922 at 1.
  public static func memory(of bias: Double) -> Double {
    1 / Elementary.log1p(Elementary.exp(-bias))
  }
}

/// Biases for memories of all lengths up to a longest one (Tallec and Ollivier 2018).
///
/// b = ln u, u uniform in [1, Tmax − 1]: the gate keeps a share u/(1 + u), and so forgets within
/// about u steps. The gate that lets news in takes −b.
public struct Chrono: Equatable, Sendable {
  /// Tmax, in steps; 2 or more.
  public let longest: Double

  public init(longest: Double) {
    precondition(longest >= 2, "the shortest memory is 1 step")
    self.longest = longest
  }

  /// What the biases are distributed like.
  ///
  /// With a = Tmax − 1, E[b] = a ln a/(a − 1) − 1 and E[b²] = (a ln² a − 2 (a ln a − a + 1))/(a − 1).
  public var law: Law {
    let a = longest - 1
    let formula = "ln U(1, \(literal(a)))"
    guard a > 1 else { return .independent(deviation: 0, formula: formula) }
    let logarithm = Elementary.log(a)
    let mean = a * logarithm / (a - 1) - 1
    let square = (a * logarithm * logarithm - 2 * (a * logarithm - a + 1)) / (a - 1)
    return .independent(
      mean: mean, deviation: max(0, square - mean * mean).squareRoot(), formula: formula)
  }

  /// What those of the gate that lets news in are distributed like.
  public var writingLaw: Law {
    let law = law
    return .independent(mean: -law.mean, deviation: law.deviation, formula: "−" + law.formula)
  }

  /// Biases for so many units; exact tier, O(count).
  public func biases(_ count: Int, from stream: RandomStream) -> [Double] {
    stream.uniforms(count).map { Elementary.log(1 + (longest - 2) * $0) }
  }
}
