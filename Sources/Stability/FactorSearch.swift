import LinearAlgebra

/// The factor on the recurrent weights at which a quantity reaches a target.
///
/// By bisection of the factor's logarithm, for a quantity that grows with the factor, give or take what
/// a finite network does near a border. Newton's method and its like were rejected: what is measured
/// has steps and noise, and a bracket cannot be lost.
public struct FactorSearch: Equatable, Sendable {
  public let factor: Double
  /// The quantity at that factor.
  public let achieved: Double
  /// How many times the quantity was measured.
  public let measurements: Int
  /// Whether it is within the tolerance of the target; else the quantity jumps over it.
  public let isReached: Bool

  /// Why there is no such factor.
  public enum Failure: Error, Equatable, Sendable {
    /// The quantity stays below, or above, the target for every factor from 2⁻⁴⁰ to 2⁴⁰; the last value.
    case staysBelow(Double)
    case staysAbove(Double)
  }

  /// The factors that are tried at most: 2⁻⁴⁰ to 2⁴⁰.
  private static let widest = 40.0
  /// Where factors agree to so many digits, the quantity has a step there.
  private static let finest = 1e-10

  /// Searches from the factor 1 outwards; `measure` may throw, which ends the search.
  ///
  /// At most some 45 measurements once the target is bracketed.
  public init(
    target: Double, tolerance: Double, measure: (Double) throws -> Double
  ) throws {
    var count = 0
    func excess(_ exponent: Double) throws -> Double {
      count += 1
      let value = try measure(Elementary.pow(2, exponent))
      // What is not a number has overflowed: it is above every target.
      return value.isNaN ? .infinity : value - target
    }
    var bracket = try Self.bracket(target, excess)
    while bracket.upper - bracket.lower > Self.finest, bracket.best.1.magnitude > tolerance {
      let middle = (bracket.lower + bracket.upper) / 2
      bracket.narrow(to: middle, try excess(middle))
    }
    factor = Elementary.pow(2, bracket.best.0)
    achieved = bracket.best.1 + target
    isReached = bracket.best.1.magnitude <= tolerance
    measurements = count
  }

  /// Two factors, as powers of 2, between which the quantity passes the target.
  private struct Bracket {
    var lower: Double
    var upper: Double
    /// The factor that came nearest, and by how much it missed.
    var best: (Double, Double)

    mutating func narrow(to exponent: Double, _ excess: Double) {
      if excess < 0 { lower = exponent } else { upper = exponent }
      if excess.magnitude <= best.1.magnitude { best = (exponent, excess) }
    }
  }

  private static func bracket(
    _ target: Double, _ excess: (Double) throws -> Double
  ) throws -> Bracket {
    let start = try excess(0)
    var bracket = Bracket(lower: 0, upper: 0, best: (0, start))
    guard start != 0 else { return bracket }
    let direction = start < 0 ? 1.0 : -1.0
    var last = start
    for width in sequence(first: 0.25, next: { $0 * 2 }).prefix(while: { $0 < 2 * widest }) {
      let exponent = direction * min(width, widest)
      last = try excess(exponent)
      if last.magnitude < bracket.best.1.magnitude { bracket.best = (exponent, last) }
      guard (last < 0) == (start < 0) else {
        (bracket.lower, bracket.upper) = direction > 0 ? (0, exponent) : (exponent, 0)
        return bracket
      }
    }
    throw start < 0 ? Failure.staysBelow(last + target) : Failure.staysAbove(last + target)
  }
}
