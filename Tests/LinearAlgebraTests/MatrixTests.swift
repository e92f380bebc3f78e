import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  @Test func elementsAreStoredByRows() {
    let matrix = Matrix(2, 3) { Double(10 * $0 + $1) }
    #expect(matrix.elements == [0, 1, 2, 10, 11, 12])
    #expect(matrix[1, 2] == 12)
    #expect(matrix == Matrix(rows: 2, columns: 3, elements: [0, 1, 2, 10, 11, 12]))
  }

  @Test func aTransposeSwapsRowsAndColumns() {
    let matrix = Matrix(2, 3) { Double(10 * $0 + $1) }
    #expect(matrix.transposed == Matrix(3, 2) { Double(10 * $1 + $0) })
    #expect(matrix.transposed.transposed == matrix)
  }

  @Test func changingACopyLeavesTheOriginal() {
    let original = Matrix(repeating: 1, rows: 2, columns: 2)
    var copy = original
    copy[0, 1] = 5
    #expect(copy.elements == [1, 5, 1, 1])
    #expect(original.elements == [1, 1, 1, 1])
  }

  @Test func shapesAreRecognised() {
    #expect(Matrix.identity(3).isIdentity && Matrix.identity(3).isDiagonal)
    #expect(!Matrix(2, 3) { $0 == $1 ? 1 : 0 }.isIdentity)
    let upper = Matrix(3, 3) { $0 <= $1 ? 1 : 0 }
    #expect(upper.isUpperTriangular && !upper.isLowerTriangular && !upper.isDiagonal)
    #expect(upper.transposed.isLowerTriangular && !upper.transposed.isUpperTriangular)
    let wide = Matrix(2, 4) { $0 == $1 ? 3 : 0 }
    #expect(wide.isDiagonal && wide.transposed.isDiagonal && wide.diagonal == [3, 3])
    #expect(!Matrix(2, 4) { $1 == 3 ? 1 : 0 }.isLowerTriangular)
  }

  @Test func roundingGivesFloats() {
    let matrix = Matrix(1, 3) { [0.1, 1e300, -0.0][$1 + $0] }
    let rounded = matrix.rounded(to: .float32)
    #expect(rounded.elements[0] == Double(Float(0.1)))
    #expect(rounded.elements[1] == .infinity)
    #expect(rounded.elements[2].sign == .minus)
    #expect(matrix.rounded(to: .float64) == matrix)
    #expect(rounded.rounded(to: .float32) == rounded)
  }

  @Test func statisticsOfKnownEntries() {
    let matrix = Matrix(rows: 2, columns: 2, elements: [1, -2, 3, 6])
    #expect(matrix.mean == 2)
    #expect(matrix.standardDeviation == 8.5.squareRoot())
    #expect(matrix.frobeniusNorm == 50.0.squareRoot())
    #expect(matrix.largestMagnitude == 6)
  }

  @Test(arguments: [0x1p-1060, 1e-200, 1, 1e200, 1e307])
  func statisticsScaleWithTheEntries(factor: Double) {
    let matrix = Matrix(rows: 1, columns: 4, elements: [1, -2, 3, 6]).map { $0 * factor }
    // Subnormal entries have fewer digits.
    let slack = max(1e-15, 0x1p-1074 / factor)
    #expect((matrix.mean / factor - 2).magnitude <= 10 * slack)
    #expect((matrix.standardDeviation / factor - 8.5.squareRoot()).magnitude <= 10 * slack)
    #expect((matrix.frobeniusNorm / factor - 50.0.squareRoot()).magnitude <= 10 * slack)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteShows(entry: Double) {
    var matrix = Matrix.identity(3)
    #expect(matrix.isFinite)
    matrix[1, 2] = entry
    #expect(!matrix.isFinite)
    #expect(!matrix.mean.isFinite && !matrix.frobeniusNorm.isFinite)
    #expect(matrix.standardDeviation.isNaN)
  }

  @Test func precisionsAreThoseOfIEEE() {
    #expect(Precision.float32.bytes == 4 && Precision.float64.bytes == 8)
    #expect(Precision.float32.largest == 0x1.fffffep127 && Precision.float32.smallest == 0x1p-126)
    #expect(Precision.float64.largest == 0x1.fffffffffffffp1023)
    #expect(Precision.float64.smallest == 0x1p-1022)
    #expect(Float.precision == .float32 && Double.precision == .float64)
  }
}
