import LinearAlgebra
import Networks
import Numerics
import Testing

/// Draws that are brought to a spectral radius, and the factor that does it.
@Suite struct ScalingLaws {
  static let rescalable = initializers.compactMap { ($0 as? any Rescalable.Type)?.init() }

  private static let stream = RandomStream(seed: 3, name: "Whh", draw: 0)

  /// A size at which the scheme can be drawn and LAPACK finds the eigenvalues.
  private func shape(for scheme: any Rescalable) -> Shape {
    scheme.takes(Shape(8, 8)) ? Shape(8, 8) : Shape(20, 20)
  }

  @Test(arguments: rescalable)
  func theRadiusIsReachedOrTheDrawHasNone(_ scheme: any Rescalable) throws {
    var scaled = scheme
    scaled.scaling.target = 0.9
    let shape = shape(for: scheme)
    if name(of: scheme) == "line" || name(of: scheme) == "chain" {
      #expect(throws: DrawingError.nothingToScale) {
        try scaled.draw(shape, from: Self.stream, .never)
      }
      return
    }
    let draw = try scaled.draw(shape, from: Self.stream, .never)
    let radius = try #require(draw.matrix.eigenvalues(.never).first).length
    #expect((radius / 0.9 - 1).magnitude < 1e-9)
    let prediction = try #require(draw.law.prediction(for: shape))
    #expect(prediction.radius == 0.9 && prediction.radiusBasis == .exact)
    // The law of the draw is that of the unscaled one times the factor.
    let factor = try #require(draw.factor)
    scaled.scaling.target = nil
    let plain = try scaled.draw(shape, from: Self.stream, .never)
    #expect(draw.matrix == plain.matrix.map { factor * $0 })
    #expect(draw.law.deviation == factor * plain.law.deviation || plain.law.deviation.isInfinite)
    #expect(plain.factor == nil)
  }

  @Test(arguments: rescalable)
  func aRecordedFactorIsAppliedAsItStands(_ scheme: any Rescalable) throws {
    guard !["line", "chain"].contains(name(of: scheme)) else { return }
    var scaled = scheme
    scaled.scaling.target = 1.5
    let shape = shape(for: scheme)
    let first = try scaled.draw(shape, from: Self.stream, .never)
    let factor = try #require(first.factor)
    scaled.scaling.factor = factor
    #expect(try scaled.draw(shape, from: Self.stream, .never).matrix == first.matrix)
    // Another machine's last digits are accepted, and are what is applied.
    scaled.scaling.factor = factor * (1 + 1e-12)
    let other = try scaled.draw(shape, from: Self.stream, .never)
    #expect(other.factor == factor * (1 + 1e-12) && other.matrix != first.matrix)
    scaled.scaling.factor = factor * 1.00001
    #expect(throws: DrawingError.self) { try scaled.draw(shape, from: Self.stream, .never) }
  }

  @Test func theLargestEigenvalueOfAPositiveRNNHasItsFactorToo() throws {
    var scheme = PositiveRNN()
    let first = try scheme.draw(Shape(12, 12), from: Self.stream, .never)
    scheme.scaling.factor = first.factor
    #expect(try scheme.draw(Shape(12, 12), from: Self.stream, .never).matrix == first.matrix)
    scheme.scaling.factor = 0.5
    #expect(throws: DrawingError.self) {
      try scheme.draw(Shape(12, 12), from: Self.stream, .never)
    }
  }

  @Test func aFactorWithoutARadiusIsAnError() throws {
    var ring = Ring()
    ring.scaling.factor = 2
    #expect(throws: DrawingError.factorWithoutTarget) {
      try ring.draw(Shape(8, 8), from: Self.stream, .never)
    }
  }

  @Test func whatHasNoCycleHasNoRadius() throws {
    var empty = Reservoir()
    empty.density = 1e-9
    #expect(throws: DrawingError.nothingToScale) {
      try empty.draw(Shape(8, 8), from: Self.stream, .never)
    }
    var strict = LowerTriangular()
    strict.diagonal = .zero
    strict.scaling.target = 1
    #expect(throws: DrawingError.nothingToScale) {
      try strict.draw(Shape(8, 8), from: Self.stream, .never)
    }
  }

  @Test(arguments: rescalable)
  func aRadiusIsThatOfASquareMatrix(_ scheme: any Rescalable) throws {
    var scaled = scheme
    scaled.scaling.target = 1
    #expect(throws: DrawingError.notSquare) {
      try scaled.draw(Shape(30, 20), from: Self.stream, .never)
    }
  }
}
