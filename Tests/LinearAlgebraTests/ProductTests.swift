import LinearAlgebra
import Testing

/// A packed product is the sum in the order of k, each step fused, whatever it is shared among.
@Suite struct ProductTests {
  static let shapes = [(1, 1), (1, 5), (63, 10), (64, 64), (65, 3), (150, 77), (200, 1)]

  @Test(arguments: shapes, [1, 2, 3, 4, 5, 7, 8, 13])
  func productsAccumulateInOrder(shape: (rows: Int, columns: Int), batch: Int) {
    checkOrder(shape.rows, shape.columns, batch, Float.self)
    checkOrder(shape.rows, shape.columns, batch, Double.self)
  }

  @Test(arguments: shapes)
  func aTransposeIsPackedAsOne(shape: (rows: Int, columns: Int)) {
    let matrix = randomMatrix(shape.rows, shape.columns)
    let x = numbers(3 * shape.rows, Float.self)
    var one = numbers(3 * shape.columns, Float.self)
    var other = one
    PackedMatrix(transposing: matrix).accumulate(x, batch: 3, into: &one, threads: 1)
    PackedMatrix(matrix.transposed).accumulate(x, batch: 3, into: &other, threads: 1)
    #expect(one == other)
  }

  @Test(arguments: [2, 3, 4, 16])
  func threadsDoNotChangeBits(threads: Int) {
    // Eleven panels, enough work for seven threads.
    let packed = PackedMatrix<Float>(randomMatrix(700, 600))
    let x = numbers(9 * 600, Float.self)
    var alone = numbers(9 * 700, Float.self)
    var shared = alone
    packed.accumulate(x, batch: 9, into: &alone, threads: 1)
    packed.accumulate(x, batch: 9, into: &shared, threads: threads)
    #expect(alone == shared)
  }

  @Test func aPartOfALargerArrayIsRead() {
    let packed = PackedMatrix<Double>(randomMatrix(20, 6))
    let x = numbers(30, Double.self)
    var (part, copy) = ([Double](repeating: 0, count: 40), [Double](repeating: 0, count: 40))
    packed.accumulate(x[7..<19], batch: 2, into: &part, threads: 1)
    packed.accumulate(Array(x[7..<19]), batch: 2, into: &copy, threads: 1)
    #expect(part == copy)
  }

  @Test func whatIsNotFiniteStaysInItsRow() {
    var matrix = Matrix.identity(70)
    matrix[3, 3] = .infinity
    var y = [Float](repeating: 0, count: 70)
    let ones = [Float](repeating: 1, count: 70)
    PackedMatrix(matrix).accumulate(ones, batch: 1, into: &y, threads: 1)
    #expect(y.indices.allSatisfy { y[$0].isFinite == ($0 != 3) })
  }

  @Test func anEmptyBatchAndAnEmptyMatrixAreFine() {
    var none: [Float] = []
    PackedMatrix<Float>(.identity(3)).accumulate([], batch: 0, into: &none, threads: 2)
    var y: [Float] = [1, 2]
    PackedMatrix<Float>(Matrix(rows: 2, columns: 0, elements: []))
      .accumulate([], batch: 1, into: &y, threads: 2)
    #expect(y == [1, 2])
  }

  private func checkOrder<Scalar: ExactScalar>(
    _ rows: Int, _ columns: Int, _ batch: Int, _: Scalar.Type
  ) {
    let matrix = randomMatrix(rows, columns)
    let x = numbers(batch * columns, Scalar.self)
    let start = numbers(batch * rows, Scalar.self)
    var y = start
    PackedMatrix(matrix).accumulate(x, batch: batch, into: &y, threads: 1)
    let expected = (0..<batch * rows).map { index in
      (0..<columns).reduce(start[index]) { sum, k in
        sum.addingProduct(Scalar(matrix[index % rows, k]), x[index / rows * columns + k])
      }
    }
    #expect(y == expected)
  }

  private func numbers<Scalar: ExactScalar>(_ count: Int, _: Scalar.Type) -> [Scalar] {
    RandomNumbers.normals(seed: 2, stream: 0, draw: 0, first: 0, count: count).map { Scalar($0) }
  }
}

/// A matrix of independent standard normal entries.
func randomMatrix(_ rows: Int, _ columns: Int, draw: UInt32 = 0) -> Matrix {
  Matrix(
    rows: rows, columns: columns,
    elements: RandomNumbers.normals(
      seed: 3, stream: 1, draw: draw, first: 0, count: rows * columns))
}
