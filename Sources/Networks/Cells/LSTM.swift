import LinearAlgebra

/// The long short-term memory (Hochreiter and Schmidhuber 1997), with the forget gate of Gers,
/// Schmidhuber and Cummins (2000) and torch's order of the gates.
///
/// c ← σ(f) c + σ(i) φ(g), h ← σ(o) φ(c). The state is h, then c.
public struct LSTM: Cell {
  public static let card = Card<LSTM>(
    "lstm", "c ← σ(f) c + σ(i) φ(g), h ← σ(o) φ(c); gates i f g o.",
    source: "Hochreiter and Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000")

  public static let gates = ["i", "f", "g", "o"]
  public static let blocks = 2
  public static let memoryGate: String? = "f"
  public static let writingGate: String? = "i"

  public init() {}

  public func advance<Scalar: ExactScalar>(
    _ states: CellStates<Scalar>, _ sums: CellSums<Scalar>, _ functions: CellFunctions
  ) -> CellStep<Scalar> {
    let input = functions.open(sums.gate(0))
    let forget = functions.open(sums.gate(1))
    let candidate = functions.activate(sums.gate(2))
    let output = functions.open(sums.gate(3))
    let old = Array(states[1])
    let cell = zip(product(forget.values, old), product(input.values, candidate.values))
      .map { $0 + $1 }
    let shown = functions.activate(cell)

    // How c depends on the old c and on the sums of i, f and g; h depends on them through c.
    let ofCell = [
      product(input.slopes, candidate.values), product(forget.slopes, old),
      product(candidate.slopes, input.values),
    ]
    let throughCell = product(output.values, shown.slopes)
    return CellStep(
      states: product(output.values, shown.values) + cell,
      partials: CellPartials(
        states: [[[], product(throughCell, forget.values)], [[], forget.values]],
        sums: [
          ofCell.map { product(throughCell, $0) } + [product(output.slopes, shown.values)],
          ofCell + [[]],
        ],
        slopes: candidate.slopes),
      openness: [input.values, forget.values, [], output.values])
  }
}
