import LinearAlgebra
import Networks
import Testing

/// Laws that hold for every activation.
@Suite struct ActivationLaws {
  static let points = [-6.0, -2.5, -1.0, -0.3, -1e-3, 1e-3, 0.2, 0.9, 2.0, 5.5]

  @Test(arguments: activations.map { $0.init() })
  func theSlopeIsTheDerivative(_ activation: any Activation) {
    for z in Self.points {
      let step = 1e-5
      let difference = (value(activation, z + step) - value(activation, z - step)) / (2 * step)
      let slope = activation.slope(atOutput: value(activation, z))
      #expect((slope - difference).magnitude < 1e-9)
      #expect(slope <= activation.steepestSlope)
    }
  }

  @Test(arguments: activations.map { $0.init() })
  func infinityIsKeptUnlessBounded(_ activation: any Activation) {
    #expect(value(activation, .infinity).isFinite == activation.isBounded)
    #expect(value(activation, .nan).isNaN)
  }

  @Test(arguments: activations.map { $0.init() })
  func slopesAreCountedAsTheyAre(_ activation: any Activation) {
    let states = Self.points.map { value(activation, $0) }
    let slopes = states.map { activation.slope(atOutput: $0) }
    let (mean, flatShare) = activation.slopes(at: states[...])
    #expect((mean - slopes.reduce(0, +) / Double(slopes.count)).magnitude < 1e-15)
    let flat = slopes.count { $0 <= activation.flatSlope }
    #expect(flatShare == Double(flat) / Double(slopes.count))
  }

  @Test func everyFileOfTheFolderIsListed() throws {
    let listed = Set(activations.map { "\($0)" })
    for file in try sourceFiles(in: "Networks/Activations") where file != "Activation" {
      #expect(listed.contains(file), "\(file) is not in the list in Activation.swift")
    }
  }

  private func value(_ activation: any Activation, _ z: Double) -> Double {
    var values = [z]
    activation.apply(to: &values)
    return values[0]
  }
}
