import LinearAlgebra
import Networks
import Numerics
import Stability
import Testing

@Suite struct SpectrumTests {
  /// The schemes of independent centred entries, with the deviation of an entry for n = 256.
  static let dense: [(scheme: any Initializer, deviation: Double)] = [
    (Xavier(), 1.0 / 16), (LeCun(), 1.0 / 16), (Glorot(), 1.0 / 16), (He(), 2.0.squareRoot() / 16),
    (flat(Xavier()), 1.0 / 16), (flat(He()), 2.0.squareRoot() / 16), (Normal(), 1.0 / 16),
    (turned(Normal()) { $0.gain = 3 }, 3.0 / 16), (turned(Normal()) { $0.std = 0.01 }, 0.01),
    (turned(Uniform()) { ($0.low, $0.high) = (-0.1, 0.1) }, 0.1 / 3.0.squareRoot()),
  ]

  @Test(arguments: dense.indices)
  func theCircularLawHoldsAtFiniteSize(index: Int) throws {
    // n = 256 and g = 1: ρ = 1.040 ± 0.022, σ_max = 1.981 ± 0.020 (400 Gaussian draws in NumPy, the
    // deviations those of one draw). Four draws; four standard errors of their mean. Both scale with
    // g = σ√n.
    let (scheme, deviation) = Self.dense[index]
    let spectra = try (0..<4).map { draw in
      let stream = RandomStream(seed: 3, name: "Whh", draw: UInt32(draw))
      return try Spectrum(scheme.matrix(Shape(256, 256), from: stream, .never), .never)
    }
    let gain = 16 * deviation
    let radius = spectra.compactMap(\.spectralRadius).reduce(0, +) / 4 / gain
    let norm = spectra.map(\.spectralNorm).reduce(0, +) / 4 / gain
    #expect((radius - 1.040).magnitude < 4 * 0.022 / 2)
    #expect((norm - 1.981).magnitude < 4 * 0.020 / 2)
  }

  @Test func aMeanAddsOneEigenvalueOutsideTheDisc() throws {
    // U[0, 1]: the outlier is near n/2, with a deviation of σ = 0.289; the others fill a disc of
    // radius σ√n = 4.62.
    let stream = RandomStream(seed: 3, name: "Whh", draw: 0)
    let spectrum = try Spectrum(
      Uniform().matrix(Shape(256, 256), from: stream, .never), .never)
    let moduli = try #require(spectrum.eigenvalues).map(\.length)
    #expect((moduli[0] - 128).magnitude < 5 * 0.289)
    #expect((moduli[1] / 4.62 - 1.04).magnitude < 5 * 0.022)
  }

  private static func flat<Scheme: VarianceScaling>(_ scheme: Scheme) -> Scheme {
    turned(scheme) { $0.distribution = .uniform }
  }

  private static func turned<Scheme>(_ scheme: Scheme, _ turn: (inout Scheme) -> Void) -> Scheme {
    var scheme = scheme
    turn(&scheme)
    return scheme
  }

  @Test func anOrthogonalMatrixHasAllItsValuesOnTheUnitCircle() throws {
    let stream = RandomStream(seed: 3, name: "Whh", draw: 0)
    let spectrum = try Spectrum(Orthogonal().matrix(Shape(64, 64), from: stream, .never), .never)
    #expect(try #require(spectrum.eigenvalues).allSatisfy { ($0.length - 1).magnitude < 1e-12 })
    #expect((spectrum.conditionNumber - 1).magnitude < 1e-12)
  }

  @Test func aSingularMatrixHasInfiniteCondition() throws {
    #expect(try Spectrum(Matrix(2, 2) { _, _ in 0 }, .never).conditionNumber == .infinity)
  }

  @Test func aMatrixThatIsNotSquareHasNoEigenvalues() throws {
    let spectrum = try Spectrum(Matrix(2, 3) { Double($0 + $1) }, .never)
    #expect(spectrum.eigenvalues == nil)
    #expect(spectrum.spectralRadius == nil)
    #expect(spectrum.singularValues.count == 2)
  }
}
