import LinearAlgebra

/// The vanilla recurrent network (Elman 1990): h ← φ(bh + Wxh x + Whh h).
public struct Vanilla: Cell {
  public static let card = Card<Vanilla>(
    "rnn", "h ← φ(bh + Wxh x + Whh h).", source: "Elman 1990")

  public init() {}

  public func advance<Scalar: ExactScalar>(
    _ states: CellStates<Scalar>, _ sums: CellSums<Scalar>, _ functions: CellFunctions
  ) -> CellStep<Scalar> {
    let (values, slopes) = functions.activate(sums.gate(0))
    return CellStep(states: values, partials: CellPartials(slopes: slopes))
  }

  public func partials<Scalar: ExactScalar>(
    from before: CellStates<Scalar>, to after: CellStates<Scalar>, _ activation: any Activation
  ) -> CellPartials<Scalar>? {
    guard activation.slopesFollowFromOutput else { return nil }
    var slopes = [Scalar](repeating: 1, count: after.values.count)
    activation.multiply(&slopes, bySlopesAt: after.values)
    return CellPartials(slopes: slopes)
  }

  public func linearFactors(slope: Double) -> (state: Double, sum: Double)? { (0, slope) }
}
