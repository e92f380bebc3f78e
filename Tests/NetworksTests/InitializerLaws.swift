import Foundation
import LinearAlgebra
import Networks
import Testing

/// Laws that hold for every member of the list, so that a new initialiser is tested by being listed.
@Suite struct InitializerLaws {
  static let shapes = [Shape(96, 96), Shape(40, 120), Shape(120, 40), Shape(64, 1)]

  @Test(arguments: initializers.map { $0.init() }, shapes)
  func momentsAreThoseOfTheLaw(_ initializer: any Initializer, shape: Shape) throws {
    let law = initializer.law(for: shape)
    let matrix = try draw(initializer, shape)
    let count = Double(shape.count)
    // Five standard errors of the mean and of the deviation (for at most normal tails).
    let slack =
      law.family == .structured
      ? 1e-12 + 5 * law.deviation / count.squareRoot() : 5 * law.deviation / count.squareRoot()
    #expect((matrix.mean - law.mean).magnitude <= slack)
    #expect((matrix.standardDeviation - law.deviation).magnitude <= slack)
  }

  @Test(arguments: initializers.map { $0.init() })
  func theSameStreamGivesTheSameBits(_ initializer: any Initializer) throws {
    let shape = Shape(33, 20)
    #expect(try draw(initializer, shape) == draw(initializer, shape))
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
    let shared = ["Initializer", "VarianceScaling"]
    let listed = Set(initializers.map { "\($0)" })
    for file in try sourceFiles(in: "Networks/Initializers") where !shared.contains(file) {
      #expect(listed.contains(file), "\(file) is not in the list in Initializer.swift")
    }
  }

  @Test func drawsAreIndependentOfEachOther() throws {
    let shape = Shape(128, 128)
    let first = try draw(Xavier(), shape, number: 0)
    let second = try draw(Xavier(), shape, number: 1)
    let other = try draw(Xavier(), shape, name: "Wxh")
    #expect(correlation(first, second).magnitude < 5.0 / 128)
    #expect(correlation(first, other).magnitude < 5.0 / 128)
  }

  @Test func orthogonalHasOrthonormalColumnsOrRows() throws {
    for shape in [Shape(60, 60), Shape(60, 25), Shape(25, 60)] {
      let matrix = try draw(Orthogonal(), shape)
      let tall = shape.rows >= shape.columns ? matrix : matrix.transposed
      for one in 0..<tall.columns {
        for other in 0...one {
          let product = (0..<tall.rows).reduce(0) { $0 + tall[$1, one] * tall[$1, other] }
          #expect((product - (one == other ? 1 : 0)).magnitude < 1e-13 * 60)
        }
      }
    }
  }

  @Test func anInterruptedDrawThrows() {
    #expect(throws: DrawingError.interrupted) {
      try Xavier().matrix(
        Shape(8, 8), from: RandomStream(seed: 1, name: "Whh", draw: 0), Interruption { true })
    }
  }

  private func draw(
    _ initializer: any Initializer, _ shape: Shape, name: String = "Whh", number: UInt32 = 0
  ) throws -> Matrix {
    try initializer.matrix(
      shape, from: RandomStream(seed: 5, name: name, draw: number), .never)
  }

  private func names<Law: Initializer>(of _: Law) -> [String] {
    [Law.card.name] + Law.card.synonyms.map(\.name)
  }

  private func correlation(_ one: Matrix, _ other: Matrix) -> Double {
    let products = zip(one.elements, other.elements).map(*).reduce(0, +)
    return products / (one.frobeniusNorm * other.frobeniusNorm)
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
