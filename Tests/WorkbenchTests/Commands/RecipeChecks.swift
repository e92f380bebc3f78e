import LinearAlgebra
import Networks
import Testing
import Workbench

// Draws against the laws that are expected of them; five standard errors are allowed for.

extension RecipeTests {
  /// A network in float64, drawn by the recipe.
  func drawn(_ recipe: KnownRecipe) throws -> Shell {
    let shell = Shell()
    let sizes = "inputs=\(KnownRecipe.inputs) outputs=\(KnownRecipe.outputs)"
    shell.run("set dtype float64; model \(recipe.cell) \(KnownRecipe.units) \(sizes)")
    try #require(shell.run("init all as \(recipe.name)").isEmpty)
    return shell
  }

  func matrix(_ name: String, _ shell: Shell) -> Matrix {
    MatrixName(rawValue: name).flatMap { shell.workspace.weights[$0]?.matrix }
      ?? Matrix(repeating: .nan, rows: 1, columns: 1)
  }

  func bits(_ shell: Shell) -> [String: [UInt64]] {
    Dictionary(
      uniqueKeysWithValues: shell.workspace.weights.map {
        ($0.key.rawValue, $0.value.matrix.elements.map(\.bitPattern))
      })
  }

  func number(_ datum: Datum?) -> Double? {
    if case .number(let number) = datum { return number }
    return nil
  }

  func isNear(_ value: Double, _ expected: Double) -> Bool {
    (value / expected - 1).magnitude < 1e-12
  }

  /// How far Σ WᵀW over the blocks is from I, at most.
  func distanceFromIdentity(_ blocks: [Matrix]) -> Double {
    let size = blocks[0].columns
    var worst = 0.0
    for column in 0..<size {
      for other in 0..<size {
        let product = blocks.reduce(0) { sum, block in
          (0..<block.rows).reduce(sum) { $0 + block[$1, column] * block[$1, other] }
        }
        worst = max(worst, (product - (column == other ? 1 : 0)).magnitude)
      }
    }
    return worst
  }

  func check(
    _ matrix: Matrix, _ expectation: KnownRecipe.Expectation, _ name: String, _ shell: Shell
  ) throws {
    switch expectation {
    case .uniform(let bound):
      checkMoments(
        matrix, variance: bound * bound / 3, fourth: bound * bound * bound * bound / 5, name)
      let largest = largestMagnitude(matrix)
      // All of N numbers are below b(1 − 15/N) with probability e^−15.
      #expect(
        largest <= bound && largest > bound * (1 - 15 / Double(matrix.elements.count)), "\(name)")
    case .normal(let deviation):
      let variance = deviation * deviation
      checkMoments(matrix, variance: variance, fourth: 3 * variance * variance, name)
      #expect(largestMagnitude(matrix) > 2.5 * deviation, "\(name)")
    case .truncated(let deviation):
      let variance = deviation * deviation
      checkMoments(matrix, variance: variance, fourth: 3 * variance * variance, name)
      // 0.8796… is the deviation of a standard normal number cut at ±2.
      let cut = 2 * deviation / 0.87962566103423978
      #expect(largestMagnitude(matrix) <= cut * (1 + 1e-12), "\(name)")
      #expect(largestMagnitude(matrix) > 0.97 * cut, "\(name)")
    case .all(let value):
      #expect(matrix.elements.allSatisfy { $0 == value }, "\(name)")
    case .identity:
      #expect(matrix == Matrix(matrix.rows, matrix.columns) { $0 == $1 ? 1 : 0 })
    case .orthogonal:
      #expect(distanceFromIdentity([matrix]) < 1e-13 * Double(matrix.columns), "\(name)")
    case .orthogonalBlock(let count):
      try checkBlock(matrix, of: count, name, shell)
    case .sparse(let degree, let radius):
      for row in 0..<matrix.rows {
        #expect((0..<matrix.columns).count { matrix[row, $0] != 0 } == degree)
      }
      let found = try #require(number(try shell.value("Whh.radius")))
      #expect((found / radius - 1).magnitude < 1e-9)
    }
  }

  private func largestMagnitude(_ matrix: Matrix) -> Double {
    matrix.elements.reduce(0) { max($0, $1.magnitude) }
  }

  private func checkMoments(
    _ matrix: Matrix, variance: Double, fourth: Double, _ name: String
  ) {
    let count = Double(matrix.elements.count)
    let mean = matrix.elements.reduce(0, +) / count
    let square = matrix.elements.reduce(0) { $0 + $1 * $1 } / count
    #expect(mean.magnitude < 5 * (variance / count).squareRoot(), "\(name)")
    let spread = ((fourth - variance * variance) / count).squareRoot()
    #expect((square - variance).magnitude < 5 * spread, "\(name)")
  }

  /// The gates share a matrix with orthonormal columns; n rows of it have ‖W‖² near n/count.
  ///
  /// For p of the N rows and r columns the variance of ‖W‖² is
  /// 2 p r (N − p)(N − r)/(N² (N − 1)(N + 2)), exactly, for a uniform (Haar) matrix.
  private func checkBlock(
    _ matrix: Matrix, of count: Int, _ name: String, _ shell: Shell
  ) throws {
    let family = name.split(separator: ".")[0]
    let gates = count == 4 ? ["i", "f", "g", "o"] : ["r", "z", "n"]
    let blocks = gates.map { self.matrix("\(family).\($0)", shell) }
    let size = Double(matrix.columns)
    #expect(distanceFromIdentity(blocks) < 1e-13 * size * Double(count))
    let whole = size * Double(count)
    let rest = (whole - size) / whole
    let variance = 2 * size * size * rest * rest / ((whole - 1) * (whole + 2))
    let found = try #require(number(try shell.value("\(name).rms_singular_value")))
    let squares = found * found * size
    #expect((squares - size / Double(count)).magnitude < 5 * variance.squareRoot(), "\(name)")
  }
}
