import LinearAlgebra

/// A leaky network: h ← (1 − a) h + a φ(bh + Wxh x + Whh h), the units of an echo state network.
///
/// At rest it is (1 − a) I + a Whh that decides, not Whh alone.
public struct Leaky: Cell {
  public var leak = 0.5

  public static let card = Card<Leaky>(
    "leaky", "h ← (1 − a) h + a φ(bh + Wxh x + Whh h), a the leak.",
    source: "Jaeger, Lukoševičius, Popovici and Siewert 2007",
    knobs: [
      .real("leak", \.leak, in: 0.001...1, default: "0.5", "a, the share that is new at each step")
    ])

  public init() {}

  public func advance<Scalar: ExactScalar>(
    _ states: CellStates<Scalar>, _ sums: CellSums<Scalar>, _ functions: CellFunctions
  ) -> CellStep<Scalar> {
    let (fresh, kept) = (Scalar(leak), Scalar(1 - leak))
    let (values, slopes) = functions.activate(sums.gate(0))
    return CellStep(
      states: zip(states[0], values).map { kept * $0 + fresh * $1 },
      partials: CellPartials(
        states: [[[Scalar](repeating: kept, count: values.count)]],
        sums: [[slopes.map { fresh * $0 }]], slopes: slopes))
  }

  public func linearFactors(slope: Double) -> (state: Double, sum: Double)? {
    (1 - leak, leak * slope)
  }
}
