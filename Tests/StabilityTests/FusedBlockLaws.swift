import LinearAlgebra
import Networks
import Stability
import Testing

/// What is true of a gate's block of a matrix that was drawn as one for all gates.
@Suite struct FusedBlockLaws {
  /// Gates, then what was measured with NumPy for n = 512: σ_max and ρ of one draw.
  static let measured = [(4, 0.8617, 0.528), (3, 0.937, 0.604)]

  @Test(arguments: measured)
  func aGateOfAnOrthogonalMatrixContracts(_ count: Int, _ norm: Double, _ radius: Double) throws {
    let shape = Shape(512, 512)
    let block = FusedBlock(Orthogonal(), index: 1, of: count)
    let stream = RandomStream(seed: 1, name: "Whh", draw: 0)
    let drawn = try block.draw(shape, from: stream, .never)
    let spectrum = try Spectrum(drawn.matrix, .never)
    let found = try #require(spectrum.spectralRadius)
    // Edges of a spectrum move by some n^(−2/3) of themselves from draw to draw.
    let spread = 1.0 / 64
    #expect((spectrum.spectralNorm / norm - 1).magnitude < spread)
    #expect((found / radius - 1).magnitude < 3 * spread)
    let prediction = try #require(drawn.law.prediction(for: shape))
    #expect((spectrum.spectralNorm / (try #require(prediction.norm)) - 1).magnitude < spread)
    // The outermost eigenvalue lies outside of its disc by some √(ln n/n).
    let excess = found / (try #require(prediction.radius)) - 1
    #expect((0...0.11).contains(excess))
    #expect(prediction.radiusBasis == .limit)
  }

  @Test(arguments: [1, 2, 3, 4])
  func theEdgesAreThoseOfATruncatedRotation(_ count: Int) throws {
    let shape = Shape(30, 30)
    let law = FusedBlock(Orthogonal().twice, index: 0, of: count).law(for: shape)
    let prediction = try #require(law.prediction(for: shape))
    let share = 1 / Double(count)
    #expect(try #require(prediction.radius) == 2 * share.squareRoot())
    let norm = count == 1 ? 1 : (4 * share * (1 - share)).squareRoot()
    #expect((try #require(prediction.norm) - 2 * norm).magnitude < 1e-15)
    #expect((law.deviation - 2 * (share / 30).squareRoot()).magnitude < 1e-15)
    #expect(law.formula.contains("rows of one \(30 * count) × 30"))
  }

  /// 400 draws: the mean of ‖W‖ is known to 1/20 of its spread, and its variance to √(2/400).
  @Test(arguments: [2, 3, 4])
  func theNormOfABlockVariesAsPredicted(_ count: Int) throws {
    let shape = Shape(6, 6)
    let block = FusedBlock(Orthogonal(), index: 0, of: count)
    let predicted = MatrixPrediction(block.law(for: shape), shape)
    let norm = try #require(predicted.frobeniusNorm)
    let spread = try #require(norm.spread)
    let norms = try (0..<400).map { draw in
      let stream = RandomStream(seed: 1, name: "Whh", draw: UInt32(draw))
      return try block.matrix(shape, from: stream, .never).frobeniusNorm
    }
    let mean = norms.reduce(0, +) / 400
    let variance = norms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 400
    #expect((mean - norm.value).magnitude < 4 * spread / 20)
    #expect((variance / (spread * spread) - 1).magnitude < 4 * (2.0 / 400).squareRoot())
    let root = try #require(predicted.rmsSingularValue)
    #expect((root.value * 6.0.squareRoot() / norm.value - 1).magnitude < 1e-14)
  }

  @Test func aGateOfAFusedGlorotKernelHasTheFansOfAll() throws {
    // 2/(n + 4n) for n inputs: g = √(2/5) and not 1.
    let shape = Shape(200, 200)
    let block = FusedBlock(Glorot(), index: 3, of: 4)
    let law = block.law(for: shape)
    #expect((law.deviation * 200.0.squareRoot() - 0.4.squareRoot()).magnitude < 1e-14)
    #expect(law.obeysCircularLaw)
    #expect(law.prediction(for: shape)?.radius == law.deviation * 200.0.squareRoot())
    let stream = RandomStream(seed: 3, name: "Wxh", draw: 0)
    let matrix = try block.matrix(shape, from: stream, .never)
    // The deviation of a uniform number, from 40000 of them, has a relative spread of √(1/5)/200.
    #expect((matrix.standardDeviation / law.deviation - 1).magnitude < 4 * 0.2.squareRoot() / 200)
  }

  @Test func theBlocksAreTheRowsOfTheWhole() throws {
    let shape = Shape(6, 5)
    let stream = RandomStream(seed: 2, name: "Whh", draw: 3)
    let whole = try Orthogonal().matrix(Shape(18, 5), from: stream, .never)
    let blocks = try (0..<3).map {
      try FusedBlock(Orthogonal(), index: $0, of: 3).matrix(shape, from: stream, .never)
    }
    #expect(blocks.flatMap(\.elements) == whole.elements)
  }
}

extension Orthogonal {
  fileprivate var twice: Orthogonal {
    var turned = self
    turned.gain = 2
    return turned
  }
}
