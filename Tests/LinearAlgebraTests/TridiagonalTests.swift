import LinearAlgebra
import Numerics
import Testing

/// Chains with feedback, of which dgeev finds no digit: at order 64 it has ρ = 0.61 for 0.398.
@Suite struct TridiagonalTests {
  @Test(arguments: [2, 3, 64, 300], [0.04, -0.04])
  func eigenvaluesAreThoseOfTheFormula(size: Int, feedback: Double) throws {
    let matrix = Matrix(size, size) { $1 == $0 + 1 ? 0.99 : $1 == $0 - 1 ? feedback : 0 }
    // 2√(bc) cos(kπ/(n + 1)), real or imaginary by the sign of bc.
    let scale = 2 * (0.99 * feedback.magnitude).squareRoot()
    let expected = (1...size).map { scale * Elementary.cosPi(Double($0) / Double(size + 1)) }
    let found = try matrix.eigenvalues(.never)
    let along = found.map { feedback > 0 ? $0.real : $0.imaginary }.sorted(by: >)
    #expect(zip(along, expected).allSatisfy { ($0 - $1).magnitude < 1e-14 * Double(size) })
    #expect(found.allSatisfy { (feedback > 0 ? $0.imaginary : $0.real).magnitude < 1e-14 })
    let radius = try matrix.spectralRadius(.never).value
    #expect((radius - expected[0].magnitude).magnitude < 1e-14 * Double(size))
  }

  @Test func aDiagonalAndUnequalPairsAreKept() throws {
    let matrix = Matrix(rows: 3, columns: 3, elements: [1, 2, 0, 8, 3, 5, 0, 0.2, -1])
    // λ³ − 3λ² − 18λ − 12 = 0, from det(λI − W).
    for value in try matrix.eigenvalues(.never).map(\.real) {
      let polynomial = value * value * value - 3 * value * value - 18 * value - 12
      #expect(polynomial.magnitude < 1e-12)
    }
  }

  @Test func mixedSignsAreLeftToLapack() throws {
    // Eigenvalues of [[0, 1, 0], [1, 0, 2], [0, −2, 0]]: λ³ + 3λ = 0.
    let matrix = Matrix(rows: 3, columns: 3, elements: [0, 1, 0, 1, 0, 2, 0, -2, 0])
    let moduli = try matrix.eigenvalues(.never).map(\.length)
    #expect((moduli[0] - 3.0.squareRoot()).magnitude < 1e-14 && moduli[2] < 1e-14)
  }
}
