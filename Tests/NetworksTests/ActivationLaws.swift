import LinearAlgebra
import Networks
import Testing

/// Laws that hold for every activation.
@Suite struct ActivationLaws {
  static let points = [-6.0, -2.5, -1.1, -0.3, -1e-3, 1e-3, 0.2, 0.9, 2.0, 5.5]

  @Test(arguments: activations.map { $0.init() })
  func theSlopeIsTheDerivative(_ activation: any Activation) {
    for z in Self.points {
      let step = 1e-5
      let rise = activation.value(at: z + step) - activation.value(at: z - step)
      let slope = activation.slope(at: z)
      #expect((slope - rise / (2 * step)).magnitude < 1e-9)
      #expect(slope.magnitude <= activation.steepestSlope)
    }
  }

  @Test(arguments: activations.map { $0.init() }.filter(\.slopesFollowFromOutput))
  func statesAndPreactivationsHaveTheSameSlopes(_ activation: any Activation) {
    for z in Self.points {
      let fromState = activation.slope(atOutput: activation.value(at: z))
      #expect((fromState - activation.slope(at: z)).magnitude < 1e-15)
      let single = activation.slope(at: Float(z))
      #expect((Double(single) - activation.slope(at: Double(Float(z)))).magnitude < 1e-7)
    }
  }

  @Test(arguments: activations.map { $0.init() })
  func theLogarithmOfTheSlopeIsThat(_ activation: any Activation) {
    for z in Self.points + [-600, -90, -20, 20, 90, 300] where activation.slope(at: z) != 0 {
      let logarithm = Elementary.log(activation.slope(at: z).magnitude)
      let error = (activation.logSlope(at: z) - logarithm).magnitude
      #expect(error <= 1e-15 * max(1, logarithm.magnitude), "at \(z)")
    }
    #expect(activation.logSlope(at: .nan).isNaN == activation.slope(at: Double.nan).isNaN)
  }

  @Test func saturatedSlopesKeepTheirDigits() {
    let decay = Elementary.exp(-200)
    #expect((Tanh().slope(at: 100) / (4 * decay) - 1).magnitude < 1e-15)
    #expect((Sigmoid().slope(at: -200) / decay - 1).magnitude < 1e-15)
    #expect(Tanh().logSlope(at: 1e6) == 2 * Elementary.log(2) - 2e6)
    #expect(ReLU().logSlope(at: -1) == -.infinity)
  }

  @Test(arguments: activations.map { $0.init() })
  func theSteepestSlopeIsReached(_ activation: any Activation) {
    let steepest =
      stride(from: -8.0, through: 8, by: 0x1p-10)
      .map { activation.slope(at: $0).magnitude }.max() ?? 0
    #expect(steepest <= activation.steepestSlope)
    // A step of 1/1024 misses at most that share of the slope.
    #expect(steepest >= activation.steepestSlope * (1 - 0x1p-10))
  }

  @Test func slopesAtTheLimits() {
    #expect(ReLU().slope(at: Double.infinity) == 1)
    #expect(ReLU().slope(at: -Double.infinity) == 0)
    #expect(ReLU().slope(at: Double.nan).isNaN)
    #expect(Tanh().slope(at: Double.infinity) == 0)
    for z in [Double.infinity, -.infinity, .nan] { #expect(Linear().slope(at: z) == 1) }
  }

  @Test(arguments: activations.map { $0.init() })
  func infinityIsKeptUnlessBounded(_ activation: any Activation) {
    #expect(activation.value(at: Double.infinity).isFinite == activation.isBounded)
    #expect(activation.value(at: Double.nan).isNaN)
  }

  @Test(arguments: activations.map { $0.init() })
  func slopesAreCountedAsTheyAre(_ activation: any Activation) {
    let slopes = Self.points.map { activation.slope(at: $0) }
    let (mean, flatShare) = activation.slopes(atPreactivations: Self.points[...])
    #expect((mean - slopes.reduce(0, +) / Double(slopes.count)).magnitude < 1e-15)
    let flat = slopes.count { $0.magnitude <= activation.flatSlope }
    #expect(flatShare == Double(flat) / Double(slopes.count))
  }

  @Test func everyFileOfTheFolderIsListed() throws {
    let listed = Set(activations.map { "\($0)" })
    for file in try sourceFiles(in: "Networks/Activations") where file != "Activation" {
      #expect(listed.contains(file), "\(file) is not in the list in Activation.swift")
    }
  }
}
