import LinearAlgebra

/// The antisymmetric network: h ← h + ε φ(bh + Wxh x + (Whh − Whhᵀ − γ I) h).
///
/// A step of Euler's method for an equation whose Jacobian has eigenvalues with real parts near −γ: it
/// neither explodes nor forgets fast (Chang, Chen, Haber and Chi 2019). Of Whh only its antisymmetric
/// part acts.
public struct Antisymmetric: Cell {
  public var epsilon = 0.01
  public var gamma = 0.01

  public static let card = Card<Antisymmetric>(
    "antisymmetric", "h ← h + ε φ(bh + Wxh x + (Whh − Whhᵀ − γ I) h).",
    source: "Chang, Chen, Haber and Chi 2019",
    knobs: [
      .real("epsilon", \.epsilon, in: 1e-6...1, default: "0.01", "ε, the length of a step"),
      .real("gamma", \.gamma, in: 0...10, default: "0.01", "γ, the damping"),
    ])

  public init() {}

  public func weights(from recurrent: Matrix) -> Matrix {
    Matrix(recurrent.rows, recurrent.columns) { row, column in
      recurrent[row, column] - recurrent[column, row] - (row == column ? gamma : 0)
    }
  }

  public func advance<Scalar: ExactScalar>(
    _ states: CellStates<Scalar>, _ sums: CellSums<Scalar>, _ functions: CellFunctions
  ) -> CellStep<Scalar> {
    let step = Scalar(epsilon)
    let (values, slopes) = functions.activate(sums.gate(0))
    return CellStep(
      states: zip(states[0], values).map { $0 + step * $1 },
      partials: CellPartials(
        states: [[[Scalar](repeating: 1, count: values.count)]],
        sums: [[slopes.map { step * $0 }]], slopes: slopes))
  }

  public func linearFactors(slope: Double) -> (state: Double, sum: Double)? {
    (1, epsilon * slope)
  }
}
