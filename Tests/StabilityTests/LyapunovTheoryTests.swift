import LinearAlgebra
import Networks
import Stability
import Testing

/// Chaotic tanh networks of 512 units against mean-field theory and published measurements.
@Suite struct LyapunovTheoryTests {
  /// λ1 = ½ ln χ1 and the mean exponent ln g − ½ + ⟨ln φ′⟩ for n → ∞, by quadrature.
  static let largest = [1.5: 0.065217, 2.5: 0.237177, 3: 0.310249]

  /// The means over networks of different seeds.
  private func means(
    gain: Double, steps: Int, count: Int, seeds: Int
  ) throws -> (largest: Double, mean: Double, dimension: Double?) {
    let found = try (1...seeds).map { number in
      let seed = UInt64(number)
      let network = KnownNetworks.gaussian(512, gain: gain, seed: seed)
      let run = LyapunovRun(.steps(steps), count: count, seed: seed)
      return try #require(try LyapunovSpectrum(Dynamics(network, seed: seed), run, .never))
    }
    let share = 1 / Double(seeds)
    return (
      found.reduce(0) { $0 + share * $1.largest.value },
      found.reduce(0) { $0 + share * ($1.meanExponent?.value ?? .nan) },
      found.reduce(0) { $0 + share * ($1.kaplanYorkeDimension.value ?? .nan) }
    )
  }

  @Test(arguments: [2.5, 3])
  func theLargestExponentIsThatOfMeanFieldTheory(gain: Double) throws {
    let found = try means(gain: gain, steps: 600, count: 1, seeds: 4)
    let expected = try #require(Self.largest[gain])
    #expect((found.largest / expected - 1).magnitude < 0.03)
    let theory = try MeanFieldTheory(of: MeanField(Tanh(), gain: gain))
    #expect((found.mean - theory.meanExponent).magnitude < 0.02)
    if gain == 3 { #expect((theory.meanExponent + 2.272805).magnitude < 1e-5) }
  }

  @Test func theDimensionIsThePublishedOne() throws {
    // D/N = 0.287168 at g = 3 (Clark's data for N = 4096); dimensions are extensive.
    let found = try means(gain: 3, steps: 150, count: 171, seeds: 4)
    let share = try #require(found.dimension) / 512
    #expect((share / 0.287168 - 1).magnitude < 0.05)
    #expect((found.largest / 0.310249 - 1).magnitude < 0.03)
  }

  @Test func nearTheOnsetOnlyTheAverageOverSeedsIsNearTheory() throws {
    // A finite network is less chaotic there: 0.056 ± 0.002 for n = 512, the mean of eight.
    let found = try means(gain: 1.5, steps: 800, count: 1, seeds: 8)
    #expect((0.8...1.03).contains(found.largest / 0.065217))
  }
}
