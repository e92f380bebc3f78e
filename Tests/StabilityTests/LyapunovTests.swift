import LinearAlgebra
import Networks
import Numerics
import Stability
import Testing

/// Exponents that are known beforehand, and the laws that all obey.
@Suite struct LyapunovTests {
  private func spectrum(
    _ network: Network, steps: Int, count: Int? = nil, from start: Run.Start = .normal,
    drive: Drive = .silent
  ) throws -> LyapunovSpectrum {
    let run = LyapunovRun(
      .steps(steps), count: count ?? network.stateSize, start: start, seed: 1)
    return try #require(
      try LyapunovSpectrum(Dynamics(network, drive, seed: 1), run, .never))
  }

  @Test(arguments: [0.5, 1.5, 3, 5, 10, 50], [8, 40])
  func theSumOfAllExponentsIsWhatVolumesDo(gain: Double, units: Int) throws {
    // At gain 50 the slopes of a step span some 150 decades: only rows taken in the order of their
    // size leave the small ones their digits.
    let found = try spectrum(KnownNetworks.gaussian(units, gain: gain), steps: 100)
    #expect(try #require(found.sumDefect).magnitude < 1e-8)
    #expect(found.exponents.allSatisfy { $0.value.isFinite })
    let sum = found.exponents.reduce(0) { $0 + $1.value }
    let mean = try #require(found.meanExponent).value
    #expect((sum / Double(units) - mean).magnitude < 1e-8)
  }

  @Test func theExponentsOfADiagonalNetworkAreThoseOfItsEntries() throws {
    // Its state overflows after 1000 steps; the tangents do not care.
    let values = (0..<12).map { 2 * Elementary.pow(0.8, Double($0)) }
    let matrix = Matrix(12, 12) { $0 == $1 ? ($0 % 2 == 0 ? 1 : -1) * values[$0] : 0 }
    let found = try spectrum(KnownNetworks.linear(matrix), steps: 2000)
    #expect(found.ending == .stepsTaken)
    for (exponent, value) in zip(found.exponents, values) {
      #expect((exponent.value - Elementary.log(value)).magnitude < 1e-6)
    }
  }

  @Test func theExponentsOfALinearNetworkAreThoseOfItsEigenvalues() throws {
    // Three planes turned by different angles and two lines, in a random orthonormal basis that is
    // sheared a little, so that W is not normal.
    let blocks = Matrix(8, 8) { row, column in
      guard row / 2 == column / 2, row < 6 else { return row == column ? [0.6, -0.3][row - 6] : 0 }
      let turn = Complex<Double>(length: [1.5, 1.2, 0.9][row / 2], phase: 1 + Double(row / 2))
      return row == column ? turn.real : row < column ? -turn.imaginary : turn.imaginary
    }
    let basis = try KnownNetworks.normal(8, 8).qrFactors(.never).orthonormal
    let shear = Matrix(8, 8) { $0 == $1 ? 1 : $0 < $1 ? 0.2 : 0 }
    let inverse = Matrix(8, 8) { row, column in
      // (I + 0.2 N)⁻¹ for the strict upper triangle of ones: 1, −0.2, then −0.2 · 0.8^(gap − 1).
      row == column ? 1 : row < column ? -0.2 * Elementary.pow(0.8, Double(column - row - 1)) : 0
    }
    let matrix = try basis.times(shear, .never).times(blocks, .never).times(inverse, .never)
      .times(basis.transposed, .never)
    let expected = [1.5, 1.5, 1.2, 1.2, 0.9, 0.9, 0.6, 0.3].map(Elementary.log)
    let found = try spectrum(KnownNetworks.linear(matrix), steps: 4000)
    for (exponent, value) in zip(found.exponents, expected) {
      let (error, bar) = ((exponent.value - value).magnitude, try #require(exponent.bar))
      #expect(error < 1e-3)
      #expect(error <= bar)
    }
  }

  @Test func theLeadingExponentsOfAGaussianLinearNetworkAreThoseOfItsEigenvalues() throws {
    let network = KnownNetworks.gaussian(64, gain: 1.2, activation: Linear())
    let moduli = try network.recurrent.eigenvalues(.never).map(\.length)
    let found = try spectrum(network, steps: 20_000, count: 3)
    for (exponent, modulus) in zip(found.exponents, moduli) {
      #expect((exponent.value - Elementary.log(modulus)).magnitude < 1e-3)
    }
    #expect(found.longestInterval > 50)
    #expect(found.largestCondition <= 1e7)
  }

  @Test func anOrthogonalLinearNetworkHasOnlyZeros() throws {
    let matrix = try KnownNetworks.normal(20, 20).qrFactors(.never).orthonormal
    let found = try spectrum(KnownNetworks.linear(matrix), steps: 200)
    #expect(found.exponents.allSatisfy { $0.value.magnitude < 1e-12 })
    #expect(found.largest.sign == nil)
    #expect(found.kaplanYorkeDimension == .value(20))
  }

  @Test func independentMatricesHaveTheExponentOfAFeedForwardNetwork() throws {
    // λ1 = ½ [ln(2g²/n) + ψ(n/2)] for W of another draw each step; ψ(16) = 2.7410140133 for n = 32.
    var network = KnownNetworks.gaussian(32, gain: 1, activation: Linear())
    network.layers = Layers { (step, _) throws(Interrupted) in
      let stream = RandomStream(seed: 9, name: "layers", draw: UInt32(step))
      return Matrix(
        rows: 32, columns: 32, elements: stream.normals(1024).map { $0 / 32.0.squareRoot() })
    }
    let found = try spectrum(network, steps: 2000, count: 1)
    let expected = 0.5 * (Elementary.log(2.0 / 32) + 2.741_014_013_3)
    let bar = try #require(found.largest.bar)
    #expect(bar < 0.01)
    #expect((found.largest.value - expected).magnitude < 2 * bar)
  }

  @Test func aPeriodicNetworkHasTheExponentsThatNumPyFinds() throws {
    // Tests/numpy/trajectories.py: QR by Householder at every step, 4000 steps after 1000 from h_0 = 0.
    let expected = [
      -0.716970875, -1.244882092, -1.461730728, -2.155971859, -3.260284591, -3.418736578,
      -4.266589918, -8.026813862,
    ]
    let found = try spectrum(KnownNetworks.eight, steps: 4000, from: .zeros)
    for (exponent, value) in zip(found.exponents, expected) {
      #expect((exponent.value - value).magnitude < 1e-6)
    }
  }

  @Test func aChaoticNetworkHasTheExponentsThatNumPyFinds() throws {
    // Tests/numpy/trajectories.py: 60 000 steps; the standard errors there are up to 0.0013.
    let expected = [0.26225, 0.22687, 0.19, 0.14981, 0.10771, 0.06277, 0.01805, -0.03407]
    let found = try spectrum(KnownNetworks.fortyEight, steps: 4000)
    for (exponent, value) in zip(found.exponents, expected) {
      let error = try #require(exponent.standardError)
      let spread = (error * error + 0.0013 * 0.0013).squareRoot()
      #expect((exponent.value - value).magnitude < 4 * spread)
    }
    let (mean, entropy) = (try #require(found.meanExponent), try #require(found.entropy))
    let dimension = try #require(found.kaplanYorkeDimension.value)
    #expect((mean.value + 2.15354).magnitude < 0.03)
    #expect((dimension - 12.906).magnitude < 0.3)
    #expect((entropy.value - 1.0175).magnitude < 0.06)
    #expect(found.largest.sign == 1)
  }

  @Test(arguments: cells.map { $0.init() }, activations.map { $0.init() })
  func twoTrajectoriesAgreeWithTheTangents(_ cell: any Cell, _ activation: any Activation) throws {
    let units = 12
    let recurrent = KnownNetworks.normal(cell.gates.count * units, units).map { 0.2 * $0 }
    var network = Network(cell, recurrent: recurrent, activation: activation, precision: .float64)
    network.input = KnownNetworks.normal(cell.gates.count * units, 3, seed: 2).map { 0.3 * $0 }
    network.bias = KnownNetworks.normal(cell.gates.count * units, 1, seed: 3).map {
      0.5 + 0.1 * $0
    }
    let found = try spectrum(network, steps: 400, count: 2, drive: .noise(deviation: 1))
    let check = try #require(found.check.estimate)
    #expect(found.checkAgrees == true, "\(check), \(found.largest)")
    #expect((check.value - found.largest.value).magnitude < 0.02)
  }
}
