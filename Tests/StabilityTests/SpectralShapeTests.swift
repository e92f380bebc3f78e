import LinearAlgebra
import Networks
import Numerics
import Stability
import Testing

@Suite struct SpectralShapeTests {
  private func drawn(_ scheme: some Initializer, _ rows: Int, _ columns: Int) throws -> Matrix {
    let stream = RandomStream(seed: 3, name: "Whh", draw: 0)
    return try scheme.matrix(Shape(rows, columns), from: stream, .never)
  }

  private func shape(_ matrix: Matrix) throws -> SpectralShape {
    SpectralShape(try Spectrum(matrix, .never), matrix)
  }

  @Test(arguments: [64, 200])
  func independentEntriesAreNearBothLaws(size: Int) throws {
    let found = try shape(try drawn(Xavier(), size, size))
    let circular = try #require(found.circularLaw).value
    let typical = SpectralShape.typicalCircularDistance(size: size)
    #expect((typical / 3...typical * 2).contains(circular))
    let quarter = try #require(found.marchenkoPastur).value
    let usual = SpectralShape.typicalMarchenkoPasturDistance(size: size)
    #expect((usual / 3...usual * 2).contains(quarter))
    #expect(found.outlier == nil)
  }

  @Test(arguments: [(200, 50), (50, 200)])
  func rectanglesFollowMarchenkoAndPastur(rows: Int, columns: Int) throws {
    let found = try shape(try drawn(He(), rows, columns))
    #expect(try #require(found.marchenkoPastur).value < 0.08)
    #expect(found.circularLaw == nil)
    #expect(found.bulkRadius == nil)
  }

  @Test func theOutlierIsNamedApartFromTheDisc() throws {
    let matrix = try drawn(Uniform(), 200, 200)
    let found = try shape(matrix)
    let outlier = try #require(found.outlier)
    #expect((outlier.real - 100).magnitude < 5 * 0.289)
    let gain = matrix.standardDeviation * 200.0.squareRoot()
    #expect((0.9...1.2).contains(try #require(found.bulkRadius) / gain))
    let typical = SpectralShape.typicalCircularDistance(size: 200)
    #expect(try #require(found.circularLaw).value < 2 * typical)
  }

  @Test func aRotationIsFarFromTheDisc() throws {
    // All moduli 1 = g, so that inside any smaller radius there is none.
    let found = try shape(try drawn(Orthogonal(), 64, 64))
    #expect(try #require(found.circularLaw).value > 0.99)
    #expect((try #require(found.circularLaw).place - 1).magnitude < 1e-12)
    #expect(found.outlier == nil)
    // A quarter circle has 0.6090 of its area below its half radius.
    #expect((try #require(found.marchenkoPastur).value - 0.6090).magnitude < 0.01)
  }

  @Test func matricesWithoutALawAnswerWhatTheyCan() throws {
    let zero = try shape(Matrix(repeating: 0, rows: 5, columns: 5))
    #expect(zero.outlier == nil)
    #expect(zero.bulkRadius == 0)
    #expect(zero.circularLaw == nil)
    let constant = try shape(Matrix(repeating: -0.5, rows: 6, columns: 6))
    #expect(constant.outlier == Complex(-3))
    #expect(constant.bulkRadius == 0)
    let one = try shape(Matrix(repeating: 2, rows: 1, columns: 1))
    #expect(one.outlier == nil)
    #expect(one.bulkRadius == 2)
  }

  @Test func henriciIsZeroForNormalAndOneForNilpotentMatrices() throws {
    let normal = [
      Matrix.identity(5), try drawn(Orthogonal(), 40, 40),
      Matrix(5, 5) { Double(min($0, $1)) + 1 }, Matrix(4, 4) { ($0 + 1) % 4 == $1 ? 3 : 0 },
    ]
    for matrix in normal { #expect(try Spectrum(matrix, .never).henrici == 0) }
    #expect(try Spectrum(Matrix(9, 9) { $0 + 1 == $1 ? 1.02 : 0 }, .never).henrici == 1)
    // [[1, 1], [0, 1]]: ‖W‖² = 3 and Σ|λ|² = 2.
    let shear = Matrix(rows: 2, columns: 2, elements: [1, 1, 0, 1])
    let found = try #require(Spectrum(shear, .never).henrici)
    #expect((found - (1.0 / 3).squareRoot()).magnitude < 1e-14)
    #expect(try Spectrum(Matrix(repeating: 0, rows: 3, columns: 3), .never).henrici == nil)
    #expect(try Spectrum(Matrix(2, 3) { Double($0 + $1) }, .never).henrici == nil)
  }

  @Test(arguments: [1e-300, 1, 1e300])
  func meansOfSingularValuesKeepTheirScale(scale: Double) throws {
    let spectrum = try Spectrum(Matrix(2, 2) { $0 == $1 ? [3, 1][$0] * scale : 0 }, .never)
    #expect((spectrum.meanSingularValue / scale - 2).magnitude < 1e-14)
    #expect((spectrum.rmsSingularValue / scale - 5.0.squareRoot()).magnitude < 1e-14)
    let logarithm = Elementary.log(3.0.squareRoot() * scale)
    #expect((spectrum.meanLogSingularValue - logarithm).magnitude < 1e-12)
    #expect(spectrum.henrici == 0)
  }
}
