import LinearAlgebra
import Networks
import Numerics
import Stability
import Testing

/// A linear network has the exponents ln |λ_i| of its eigenvalues, whatever Whh is: normal or so far from
/// it that powers grow by 10^28 before they shrink, regular or with zero eigenvalues, whole or in blocks.
@Suite struct LinearSchemeLaws {
  private static let units = 40
  private static let steps = 3000

  private struct Pair {
    let exponent: Estimate
    let expected: Double

    var error: Double {
      exponent.value == expected ? 0 : (exponent.value - expected).magnitude
    }
  }

  private func pairs(_ initializer: any Initializer) throws -> [Pair] {
    let stream = RandomStream(seed: 1, name: "Whh", draw: 0)
    let matrix = try initializer.draw(Shape(Self.units, Self.units), from: stream, .never).matrix
    let moduli = try matrix.eigenvalues(.never).map(\.length)
    let run = LyapunovRun(.steps(Self.steps), count: Self.units, seed: 1)
    let dynamics = Dynamics(KnownNetworks.linear(matrix), seed: 1)
    let found = try #require(try LyapunovSpectrum(dynamics, run, .never))
    // LAPACK's eigenvalues are those of a matrix that differs by some ε ‖W‖; where an eigenvalue is no
    // larger, neither it nor its exponent has a digit.
    let noise = 1e-8 * moduli[0]
    return zip(found.exponents, moduli).filter { $1 == 0 || $1 > noise }
      .map { Pair(exponent: $0, expected: Elementary.log($1)) }
  }

  @Test(arguments: initializers.map { $0.init() })
  func exponentsAreThoseOfTheEigenvalues(_ initializer: any Initializer) throws {
    for pair in try pairs(initializer) { #expect(pair.error < 1e-3) }
  }

  @Test func theBarsCoverNineteenOfTwenty() throws {
    // Where two moduli differ by less than 1/T their directions are still parting, and the bars too small.
    let all = try initializers.flatMap { try pairs($0.init()) }
    let covered = all.count { $0.error <= ($0.exponent.bar ?? 0) + 1e-12 }
    #expect(all.count > 1500)
    #expect(Double(covered) >= 0.95 * Double(all.count), "\(covered) of \(all.count)")
  }
}

/// That products of derivatives may be taken without detours, where the slopes differ.
@Suite struct DetourTests {
  @Test func aChainWithFeedbackIsAsRegularAsItsTwin() throws {
    // tanh, driven to rest at zero: the exponents are those of the symmetric twin, 2√(bc) cos(kπ/(n + 1)).
    let size = 30
    let chain = Matrix(size, size) { $1 == $0 + 1 ? 0.99 : $1 == $0 - 1 ? 0.04 : 0 }
    let network = Network(recurrent: chain, activation: Tanh(), precision: .float64)
    let found = try spectrum(network, steps: 3000)
    let scale = 2 * (0.99 * 0.04).squareRoot()
    for (index, exponent) in found.exponents.enumerated() {
      let cosine = Elementary.cosPi(Double(index / 2 + 1) / Double(size + 1)).magnitude
      #expect((exponent.value - Elementary.log(scale * cosine)).magnitude < 1e-6)
    }
    #expect(found.checkAgrees == true)
  }

  @Test func blocksHaveTheExponentsTheyHaveAlone() throws {
    // Two chaotic groups of units, of which the first listens to the second: each has its own exponents.
    let (listener, speaker) = (try chaotic(seed: 3), try chaotic(seed: 4))
    let coupling = KnownNetworks.normal(12, 12, seed: 5)
    let both = Matrix(24, 24) { row, column in
      switch (row < 12, column < 12) {
      case (true, true): listener[row, column]
      case (true, false): coupling[row, column - 12]
      case (false, true): 0
      case (false, false): speaker[row - 12, column - 12]
      }
    }
    let network = Network(recurrent: both, activation: Tanh(), precision: .float64)
    let steps = 2000
    let found = try spectrum(network, steps: steps)
    #expect(try #require(found.sumDefect).magnitude < 1e-8)
    #expect(found.checkAgrees == true)
    let whole = try exponents(Dynamics(network, seed: 1), burnIn: steps / 2, steps: steps)
    for (exponent, other) in zip(found.exponents, whole) {
      #expect((exponent.value - other).magnitude < 4 / Double(steps))
    }
  }

  /// With the derivatives as they are, coupled.
  private func exponents(_ dynamics: Dynamics, burnIn: Int, steps: Int) throws -> [Double] {
    var frame = try KnownNetworks.normal(dynamics.stateSize, dynamics.stateSize, seed: 9)
      .qrFactors(.never).orthonormal
    var state = try dynamics.initialState()
    var sums = [Double](repeating: 0, count: dynamics.stateSize)
    for step in 1...(burnIn + steps) {
      let next = try dynamics.advance(state, at: step)
      state = next.state
      let factors = try next.derivative.push(frame).qrFactors(.never)
      frame = factors.orthonormal
      guard step > burnIn else { continue }
      for (index, value) in factors.triangle.diagonal.enumerated() {
        sums[index] += Elementary.log(value.magnitude)
      }
    }
    return sums.map { $0 / Double(steps) }.sorted(by: >)
  }

  private func chaotic(seed: UInt64) throws -> Matrix {
    KnownNetworks.gaussian(12, gain: 4, seed: seed).recurrent
  }

  private func spectrum(_ network: Network, steps: Int) throws -> LyapunovSpectrum {
    let run = LyapunovRun(.steps(steps), count: network.stateSize, seed: 1)
    return try #require(try LyapunovSpectrum(Dynamics(network, seed: 1), run, .never))
  }
}
