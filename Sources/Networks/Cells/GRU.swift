import LinearAlgebra

/// The gated recurrent unit (Cho, van Merriënboer, Gülçehre and others 2014).
///
/// In the form of torch and Keras, which resets the recurrent sum of the candidate, bias included:
/// h ← (1 − z) m + z h with r, z the opened gates and m = φ(bx_n + Wxh_n x + r (bh_n + Whh_n h)).
public struct GRU: Cell {
  public static let card = Card<GRU>(
    "gru", "h ← (1 − z) m + z h, m = φ(bx + Wxh x + r (bh + Whh h)); gates r z n.",
    source: "Cho et al. 2014")

  public static let gates = ["r", "z", "n"]
  public static let keepsSumsApart = true
  public static let memoryGate: String? = "z"

  public init() {}

  public func advance<Scalar: ExactScalar>(
    _ states: CellStates<Scalar>, _ sums: CellSums<Scalar>, _ functions: CellFunctions
  ) -> CellStep<Scalar> {
    let reset = functions.open(whole(0, of: sums))
    let update = functions.open(whole(1, of: sums))
    let recurrent = sums.gate(2)
    let candidate = functions.activate(
      zip(sums.drive(of: 2), product(reset.values, recurrent)).map { $0 + $1 })
    let old = Array(states[0])
    let fresh = update.values.map { 1 - $0 }
    let ofCandidate = product(fresh, candidate.slopes)
    return CellStep(
      states: zip(product(fresh, candidate.values), product(update.values, old)).map { $0 + $1 },
      partials: CellPartials(
        states: [[update.values]],
        sums: [
          [
            product(ofCandidate, product(recurrent, reset.slopes)),
            product(zip(old, candidate.values).map { $0 - $1 }, update.slopes),
            product(ofCandidate, reset.values),
          ]
        ],
        slopes: candidate.slopes),
      openness: [reset.values, update.values, []])
  }

  /// The sum of a gate with what the input adds.
  private func whole<Scalar: ExactScalar>(
    _ gate: Int, of sums: CellSums<Scalar>
  ) -> [Scalar] {
    zip(sums.gate(gate), sums.drive(of: gate)).map { $0 + $1 }
  }
}
