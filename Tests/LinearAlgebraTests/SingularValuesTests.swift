import LinearAlgebra
import Testing

@Suite struct SingularValuesTests {
  static let shapes = [(1, 1), (1, 7), (7, 1), (5, 5), (12, 30), (70, 66), (66, 130)]

  @Test(arguments: shapes)
  func theirSquaresAddUpToTheFrobeniusNorm(shape: (rows: Int, columns: Int)) throws {
    let matrix = randomMatrix(shape.rows, shape.columns)
    let values = try matrix.singularValues(.never)
    #expect(values.count == min(shape.rows, shape.columns))
    #expect(values == values.sorted(by: >))
    #expect(values.allSatisfy { $0 >= 0 })
    let norm = Double.sumOfSquares(values[...]).squareRoot()
    #expect((norm - matrix.frobeniusNorm).magnitude < slack(matrix))
  }

  @Test(arguments: shapes)
  func aTransposeHasTheSame(shape: (rows: Int, columns: Int)) throws {
    let matrix = randomMatrix(shape.rows, shape.columns)
    let pairs = zip(
      try matrix.singularValues(.never), try matrix.transposed.singularValues(.never))
    #expect(pairs.allSatisfy { ($0 - $1).magnitude < slack(matrix) })
  }

  @Test(arguments: [(20, 20), (90, 70)])
  func aProductWithOrthogonalFactorsHasThoseOfItsMiddle(
    shape: (rows: Int, columns: Int)
  ) throws {
    let left = try randomMatrix(shape.rows, shape.columns).haarFactor(.never)
    let right = try randomMatrix(shape.columns, shape.columns, draw: 1).haarFactor(.never)
    // From 1 down to 1e-12: small ones are right to n·ε·σ_max, not to their own digits.
    let middle = (0..<shape.columns).map {
      Elementary.pow(10, -12 * Double($0) / Double(shape.columns - 1))
    }
    let matrix = Matrix(shape.rows, shape.columns) { row, column in
      (0..<shape.columns).reduce(0) { $0 + left[row, $1] * middle[$1] * right[$1, column] }
    }
    for (found, expected) in zip(try matrix.singularValues(.never), middle) {
      #expect((found - expected).magnitude < slack(matrix))
    }
  }

  @Test func aSmallChangeMovesThemLittle() throws {
    // Weyl: |σ_i(W + E) − σ_i(W)| ≤ ‖E‖ ≤ ‖E‖_F.
    let matrix = randomMatrix(40, 30)
    let change = randomMatrix(40, 30, draw: 1).map { 1e-6 * $0 }
    let changed = Matrix(40, 30) { matrix[$0, $1] + change[$0, $1] }
    let pairs = zip(try matrix.singularValues(.never), try changed.singularValues(.never))
    #expect(pairs.allSatisfy { ($0 - $1).magnitude <= change.frobeniusNorm + slack(matrix) })
    #expect(pairs.contains { $0 != $1 })
  }

  @Test func theHilbertMatrixHasItsKnownNorm() throws {
    // σ_max and σ_min of the Hilbert matrix of order 6, from mpmath at 40 digits.
    let values = try Matrix(6, 6) { 1 / Double($0 + $1 + 1) }.singularValues(.never)
    #expect((values[0] - 1.618899858924339).magnitude < 1e-14)
    #expect((values[5] - 1.0827994844810104e-7).magnitude < 1e-15)
  }

  @Test func aDiagonalMatrixShowsThem() throws {
    let diagonal = [0.1, -1e300, 0, 0x1p-1074]
    let wide = Matrix(4, 6) { $0 == $1 ? diagonal[$0] : 0 }
    #expect(try wide.singularValues(.never) == [1e300, 0.1, 0x1p-1074, 0])
    #expect(try Matrix(repeating: 0, rows: 3, columns: 80).singularValues(.never) == [0, 0, 0])
  }

  @Test(arguments: [1e-300, 1e300])
  func extremeEntriesScaleThem(factor: Double) throws {
    let matrix = randomMatrix(20, 15)
    let scaled = try matrix.map { $0 * factor }.singularValues(.never)
    for (one, other) in zip(try matrix.singularValues(.never), scaled) {
      #expect((one - other / factor).magnitude < slack(matrix))
    }
  }

  /// The bound of LAPACK's own tests, a ratio below 30.
  private func slack(_ matrix: Matrix) -> Double {
    30 * Double(max(matrix.rows, matrix.columns)) * 0x1p-53 * matrix.frobeniusNorm
  }
}
