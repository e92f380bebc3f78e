import LinearAlgebra
import Testing

@Suite struct HaarFactorTests {
  static let shapes = [(1, 1), (2, 2), (9, 4), (33, 33), (80, 1), (150, 100)]

  @Test(arguments: [1, 2, 3, 6])
  func aRotationHasDeterminantOne(size: Int) throws {
    var reversed = 0
    for draw in 0..<20 as Range<UInt32> {
      let normal = randomMatrix(size, size, draw: draw)
      let (any, rotation) = (
        try normal.haarFactor(.never), try normal.haarFactor(asRotation: true, .never)
      )
      #expect((determinant(rotation) - 1).magnitude < 1e-12)
      if determinant(any) < 0 { reversed += 1 } else { #expect(rotation == any) }
    }
    // Half of the orthogonal matrices reflect.
    #expect(3...17 ~= reversed)
  }

  /// By expansion along the first row.
  private func determinant(_ matrix: Matrix) -> Double {
    guard matrix.rows > 1 else { return matrix[0, 0] }
    return (0..<matrix.columns).reduce(0) { sum, column in
      let minor = Matrix(matrix.rows - 1, matrix.columns - 1) {
        matrix[$0 + 1, $1 < column ? $1 : $1 + 1]
      }
      return sum + (column % 2 == 0 ? 1 : -1) * matrix[0, column] * determinant(minor)
    }
  }

  @Test(arguments: shapes)
  func columnsAreOrthonormal(shape: (rows: Int, columns: Int)) throws {
    let q = try randomMatrix(shape.rows, shape.columns).haarFactor(.never)
    let slack = 30 * Double(shape.rows) * 0x1p-53
    for one in 0..<shape.columns {
      for other in 0...one {
        #expect((product(q, one, q, other) - (one == other ? 1 : 0)).magnitude < slack)
      }
    }
  }

  @Test(arguments: shapes)
  func theOtherFactorIsTriangularWithAPositiveDiagonal(
    shape: (rows: Int, columns: Int)
  ) throws {
    let matrix = randomMatrix(shape.rows, shape.columns)
    let q = try matrix.haarFactor(.never)
    let slack = 30 * Double(shape.rows) * 0x1p-53 * matrix.frobeniusNorm
    for row in 0..<shape.columns {
      #expect(product(q, row, matrix, row) > 0)
      for column in 0..<row { #expect(product(q, row, matrix, column).magnitude < slack) }
    }
  }

  @Test func itIsUniformOverRotationsAndReflections() throws {
    // For Haar matrices E[tr Q] = 0, E[(tr Q)²] = 1 (Diaconis and Shahshahani 1994), and (tr Q)²
    // has variance 2. Without the signs of R the mean of the trace is −n times a constant.
    let draws = 4000
    let traces = try (0..<draws).map { draw in
      try randomMatrix(16, 16, draw: UInt32(draw)).haarFactor(.never).diagonal.reduce(0, +)
    }
    let error = 1 / Double(draws).squareRoot()
    #expect(Moments(traces[...]).mean.magnitude < 4 * error)
    #expect((Moments(traces[...]).meanSquare - 1).magnitude < 4 * 2.0.squareRoot() * error)
  }

  @Test func anOrthogonalMatrixIsItsOwnFactor() throws {
    let q = try randomMatrix(40, 40).haarFactor(.never)
    let again = try q.haarFactor(.never)
    #expect(zip(q.elements, again.elements).allSatisfy { ($0 - $1).magnitude < 1e-13 })
    #expect(try Matrix.identity(5).haarFactor(.never) == .identity(5))
  }

  @Test(arguments: [-1000, -3, 5, 1021])
  func aPowerOfTwoDoesNotChangeBits(exponent: Int) throws {
    let matrix = randomMatrix(100, 7)
    let factor = Double(sign: .plus, exponent: exponent, significand: 1)
    #expect(try matrix.map { $0 * factor }.haarFactor(.never) == matrix.haarFactor(.never))
  }

  @Test func dependentColumnsAreCompleted() throws {
    for entry in [0.0, 1] {
      let q = try Matrix(repeating: entry, rows: 6, columns: 4).haarFactor(.never)
      #expect(q.isFinite)
      #expect((q.frobeniusNorm - 2).magnitude < 1e-14)
    }
  }

  @Test func anInterruptionStopsIt() {
    #expect(throws: Interrupted.self) {
      try randomMatrix(8, 8).haarFactor(Interruption { true })
    }
  }

  /// The inner product of a column of one matrix and a column of another.
  private func product(
    _ one: Matrix, _ column: Int, _ other: Matrix, _ otherColumn: Int
  ) -> Double {
    (0..<one.rows).reduce(0) { $0 + one[$1, column] * other[$1, otherColumn] }
  }
}
