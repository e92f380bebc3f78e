import LinearAlgebra
import Numerics
import Testing

@Suite struct QRFactorsTests {
  static let shapes = [(1, 1), (2, 2), (7, 3), (40, 40), (200, 65)]

  private static func normal(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: RandomNumbers.normals(
        seed: seed, stream: 7, draw: 0, first: 0, count: rows * columns))
  }

  @Test(arguments: shapes)
  func theProductOfTheFactorsIsTheMatrix(rows: Int, columns: Int) throws {
    let matrix = Self.normal(rows, columns)
    let factors = try matrix.qrFactors(.never)
    #expect(factors.triangle.isUpperTriangular)
    let product = try factors.orthonormal.times(factors.triangle, .never)
    let gram = try factors.orthonormal.transposedTimes(factors.orthonormal, .never)
    let bound = 1e-15 * Double(rows + 10)
    #expect(largestDifference(product, matrix) < bound * matrix.largestMagnitude * 4)
    #expect(largestDifference(gram, .identity(columns)) < bound * 4)
    #expect(try matrix.triangularFactor(.never) == factors.triangle)
  }

  private func largestDifference(_ one: Matrix, _ other: Matrix) -> Double {
    zip(one.elements, other.elements).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }

  @Test(arguments: [1, 10, 100, 280])
  func rowsOfAnySizeLeaveTheDeterminantItsDigits(decades: Int) throws {
    // Row i of D B is 10^(−decades · i/(n − 1)) that of B, in shuffled order: ln |det D B| = ln |det B| +
    // Σ ln d. Without sorting, the small rows are lost in the rounding of the large ones.
    let size = 40
    let base = Self.normal(size, size)
    let logs = (0..<size).map { -Double(decades * ($0 * 17 % size)) / Double(size - 1) }
    let scales = logs.map { Elementary.pow(10, $0) }
    let graded = Matrix(size, size) { scales[$0] * base[$0, $1] }
    let expected =
      try base.logDeterminant(.never) + logs.reduce(0, +) * Elementary.log(10)
    #expect((try graded.logDeterminant(.never) - expected).magnitude < 1e-10)
  }

  @Test func theDeterminantIsTheProductOfTheEigenvalues() throws {
    let matrix = Self.normal(30, 30)
    let product = try matrix.eigenvalues(.never).reduce(0) { $0 + Elementary.log($1.length) }
    #expect((try matrix.logDeterminant(.never) - product).magnitude < 1e-11)
    #expect(try Matrix(repeating: 0, rows: 3, columns: 3).logDeterminant(.never) == -.infinity)
  }

  @Test(arguments: [1.0, 1e3, 1e9, 1e15])
  func theConditionIsEstimatedToWithinAFewTimes(spread: Double) throws {
    // ‖R‖₁ ‖R⁻¹‖₁ is between κ₂/n and n κ₂; the estimate may be smaller by some factor.
    let size = 20
    let left = try Self.normal(size, size, seed: 2).qrFactors(.never).orthonormal
    let right = try Self.normal(size, size, seed: 3).qrFactors(.never).orthonormal
    let values = (0..<size).map { Elementary.pow(spread, -Double($0) / Double(size - 1)) }
    let matrix = try left.times(Matrix(size, size) { values[$0] * right[$0, $1] }, .never)
    let condition = try matrix.qrFactors(.never).condition
    #expect(condition > spread / 20 && condition < spread * 40)
  }

  @Test func aSingularMatrixHasInfiniteCondition() throws {
    let factors = try Matrix(repeating: 0, rows: 4, columns: 2).qrFactors(.never)
    #expect(factors.condition == .infinity)
    #expect(factors.orthonormal.isFinite)
  }

  @Test func whatIsNotFiniteHasNoFactors() {
    let broken = Matrix(2, 2) { _, _ in .nan }
    #expect(throws: LinearAlgebraError.notFinite) { try broken.qrFactors(.never) }
    #expect(throws: LinearAlgebraError.notFinite) { try broken.modes(above: 0, .never) }
  }
}
