import LinearAlgebra
import Numerics
import Synchronization
import Testing

@Suite struct LeadingValuesTests {
  @Test(arguments: 0..<24 as Range<UInt32>)
  func theIterationFindsTheLargestOfAll(draw: UInt32) throws {
    let matrix = randomMatrix(256, 256, draw: draw)
    let radius = try matrix.spectralRadius(.never)
    #expect(radius.method == .iteration)
    let largest = try #require(matrix.eigenvalues(.never).first).length
    // An eigenvalue at the edge moves by its condition number, some √n, times the residual.
    #expect((radius.value - largest).magnitude < 100 * max(radius.residual, 1e-14) * largest)
    let norm = try matrix.spectralNorm(.never)
    #expect(norm.method == .iteration)
    let stretch = try #require(matrix.singularValues(.never).first)
    #expect((norm.value - stretch).magnitude < 2 * max(norm.residual, 1e-14) * stretch)
  }

  @Test(arguments: [(300, 400), (400, 300)])
  func theNormOfARectangleToo(rows: Int, columns: Int) throws {
    let matrix = randomMatrix(rows, columns)
    let norm = try matrix.spectralNorm(.never)
    #expect(norm.method == .iteration)
    #expect((norm.value - (try matrix.singularValues(.never)[0])).magnitude < 1e-12 * norm.value)
  }

  @Test(arguments: [1e-300, 1e300])
  func extremeEntriesScaleTheLargestValues(factor: Double) throws {
    for size in [20, 300] {
      let matrix = randomMatrix(size, size)
      let scaled = matrix.map { factor * $0 }
      let (plain, other) = (
        try matrix.spectralRadius(.never).value, try scaled.spectralRadius(.never).value
      )
      #expect((plain - other / factor).magnitude < 1e-12 * plain)
      let (norm, otherNorm) = (
        try matrix.spectralNorm(.never).value, try scaled.spectralNorm(.never).value
      )
      #expect((norm - otherNorm / factor).magnitude < 1e-12 * norm)
    }
  }

  @Test func whatDoesNotConvergeIsLeftToLapack() throws {
    // Two rings joined by one entry: 300 moduli that are nearly equal, and no structure.
    let ring = Matrix(300, 300) { row, column in
      (row + 1) % 300 == column ? 1 : row == 100 && column == 5 ? 1e-3 : 0
    }
    let radius = try ring.spectralRadius(.never)
    #expect(radius.method == .decomposition)
    #expect((radius.value - (try ring.eigenvalues(.never)[0]).length).magnitude < 1e-12)
  }

  @Test func aRequestStopsTheIteration() {
    let matrix = randomMatrix(400, 400)
    for answer in [Matrix.spectralRadius, Matrix.spectralNorm] {
      // Asked once a product, of which there are some hundred.
      let polls = Mutex(0)
      let request = Interruption {
        polls.withLock {
          $0 += 1
          return $0 > 30
        }
      }
      #expect(throws: LinearAlgebraError.interrupted) { try answer(matrix)(request) }
      #expect(polls.withLock { $0 } == 31)
    }
  }

  @Test func severalThreadsMayAskAtOnce() async throws {
    let matrix = randomMatrix(256, 256)
    let alone = try matrix.spectralRadius(.never)
    let together = try await withThrowingTaskGroup(of: LeadingValue.self) { group in
      for _ in 0..<4 { group.addTask { try matrix.spectralRadius(.never) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(together.allSatisfy { $0 == alone })
  }

  @Test func whatHasNoLeadingValueSaysWhy() {
    #expect(throws: LinearAlgebraError.notSquare(rows: 2, columns: 3)) {
      try Matrix(2, 3) { Double($0 + $1) }.spectralRadius(.never)
    }
    let broken = Matrix(repeating: .nan, rows: 2, columns: 2)
    #expect(throws: LinearAlgebraError.notFinite) { try broken.spectralRadius(.never) }
    #expect(throws: LinearAlgebraError.notFinite) { try broken.spectralNorm(.never) }
  }
}
