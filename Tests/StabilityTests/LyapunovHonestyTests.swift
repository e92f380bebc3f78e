import LinearAlgebra
import Networks
import Stability
import Testing

/// What the exponents say of their own certainty.
@Suite struct LyapunovHonestyTests {
  private func measure(
    _ network: Network, _ length: LyapunovRun.Length, count: Int = 1, seed: UInt64 = 1
  ) throws -> LyapunovSpectrum? {
    try LyapunovSpectrum(
      Dynamics(network, seed: seed), LyapunovRun(length, count: count, seed: seed), .never)
  }

  @Test func ninetyFivePercentBarsCoverAMuchLongerRun() throws {
    let steps = 400
    let covered = try (1...20).count { number in
      let seed = UInt64(number)
      let network = KnownNetworks.gaussian(64, gain: 3, seed: seed)
      let short = try #require(try measure(network, .steps(steps), seed: seed)).largest
      let long = try #require(try measure(network, .steps(50 * steps), seed: seed)).largest
      let bar = try #require(short.bar)
      return (short.value - long.value).magnitude <= bar
    }
    #expect((17...20).contains(covered))
  }

  @Test func aMeasurementStopsWhenItIsSureEnough() throws {
    let network = KnownNetworks.gaussian(40, gain: 4)
    let found = try #require(try measure(network, .until(bar: 0.02, atMost: 20_000)))
    #expect(found.ending == .barReached)
    let bar = try #require(found.largest.bar)
    #expect(bar <= 0.02)
    #expect(found.steps >= 500 && found.steps < 20_000)
    #expect(found.burnIn <= found.steps / 2)
  }

  @Test func aMeasurementThatIsNeverSureEnoughSaysSo() throws {
    let network = KnownNetworks.gaussian(40, gain: 4)
    let found = try #require(try measure(network, .until(bar: 1e-9, atMost: 600)))
    #expect(found.ending == .ranOut)
    #expect(found.steps == 600)
  }

  @Test func aStepIsEnoughForAValueButNotForABar() throws {
    let found = try #require(
      try measure(KnownNetworks.linear(Matrix(repeating: 0.5, rows: 1, columns: 1)), .steps(1)))
    #expect((found.largest.value - Elementary.log(0.5)).magnitude < 1e-15)
    #expect(found.largest.bar == nil)
    #expect(found.largest.sign == nil)
  }

  @Test func aSignIsToldOnlyWhereTheBarLeavesZeroOut() {
    #expect(Estimate(0.1, standardError: 0.02, bar: 0.05).sign == 1)
    #expect(Estimate(-0.1, standardError: 0.02, bar: 0.05).sign == -1)
    #expect(Estimate(0.1, standardError: 0.05, bar: 0.11).sign == nil)
    #expect(Estimate(-.infinity).sign == -1)
    #expect(Estimate(0.1).sign == nil)
  }

  // The 97.5 % quantiles of Student's t, from scipy.stats.t.ppf.
  @Test(arguments: [
    (4, 2.776445), (7, 2.364624), (10, 2.228139), (15, 2.131450), (30, 2.042272), (255, 1.969311),
  ])
  func barsTakeStudentsT(degrees: Int, quantile: Double) {
    #expect((studentQuantile(degrees: degrees) - quantile).magnitude < 1e-3)
  }

  @Test func theDimensionIsKaplanAndYorkes() {
    #expect(
      KaplanYorkeDimension([0.5, 0, -0.25, -1], isComplete: true) == .value(3.25))
    #expect(KaplanYorkeDimension([-1, -2], isComplete: true) == .value(0))
    #expect(KaplanYorkeDimension([1, 0.5], isComplete: false) == .needsMoreExponents)
    #expect(KaplanYorkeDimension([1, -0.5], isComplete: true) == .volumesGrow)
    #expect(KaplanYorkeDimension([1, -.infinity], isComplete: true) == .value(1))
    #expect(KaplanYorkeDimension([1, -3], isComplete: false) == .value(1 + 1.0 / 3))
  }

  @Test func whatIsSingularHasExponentsOfMinusInfinity() throws {
    let chain = Matrix(24, 24) { $0 == $1 + 1 ? 1.02 : 0 }
    let same = Matrix(repeating: 0.05, rows: 24, columns: 24)
    let alive = try [
      (KnownNetworks.linear(chain), 0), (KnownNetworks.linear(same), 1),
      (KnownNetworks.linear(Matrix(repeating: 0, rows: 24, columns: 24)), 0),
    ].map { network, count in
      (try #require(try measure(network, .steps(100), count: 24)), count)
    }
    for (found, count) in alive {
      #expect(found.exponents.count { $0.value.isFinite } == count)
      #expect(!found.exponents.contains { $0.value.isNaN })
      #expect(found.exponents.dropFirst(count).allSatisfy { $0.value == -.infinity })
    }
    #expect((alive[1].0.largest.value - Elementary.log(1.2)).magnitude < 1e-12)
  }

  @Test func deadUnitsTakeTheirExponentsAway() throws {
    // Half of the units have a bias that keeps a ReLU at zero.
    var network = KnownNetworks.gaussian(10, gain: 0.1, activation: ReLU())
    network.bias = Matrix(10, 1) { row, _ in row % 2 == 0 ? -100 : 100 }
    let found = try #require(try measure(network, .steps(60), count: 10))
    #expect(found.exponents.count { $0.value == -.infinity } == 5)
  }

  @Test func aStateThatOverflowsEndsTheMeasurement() throws {
    let network = KnownNetworks.gaussian(40, gain: 3, activation: ReLU())
    let found = try #require(try measure(network, .steps(1500), count: 2))
    guard case .overflowed(let step) = found.ending else {
      Issue.record("it ended with \(found.ending)")
      return
    }
    #expect(step == found.burnIn + found.steps + 1)
    #expect(try measure(network, .steps(20_000)) == nil)
  }

  @Test func anInterruptEndsItAtOnce() {
    let stop = Interruption { true }
    let dynamics = Dynamics(KnownNetworks.gaussian(64, gain: 3))
    #expect(throws: (any Error).self) {
      try LyapunovSpectrum(dynamics, LyapunovRun(.steps(1_000_000), count: 64, seed: 1), stop)
    }
  }
}
