import Foundation
import LinearAlgebra
import Networks
import Testing

/// Laws that hold for every member of the list, so that a new initialiser is tested by being listed.
@Suite struct InitializerLaws {
  /// A large and an odd square, and for those schemes that make them a wide and a tall shape.
  static let shapes = [Shape(96, 96), Shape(33, 33), Shape(40, 120), Shape(120, 40), Shape(64, 1)]

  @Test(arguments: initializers.map { $0.init() }, shapes)
  func momentsAreThoseOfTheLaw(_ initializer: any Initializer, shape: Shape) throws {
    guard initializer.takes(shape), initializer.law(for: shape).deviation.isFinite else { return }
    // Each draw against its own law, which knows the factor where the draw was scaled.
    let draws = try (0..<32).map { try draw(initializer, shape, number: $0) }
    expectZero(draws.map { $0.matrix.mean - $0.law.mean }, draws[0].law)
    expectZero(
      draws.map { draw in
        Moments(draw.matrix.elements[...]).meanSquare - draw.law.mean * draw.law.mean
          - draw.law.deviation * draw.law.deviation
      }, draws[0].law)
  }

  /// Numbers whose mean is zero, to within five of their own standard errors and rounding.
  private func expectZero(_ numbers: [Double], _ law: Law) {
    let moments = Moments(numbers[...])
    let error = (moments.variance / Double(numbers.count - 1)).squareRoot()
    let scale = max(law.deviation, law.mean.magnitude)
    #expect(moments.mean.magnitude <= 5 * error + 1e-13 * max(scale, scale * scale))
  }

  @Test(arguments: initializers.map { $0.init() })
  func theSameStreamGivesTheSameBits(_ initializer: any Initializer) throws {
    let shape = initializer.takes(Shape(33, 20)) ? Shape(33, 20) : Shape(20, 20)
    let (one, other) = (try draw(initializer, shape), try draw(initializer, shape))
    #expect(one.matrix == other.matrix && one.factor == other.factor)
    #expect(one.matrix.isFinite)
  }

  @Test(arguments: initializers.map { $0.init() })
  func theEmptyNameIsNobodys(_ initializer: any Initializer) {
    let names = names(of: initializer)
    #expect(!names.contains(""))
    #expect(Set(names).count == names.count)
  }

  @Test func everyNameLeadsToOneScheme() {
    var all: [String] = []
    for type in initializers { all += names(of: type.init()) }
    #expect(Set(all).count == all.count)
  }

  @Test func everyFileOfTheFolderIsListed() throws {
    let shared = ["Initializer", "VarianceScaling", "SparseScheme"]
    let listed = Set(initializers.map { "\($0)" })
    for file in try sourceFiles(in: "Networks/Initializers") where !shared.contains(file) {
      #expect(listed.contains(file), "\(file) is not in the list in Initializer.swift")
    }
  }

  @Test func theMapShowsAnInitialiserAsItIs() throws {
    let map = try String(contentsOf: sources.appending(path: "README.md"), encoding: .utf8)
    #expect(map.contains("```swift\n\(try source("Networks/Initializers/TorchLinear"))```"))
  }

  @Test func drawsAreIndependentOfEachOther() throws {
    let shape = Shape(128, 128)
    let first = try draw(Xavier(), shape, number: 0).matrix
    let second = try draw(Xavier(), shape, number: 1).matrix
    let other = try draw(Xavier(), shape, name: "Wxh").matrix
    #expect(correlation(first, second).magnitude < 5.0 / 128)
    #expect(correlation(first, other).magnitude < 5.0 / 128)
  }

  @Test func orthogonalHasOrthonormalColumnsOrRows() throws {
    for shape in [Shape(60, 60), Shape(60, 25), Shape(25, 60)] {
      let matrix = try draw(Orthogonal(), shape).matrix
      let tall = shape.rows >= shape.columns ? matrix : matrix.transposed
      #expect(largestDeparture(fromOrthonormal: tall) < 1e-13 * 60)
    }
  }

  @Test(arguments: ["orthogonal", "henaff", "cayley", "permutation", "block-rotation", "ring"])
  func anOrthogonalSchemeIsOrthogonal(name: String) throws {
    for n in [1, 2, 7, 128] {
      let found = try #require(initializer(named: name))
      let matrix = try draw(found, Shape(n, n)).matrix
      #expect(largestDeparture(fromOrthonormal: matrix) < 1e-13 * Double(n))
    }
  }

  @Test func orthogonalIsUniformOverRotationsAndReflections() throws {
    // E[tr Q] = 0 and E[(tr Q)²] = 1, which has the variance 2 (Diaconis and Shahshahani 1994);
    // without the signs of R, the mean of the trace is −2.4 and that of its square 6.25.
    let traces = try (0..<4000).map { number in
      try draw(Orthogonal(), Shape(16, 16), number: number).matrix.diagonal.reduce(0, +)
    }
    let error = 1 / 4000.0.squareRoot()
    #expect(Moments(traces[...]).mean.magnitude < 4 * error)
    #expect((Moments(traces[...]).meanSquare - 1).magnitude < 4 * 2.0.squareRoot() * error)
  }

  @Test(arguments: initializers.map { $0.init() })
  func anInterruptedDrawThrows(_ initializer: any Initializer) {
    #expect(throws: DrawingError.interrupted) {
      try initializer.draw(
        Shape(32, 32), from: RandomStream(seed: 1, name: "Whh", draw: 0), Interruption { true })
    }
  }

  private func draw(
    _ initializer: any Initializer, _ shape: Shape, name: String = "Whh", number: UInt32 = 0
  ) throws -> Draw {
    try initializer.draw(shape, from: RandomStream(seed: 5, name: name, draw: number), .never)
  }

  /// max |QᵀQ − I|.
  private func largestDeparture(fromOrthonormal matrix: Matrix) -> Double {
    let columns = matrix.transposed
    let packed = PackedMatrix<Double>(columns)
    var products = [Double](repeating: 0, count: matrix.columns * matrix.columns)
    packed.accumulate(columns.elements, batch: matrix.columns, into: &products, threads: 1)
    let identity = Matrix.identity(matrix.columns).elements
    return zip(products, identity).map { ($0 - $1).magnitude }.max() ?? 0
  }

  private func names<Law: Initializer>(of _: Law) -> [String] {
    [Law.card.name] + Law.card.synonyms.map(\.name)
  }

  private func correlation(_ one: Matrix, _ other: Matrix) -> Double {
    let products = zip(one.elements, other.elements).map(*).reduce(0, +)
    return products / (one.frobeniusNorm * other.frobeniusNorm)
  }
}

extension Initializer {
  /// Whether a matrix of this shape can be drawn.
  func takes(_ shape: Shape) -> Bool {
    do { try check(shape) } catch { return false }
    return true
  }
}

/// The names of the Swift files in a folder of Sources.
func sourceFiles(in folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: sources.appending(path: folder).path())
    .filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
}

/// The text of a Swift file of Sources.
func source(_ file: String) throws -> String {
  try String(contentsOf: sources.appending(path: "\(file).swift"), encoding: .utf8)
}

private let sources = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../Sources")
