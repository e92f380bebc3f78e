import LinearAlgebra
import Networks
import Testing

/// Small structured matrices written out, and what random structures must have.
@Suite struct StructureLaws {
  /// A scheme, and the matrix it must make; the papers draw them with all weights 1.
  struct Known: Sendable, CustomTestStringConvertible {
    let scheme: String
    let knobs: [String: KnobValue]
    let rows: [[Double]]

    var testDescription: String { "\(scheme) \(rows.count)" }
  }

  static let written = [
    Known(scheme: "ring", knobs: [:], rows: [[0, 0, 1], [1, 0, 0], [0, 1, 0]]),
    Known(scheme: "ring", knobs: [:], rows: [[1]]),
    Known(scheme: "line", knobs: [:], rows: [[0, 0, 0], [1, 0, 0], [0, 1, 0]]),
    Known(
      scheme: "chain", knobs: [:], rows: [[0, 1.02, 0], [0, 0, 1.02], [0, 0, 0]]),
    Known(
      scheme: "feedback-chain", knobs: [:], rows: [[0, 0.99, 0], [0.04, 0, 0.99], [0, 0.04, 0]]),
    Known(
      scheme: "delay-feedback", knobs: ["forward": .number(2), "feedback": .number(3)],
      rows: [[0, 3, 0], [2, 0, 3], [0, 2, 0]]),
    Known(
      scheme: "double-cycle", knobs: ["forward": .number(2), "backward": .number(3)],
      rows: [[0, 3, 0, 2], [2, 0, 3, 0], [0, 2, 0, 3], [3, 0, 2, 0]]),
    // Six units with jumps of three: one jump, there and back.
    Known(
      scheme: "cycle-jumps", knobs: ["cycle": .number(2), "jump": .number(3)],
      rows: [
        [0, 0, 0, 3, 0, 2], [2, 0, 0, 0, 0, 0], [0, 2, 0, 0, 0, 0], [3, 0, 2, 0, 0, 0],
        [0, 0, 0, 2, 0, 0], [0, 0, 0, 0, 2, 0],
      ]),
    // Five units with jumps of two: 0–2 and 2–4, and none back to the first.
    Known(
      scheme: "cycle-jumps", knobs: ["cycle": .number(1), "jump": .number(3), "jumps": .number(2)],
      rows: [
        [0, 0, 3, 0, 1], [1, 0, 0, 0, 0], [3, 1, 0, 0, 3], [0, 0, 1, 0, 0], [0, 0, 3, 1, 0],
      ]),
    Known(scheme: "identity", knobs: ["gain": .number(2)], rows: [[2, 0], [0, 2]]),
  ]

  @Test(arguments: written)
  func theMatrixIsAsWritten(_ known: Known) throws {
    let found = try #require(initializer(named: known.scheme))
    let scheme = try turned(found, known.knobs.map { (label: $0.key, value: $0.value) })
    let size = known.rows.count
    let expected = Matrix(size, size) { known.rows[$0][$1] }
    #expect(try draw(scheme, size) == expected)
  }

  @Test func aPermutationHasOneEntryInEachRowAndColumn() throws {
    // Over 2000 draws of 6 each unit is sent anywhere equally often: 2000/6 ± 16.7.
    var counts = [Double](repeating: 0, count: 36)
    for number in 0..<2000 {
      let matrix = try draw(Permutation(), 6, number: UInt32(number))
      for (index, entry) in matrix.elements.enumerated() { counts[index] += entry }
      #expect((0..<6).allSatisfy { row in (0..<6).count { matrix[row, $0] == 1 } == 1 })
      #expect((0..<6).allSatisfy { column in (0..<6).count { matrix[$0, column] == 1 } == 1 })
    }
    #expect(counts.allSatisfy { ($0 - 2000.0 / 6).magnitude < 5 * 16.7 })
  }

  @Test func sparseHasTheZerosOfTorchInEachColumn() throws {
    var scheme = Sparse()
    scheme.sparsity = 0.3
    let matrix = try scheme.matrix(
      Shape(21, 9), from: RandomStream(seed: 1, name: "Whh", draw: 0), .never)
    // ⌈0.3 · 21⌉ = 7.
    for column in 0..<9 { #expect((0..<21).count { matrix[$0, column] == 0 } == 7) }
  }

  @Test func martensHasItsDegreeInEachRow() throws {
    let matrix = try draw(Martens(), 40)
    for row in 0..<40 { #expect((0..<40).count { matrix[row, $0] != 0 } == 15) }
  }

  @Test func aSmallWorldKeepsItsDegreeAndMovesSomeConnections() throws {
    let (n, degree) = (200, 4)
    let matrix = try draw(SmallWorld(), n)
    var moved = 0
    for row in 0..<n {
      let sources = (0..<n).filter { matrix[row, $0] != 0 }
      #expect(sources.count == degree && !sources.contains(row))
      moved += sources.count { min(($0 - row + n) % n, (row - $0 + n) % n) > degree / 2 }
    }
    // 800 connections, a tenth of them moved, and hardly one back among the neighbours.
    #expect((Double(moved) - 80).magnitude < 5 * 72.0.squareRoot())
  }

  @Test func aClusterIsDenseInsideOnly() throws {
    var scheme = Cluster()
    (scheme.clusters, scheme.inside, scheme.between) = (4, 1, 0)
    let matrix = try draw(scheme, 10)
    // Groups of 3, 2, 3 and 2 units.
    let groups = [0, 0, 0, 1, 1, 2, 2, 2, 3, 3]
    for row in 0..<10 {
      for column in 0..<10 {
        #expect((matrix[row, column] != 0) == (groups[row] == groups[column]))
      }
    }
  }

  @Test func daleHasOneSignInEachColumn() throws {
    let matrix = try draw(Dale(), 50)
    for column in 0..<50 {
      #expect((0..<50).allSatisfy { (matrix[$0, column] > 0) == (column < 40) })
    }
  }

  @Test func symmetryAndBandsAndDiagonals() throws {
    let wigner = try draw(Wigner(), 30)
    #expect(wigner == wigner.transposed)
    let positive = try draw(PositiveRNN(), 30)
    #expect(positive == positive.transposed)
    let toeplitz = try draw(Toeplitz(), 30)
    #expect((1..<30).allSatisfy { toeplitz[$0, $0] == toeplitz[0, 0] })
    #expect((1..<29).allSatisfy { toeplitz[$0 + 1, $0] == toeplitz[1, 0] })
    #expect(Set(toeplitz.elements).count == 59)
    #expect(try draw(LowerTriangular(), 30).isLowerTriangular)
    #expect(try draw(Diagonal(), 30).isDiagonal && draw(IndRNN(), 30).isDiagonal)
    #expect(try draw(ZeroDiagonal(), 30).diagonal.allSatisfy { $0 == 0 })
    var band = Band()
    band.width = 2
    let banded = try draw(band, 30)
    for row in 0..<30 {
      for column in 0..<30 { #expect((banded[row, column] != 0) == (abs(row - column) <= 2)) }
    }
  }

  @Test func cauchyEntriesHaveTheirQuartilesAtTheScale() throws {
    // P(|x| < scale) = ½ for Cauchy's law; 4096 entries, five standard errors.
    let matrix = try draw(HeavyTailed(), 64)
    let inside = matrix.elements.count { $0.magnitude < 1.0 / 64 }
    #expect((Double(inside) - 2048).magnitude < 5 * 32)
    // And P(x > 10 scale) = arccot(10)/π = 0.03173.
    let above = matrix.elements.count { $0 > 10.0 / 64 }
    #expect((Double(above) - 130).magnitude < 5 * 11.2)
  }

  @Test func aRotationTurnsByItsAngle() throws {
    var scheme = BlockRotation()
    (scheme.gain, scheme.angle) = (1.5, 0.7)
    let matrix = try draw(scheme, 5)
    // cos 0.7 and sin 0.7.
    #expect((matrix[0, 0] - 1.5 * 0.764842187284489).magnitude < 1e-15)
    #expect((matrix[1, 0] - 1.5 * 0.644217687237691).magnitude < 1e-15)
    #expect(matrix[0, 1] == -matrix[1, 0] && matrix[4, 4] == 1.5 && matrix[3, 4] == 0)
  }

  private func draw(_ scheme: some Initializer, _ size: Int, number: UInt32 = 0) throws -> Matrix {
    try scheme.matrix(
      Shape(size, size), from: RandomStream(seed: 4, name: "Whh", draw: number), .never)
  }
}
