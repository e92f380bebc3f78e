import Kernels
import LinearAlgebra
import Testing

@Suite struct RandomNumbersTests {
  /// Key, counter and output: the known answers that come with the authors' Random123 library.
  static let knownAnswers: [([UInt32], [UInt32], [UInt32])] = [
    ([0, 0], [0, 0, 0, 0], [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]),
    (
      [.max, .max], [.max, .max, .max, .max],
      [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]
    ),
    (
      [0xA409_3822, 0x299F_31D0], [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344],
      [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]
    ),
  ]

  @Test(arguments: knownAnswers)
  func philoxGivesItsKnownAnswers(key: [UInt32], counter: [UInt32], answer: [UInt32]) {
    #expect(philox(key, counter) == answer)
  }

  @Test(arguments: [0, 1, 2, 255, 256, 257, 1 << 33, .max - 1] as [UInt64])
  func anElementIsAHalfOfItsBlock(index: UInt64) {
    let (seed, stream, draw): (UInt64, UInt32, UInt32) = (0x0123_4567_89AB_CDEF, 77, 5)
    let block = index / 2
    let words = philox(
      [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)],
      [UInt32(truncatingIfNeeded: block), UInt32(block >> 32), stream, draw])
    let half = Int(index % 2) * 2
    let bits = UInt64(words[half + 1]) << 32 | UInt64(words[half])
    let expected = (Double(bits >> 12) + 0.5) * 0x1p-52
    let found = RandomNumbers.uniforms(
      seed: seed, stream: stream, draw: draw, first: index, count: 1)
    #expect(found == [expected])
  }

  @Test(arguments: [1, 2, 255, 256, 257, 999])
  func aStreamCanBeCutAnywhere(at cut: Int) {
    let whole = normals(first: 3, count: 1000)
    let parts = normals(first: 3, count: cut) + normals(first: 3 + UInt64(cut), count: 1000 - cut)
    #expect(whole == parts)
  }

  @Test func seedsStreamsAndDrawsDiffer() {
    let streams: [[Double]] = [(1, 0, 0), (2, 0, 0), (1 << 32, 0, 0), (1, 1, 0), (1, 0, 1)].map {
      RandomNumbers.uniforms(seed: $0, stream: $1, draw: $2, first: 0, count: 8)
    }
    #expect(Set(streams).count == 5)
  }

  @Test func uniformNumbersAreUniform() {
    let count = 100_000
    let numbers = RandomNumbers.uniforms(seed: 1, stream: 2, draw: 3, first: 0, count: count)
    let sorted = numbers.sorted()
    // Kolmogorov's statistic √n·D exceeds 1.95 once in a thousand streams.
    #expect(distance(sorted) { $0 } * Double(count).squareRoot() < 1.95)
    #expect(sorted.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func normalNumbersAreTheQuantilesOfTheUniformOnes() {
    let uniform = RandomNumbers.uniforms(seed: 1, stream: 2, draw: 3, first: 9, count: 2000)
    let normal = RandomNumbers.normals(seed: 1, stream: 2, draw: 3, first: 9, count: 2000)
    #expect(normal == uniform.map(Elementary.normalQuantile))
  }

  @Test func normalNumbersHaveNormalMoments() {
    let values = normals(first: 0, count: 1_000_000)
    // Mean and variance of z, z², z³ and z⁴; five standard errors.
    let known: [(power: Int, mean: Double, variance: Double)] = [
      (1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96),
    ]
    for (power, mean, variance) in known {
      let powers = values.map { z in (1..<power).reduce(z) { product, _ in product * z } }
      let found = powers.reduce(0, +) / 1e6
      #expect((found - mean).magnitude < 5e-3 * variance.squareRoot(), "power \(power)")
    }
  }

  @Test func quantilesAreSymmetric() {
    for probability in RandomNumbers.uniforms(seed: 4, stream: 0, draw: 0, first: 0, count: 1000) {
      let (low, high) = (
        Elementary.normalQuantile(probability), Elementary.normalQuantile(1 - probability)
      )
      #expect(low == -high)
    }
  }

  @Test func quantilesRise() {
    // Across the joints of the three rational functions.
    for joint in [0.075, 0.925, 1.388794386496401e-11] {
      let probabilities = (-20...20).map { joint * (1 + Double($0) * 1e-12) }
      let quantiles = probabilities.map(Elementary.normalQuantile)
      #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  private func normals(first: UInt64, count: Int) -> [Double] {
    RandomNumbers.normals(seed: 1, stream: 0, draw: 0, first: first, count: count)
  }

  private func philox(_ key: [UInt32], _ counter: [UInt32]) -> [UInt32] {
    var output: [UInt32] = [0, 0, 0, 0]
    whh_philox(key, counter, &output)
    return output
  }

  /// The largest distance between the empirical distribution function and another.
  private func distance(_ sorted: [Double], _ distribution: (Double) -> Double) -> Double {
    let count = Double(sorted.count)
    return sorted.enumerated().reduce(0) { largest, point in
      let value = distribution(point.element)
      let (below, above) = (Double(point.offset) / count, Double(point.offset + 1) / count)
      return max(largest, (value - below).magnitude, (above - value).magnitude)
    }
  }
}
