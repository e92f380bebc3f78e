import LinearAlgebra
import Numerics
import Testing

@Suite struct EigenvaluesTests {
  @Test func aRotationTurnsByItsAngle() throws {
    let rotation = Matrix(rows: 2, columns: 2, elements: [0, 1, -1, 0])
    #expect(try rotation.eigenvalues(.never) == [Complex(0, 1), Complex(0, -1)])
  }

  @Test func oneNumberIsItsOwnEigenvalue() throws {
    #expect(try Matrix(repeating: -3, rows: 1, columns: 1).eigenvalues(.never) == [Complex(-3)])
  }

  @Test func aTriangularMatrixShowsItsEigenvalues() throws {
    let diagonal = [1e300, 0.1, -0.3, 0, 1e-300]
    let upper = Matrix(5, 5) { $0 == $1 ? diagonal[$0] : $0 < $1 ? 1e9 : 0 }
    let expected = [1e300, -0.3, 0.1, 1e-300, 0].map { Complex($0) }
    #expect(try upper.eigenvalues(.never) == expected)
    #expect(try upper.transposed.eigenvalues(.never) == expected)
  }

  @Test func equalModuliAreOrderedByRealThenImaginaryPart() throws {
    // The permutation of four in a cycle: its eigenvalues are 1, i, −1, −i.
    let cycle = Matrix(4, 4) { ($0 + 1) % 4 == $1 ? 1 : 0 }
    let rounded = try cycle.eigenvalues(.never).map {
      Complex($0.real.rounded(), $0.imaginary.rounded())
    }
    #expect(Set(rounded) == [Complex(1), Complex(0, 1), Complex(0, -1), Complex(-1)])
    let signs = try Matrix(4, 4) { $0 == $1 ? [-2, 2, 2, -2][$0] : 0 }.eigenvalues(.never)
    #expect(signs.map(\.real) == [2, 2, -2, -2])
  }

  @Test(arguments: [3, 16, 65, 130])
  func aCirculantMatrixHasTheTransformOfItsFirstRow(size: Int) throws {
    let row = RandomNumbers.normals(seed: 6, stream: 0, draw: 0, first: 0, count: size)
    let matrix = Matrix(size, size) { row[($1 - $0 + size) % size] }
    var left = try matrix.eigenvalues(.never)
    // A normal matrix: each eigenvalue is within a few n·ε·‖W‖ of its own.
    let slack = 30 * Double(size) * 0x1p-53 * matrix.frobeniusNorm
    for frequency in 0..<size {
      let transform = row.indices.reduce(Complex<Double>.zero) { sum, index in
        let angle = 2 * Double.pi * Double(frequency * index % size) / Double(size)
        return sum + Complex(length: 1, phase: angle) * Complex(row[index])
      }
      let distances = left.map { ($0 - transform).length }
      let nearest = try #require(distances.indices.min { distances[$0] < distances[$1] })
      #expect((left.remove(at: nearest) - transform).length < slack)
    }
  }

  @Test(arguments: [2, 5, 64, 65, 100])
  func theTraceIsTheSumAndConjugatesComeInPairs(size: Int) throws {
    let matrix = randomMatrix(size, size)
    let eigenvalues = try matrix.eigenvalues(.never)
    let sum = eigenvalues.reduce(.zero, +)
    let slack = 30 * Double(size) * 0x1p-53 * matrix.frobeniusNorm
    #expect((sum.real - matrix.diagonal.reduce(0, +)).magnitude < slack)
    #expect(sum.imaginary == 0)
    #expect(Set(eigenvalues) == Set(eigenvalues.map(\.conjugate)))
    #expect(eigenvalues.count == size)
    let lengths = eigenvalues.map(\.length)
    #expect(lengths == lengths.sorted(by: >))
  }

  @Test(arguments: [4, 30, 80])
  func eigenvaluesMakeTheMatrixNearlySingular(size: Int) throws {
    // σ_min(W − λ), by the real matrix [[W − a, b], [−b, W − a]] for λ = a + bi: the backward
    // error.
    let matrix = randomMatrix(size, size, draw: 1)
    let norm = try #require(matrix.singularValues(.never).first)
    for eigenvalue in try matrix.eigenvalues(.never).prefix(12) {
      let shifted = Matrix(2 * size, 2 * size) { row, column in
        let entry = (row % size == column % size) ? 1.0 : 0
        guard (row < size) == (column < size) else {
          return (row < size ? 1 : -1) * entry * eigenvalue.imaginary
        }
        return matrix[row % size, column % size] - entry * eigenvalue.real
      }
      let smallest = try #require(shifted.singularValues(.never).last)
      #expect(smallest < 30 * Double(size) * 0x1p-53 * norm)
    }
  }

  @Test(arguments: [1e-300, 1e300])
  func extremeEntriesScaleTheEigenvalues(factor: Double) throws {
    let matrix = randomMatrix(20, 20)
    let (plain, scaled) = (
      try matrix.eigenvalues(.never), try matrix.map { $0 * factor }.eigenvalues(.never)
    )
    for (one, other) in zip(plain, scaled) {
      #expect((one.length - other.length / factor).magnitude < 1e-12 * one.length)
    }
  }

  @Test func theNilpotentBlockIsAllZero() throws {
    let block = Matrix(6, 6) { $0 + 1 == $1 ? 1 : 0 }
    #expect(try block.eigenvalues(.never).allSatisfy { $0 == .zero })
  }

  @Test func whatHasNoEigenvaluesSaysWhy() {
    #expect(throws: LinearAlgebraError.notSquare(rows: 2, columns: 3)) {
      try Matrix(2, 3) { Double($0 + $1) }.eigenvalues(.never)
    }
    for entry in [Double.nan, .infinity] {
      var matrix = Matrix.identity(3)
      matrix[2, 0] = entry
      #expect(throws: LinearAlgebraError.notFinite) { try matrix.eigenvalues(.never) }
      #expect(throws: LinearAlgebraError.notFinite) { try matrix.singularValues(.never) }
    }
  }

  @Test func anEmptyMatrixHasNone() throws {
    let empty = Matrix(rows: 0, columns: 0, elements: [])
    #expect(try empty.eigenvalues(.never).isEmpty)
    #expect(try empty.singularValues(.never).isEmpty)
  }
}
