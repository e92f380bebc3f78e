/// The answer of an iteration, and how it ended.
public struct Converged<Answer: Equatable & Sendable>: Equatable, Sendable {
  public let answer: Answer
  public let ending: Ending
  public let steps: Int

  public init(answer: Answer, ending: Ending, steps: Int) {
    (self.answer, self.ending, self.steps) = (answer, ending, steps)
  }
}

/// How an iteration ended.
public enum Ending: Equatable, Sendable {
  /// At a number that solves the equation to within rounding.
  case converged
  /// Beyond all bounds: there is no finite answer on the way it went.
  case diverged
  /// Between two states that take turns; the residual is how far they are apart, relatively.
  case cycles(residual: Double)
  /// At the most steps; the residual is what the equation is still missed by, relatively.
  case ranOut(residual: Double)
}
