import LinearAlgebra
import Numerics
import Testing

/// Matrices whose structure gives their values away, held to LAPACK's answer for the same matrix
/// after a rotation, which hides the structure.
@Suite struct StructureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let matrix: Matrix
    var testDescription: String { "\(name) of order \(matrix.rows)" }
  }

  static let cases: [Case] = [5, 6, 70].flatMap { n -> [Case] in
    let random = randomMatrix(n, n)
    let shuffled = (0..<n).map { ($0 * 3 + 2) % n }
    let isShuffle = Set(shuffled).count == n
    let order = isShuffle ? shuffled : Array((0..<n).reversed())
    return [
      Case(name: "ring", matrix: Matrix(n, n) { ($0 + 1) % n == $1 ? 1 : 0 }),
      Case(
        name: "negative ring",
        matrix: Matrix(n, n) { ($0 + 1) % n == $1 ? ($0 == 0 ? -0.9 : 0.9) : 0 }),
      Case(name: "weighted ring", matrix: Matrix(n, n) { ($0 + 1) % n == $1 ? random[$0, 0] : 0 }),
      Case(name: "permutation", matrix: Matrix(n, n) { order[$0] == $1 ? random[$0, 1] : 0 }),
      Case(name: "chain", matrix: Matrix(n, n) { $0 + 1 == $1 ? 1.02 : 0 }),
      Case(
        name: "shuffled triangle",
        matrix: Matrix(n, n) {
          order[$0] <= order[$1] ? random[$0, $1] : 0
        }),
      Case(name: "constant", matrix: Matrix(repeating: -0.3, rows: n, columns: n)),
      Case(name: "constant plus identity", matrix: Matrix(n, n) { $0 == $1 ? 1.5 : 0.25 }),
      Case(name: "symmetric", matrix: Matrix(n, n) { random[$0, $1] + random[$1, $0] }),
      Case(name: "antisymmetric", matrix: Matrix(n, n) { random[$0, $1] - random[$1, $0] }),
      Case(name: "two blocks", matrix: Matrix(n, n) { ($0 < 3) == ($1 < 3) ? random[$0, $1] : 0 }),
      Case(name: "block triangle", matrix: Matrix(n, n) { $0 < 3 || $1 >= 3 ? random[$0, $1] : 0 }),
      Case(name: "zero", matrix: Matrix(repeating: 0, rows: n, columns: n)),
    ]
  }

  @Test(arguments: cases)
  func theSpectrumIsThatOfTheMatrixWithItsStructureHidden(_ structured: Case) throws {
    let matrix = structured.matrix
    let hidden = try similar(to: matrix)
    let slack = 1e-13 * Double(matrix.rows) * max(matrix.frobeniusNorm, 1)
    var left = try hidden.eigenvalues(.never)
    let isDefective = structured.name == "chain" || structured.name == "shuffled triangle"
    for value in try matrix.eigenvalues(.never) where !isDefective {
      let distances = left.map { ($0 - value).length }
      let nearest = try #require(distances.indices.min { distances[$0] < distances[$1] })
      #expect((left.remove(at: nearest) - value).length < slack)
    }
    let pairs = zip(try matrix.singularValues(.never), try hidden.singularValues(.never))
    #expect(pairs.allSatisfy { ($0 - $1).magnitude < slack })
  }

  @Test(arguments: cases)
  func theLargestValuesAreThoseOfTheWholeSpectrum(_ structured: Case) throws {
    let matrix = structured.matrix
    let slack = 1e-14 * Double(matrix.rows) * matrix.frobeniusNorm
    let radius = try #require(matrix.eigenvalues(.never).first).length
    #expect((try matrix.spectralRadius(.never).value - radius).magnitude <= slack)
    let norm = try #require(matrix.singularValues(.never).first)
    #expect((try matrix.spectralNorm(.never).value - norm).magnitude <= slack)
  }

  /// Q W Qᵀ for a random orthogonal Q.
  private func similar(to matrix: Matrix) throws -> Matrix {
    let turn = try randomMatrix(matrix.rows, matrix.rows, draw: 9).haarFactor(.never)
    return product(product(turn, matrix), turn.transposed)
  }

  private func product(_ one: Matrix, _ other: Matrix) -> Matrix {
    Matrix(one.rows, other.columns) { row, column in
      (0..<one.columns).reduce(0) { $0 + one[row, $1] * other[$1, column] }
    }
  }

  @Test(arguments: [1, 2, 7, 512])
  func theChainIsNilpotentAndStretchesByItsWeight(size: Int) throws {
    let chain = Matrix(size, size) { $0 + 1 == $1 ? 1.02 : 0 }
    #expect(try chain.eigenvalues(.never).allSatisfy { $0 == .zero })
    #expect(try chain.spectralRadius(.never).value == 0)
    #expect(try chain.spectralNorm(.never).value == (size > 1 ? 1.02 : 0))
  }

  @Test(arguments: [8, 512])
  func aRingHasTheRootsOfUnity(size: Int) throws {
    let ring = Matrix(size, size) { ($0 + 1) % size == $1 ? 0.5 : 0 }
    let values = try ring.eigenvalues(.never)
    #expect(values.allSatisfy { ($0.length - 0.5).magnitude < 1e-15 })
    #expect(
      Set(values).isSuperset(of: [Complex(0.5), Complex(0, 0.5), Complex(0, -0.5), Complex(-0.5)]))
    #expect(Set(values).count == size)
    #expect(try ring.spectralRadius(.never).value == 0.5)
    #expect(try ring.singularValues(.never) == [Double](repeating: 0.5, count: size))
  }

  @Test(arguments: [1e-200, 1, 1e200])
  func aCycleTakesTheRootOfAProductThatNoDoubleHolds(scale: Double) throws {
    let weights = [3, 1, 1, 9].map { $0 * scale }
    let cycle = Matrix(4, 4) { ($0 + 1) % 4 == $1 ? weights[$0] : 0 }
    let radius = try cycle.spectralRadius(.never).value
    #expect((radius / scale - 27.0.squareRoot().squareRoot()).magnitude < 1e-14)
  }

  @Test(arguments: [3, 64, 300])
  func anOrthogonalMatrixHasOneModulus(size: Int) throws {
    let turn = try randomMatrix(size, size).haarFactor(.never).map { 0.9 * $0 }
    let values = try turn.eigenvalues(.never)
    #expect(values.allSatisfy { ($0.length - 0.9).magnitude < 1e-14 })
    #expect(try turn.singularValues(.never).allSatisfy { ($0 - 0.9).magnitude < 1e-14 })
    let radius = try turn.spectralRadius(.never)
    #expect((radius.value - 0.9).magnitude < 1e-14)
    #expect(radius.method == .structure)
    let trace = turn.diagonal.reduce(0, +)
    #expect((values.reduce(0) { $0 + $1.real } - trace).magnitude < 1e-12)
  }

  @Test func anOrthogonalMatrixInFloat32AnswersHowFarItIs() throws {
    let turn = try randomMatrix(300, 300).haarFactor(.never).rounded(to: .float32)
    let radius = try turn.spectralRadius(.never)
    #expect(radius.residual > 0)
    let found = try #require(turn.eigenvalues(.never).first).length
    #expect((radius.value - found).magnitude <= radius.residual)
    #expect((try turn.spectralNorm(.never).value - found).magnitude <= 2 * radius.residual)
  }

  @Test(arguments: [(30, 70), (70, 30)])
  func semiorthogonalAndConstantMatricesMayBeRectangular(rows: Int, columns: Int) throws {
    let tall = try randomMatrix(max(rows, columns), min(rows, columns)).haarFactor(.never)
    let matrix = rows > columns ? tall : tall.transposed
    #expect(try matrix.singularValues(.never).allSatisfy { ($0 - 1).magnitude < 1e-14 })
    let constant = Matrix(repeating: -2, rows: rows, columns: columns)
    let values = try constant.singularValues(.never)
    #expect((values[0] - 2 * 2100.0.squareRoot()).magnitude < 1e-12)
    #expect(values.dropFirst().allSatisfy { $0 == 0 })
  }

  @Test func oneNumberHasItsOwnModulus() throws {
    #expect(try Matrix(repeating: -3, rows: 1, columns: 1).spectralRadius(.never).value == 3)
    #expect(try Matrix(repeating: -3, rows: 1, columns: 1).spectralNorm(.never).value == 3)
    #expect(try Matrix(repeating: 0, rows: 1, columns: 1).spectralRadius(.never).value == 0)
  }
}
