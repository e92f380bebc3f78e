import LinearAlgebra
import Numerics
import Testing

@Suite struct ModesTests {
  @Test(arguments: [5, 40, 300])
  func theyAreEigenvectorsOnBothSides(size: Int) throws {
    for draw in 0..<4 as Range<UInt32> {
      let matrix = randomMatrix(size, size, draw: draw)
      let modes = try matrix.modes(above: 1 - 1e-9, .never)
      let largest = try #require(matrix.eigenvalues(.never).first)
      #expect((modes[0].eigenvalue - largest).length < 1e-10 * largest.length)
      #expect(modes.count == (largest.imaginary == 0 ? 1 : 2))
      for mode in modes {
        let slack = 1e-10 * largest.length
        #expect(distance(image(mode.right, of: matrix), mode.right, mode.eigenvalue) < slack)
        let conjugate = mode.left.map(\.conjugate)
        let left = image(conjugate, of: matrix.transposed)
        #expect(distance(left, conjugate, mode.eigenvalue) < slack)
        #expect((mode.right.reduce(0) { $0 + $1.lengthSquared } - 1).magnitude < 1e-12)
      }
    }
  }

  @Test func aSymmetricMatrixHasOneDirectionForBoth() throws {
    let matrix = Matrix(rows: 2, columns: 2, elements: [2, 1, 1, 2])
    let mode = try #require(matrix.modes(above: 0.9, .never).first)
    #expect((mode.eigenvalue - Complex(3)).length < 1e-14)
    #expect((mode.overlap - 1).magnitude < 1e-14)
    #expect((mode.share(of: [1, 1]).length - 2.0.squareRoot()).magnitude < 1e-14)
    #expect(mode.share(of: [1, -1]).length < 1e-14)
  }

  @Test func theAmplitudePredictsWhatPowersDo() throws {
    // For [[2, 1], [0, 1]]: right (1, 0), left (1, 1)/√2, so W^k (0, 1) → 2^k (1, 0).
    let matrix = Matrix(rows: 2, columns: 2, elements: [2, 1, 0, 1])
    let mode = try #require(matrix.modes(above: 0.9, .never).first)
    #expect((mode.share(of: [0, 1]).length - 1).magnitude < 1e-14)
    #expect((1 / mode.overlap - 2.0.squareRoot()).magnitude < 1e-14)
  }

  @Test func theSharesOfAVectorAddUpToItsImages() throws {
    // W³ x = Σ share · λ³ · right, over all modes.
    let matrix = randomMatrix(12, 12)
    let start = randomMatrix(12, 1, draw: 7)
    var image = start
    for _ in 0..<3 { image = try matrix.times(image, .never) }
    let modes = try matrix.modes(above: 0, .never)
    for row in 0..<12 {
      let sum = modes.reduce(Complex<Double>.zero) { total, mode in
        let cube = mode.eigenvalue * mode.eigenvalue * mode.eigenvalue
        return total + mode.share(of: start.elements) * cube * mode.right[row]
      }
      #expect((sum - Complex(image[row, 0])).length < 1e-10 * image.largestMagnitude)
    }
  }

  @Test func aDefectiveEigenvalueHasNoModeOfItsOwn() throws {
    let jordan = Matrix(rows: 2, columns: 2, elements: [1, 1, 0, 1])
    #expect(try jordan.modes(above: 0.9, .never).allSatisfy { $0.overlap < 1e-7 })
    #expect(try Matrix(repeating: 0, rows: 3, columns: 3).modes(above: 0.9, .never).isEmpty)
    #expect(throws: LinearAlgebraError.notSquare(rows: 2, columns: 3)) {
      try Matrix(2, 3) { Double($0 + $1) }.modes(above: 0.9, .never)
    }
  }

  private func image(_ vector: [Complex<Double>], of matrix: Matrix) -> [Complex<Double>] {
    (0..<matrix.rows).map { row in
      vector.indices.reduce(.zero) { $0 + vector[$1] * Complex(matrix[row, $1]) }
    }
  }

  private func distance(
    _ image: [Complex<Double>], _ vector: [Complex<Double>], _ value: Complex<Double>
  ) -> Double {
    zip(image, vector).map { ($0 - value * $1).length }.max() ?? 0
  }
}
