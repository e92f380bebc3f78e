import LinearAlgebra
import Networks
import Numerics
import Stability
import Testing

@Suite struct SpectrumTests {
  @Test func theCircularLawHoldsAtFiniteSize() throws {
    // Ginibre matrices, n = 256: ρ = 1.040 ± 0.022, σ_max = 1.978 (400 draws in NumPy). Eight draws;
    // three standard errors of their mean.
    let radii = try (0..<8).map { draw in
      let stream = RandomStream(seed: 3, name: "Whh", draw: UInt32(draw))
      return try Spectrum(Xavier().matrix(Shape(256, 256), from: stream, .never), .never)
    }
    let radius = radii.compactMap(\.spectralRadius).reduce(0, +) / 8
    let norm = radii.map(\.spectralNorm).reduce(0, +) / 8
    #expect((radius - 1.040).magnitude < 3 * 0.022 / 8.0.squareRoot())
    #expect((norm - 1.978).magnitude < 0.02)
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
