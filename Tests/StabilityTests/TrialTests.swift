import LinearAlgebra
import Networks
import Numerics
import Stability
import Testing

@Suite struct TrialTests {
  @Test(arguments: cells.map { $0.init() }, Precision.allCases)
  func aTrialSaysWhatItsPartsSay(_ cell: any Cell, _ precision: Precision) throws {
    let units = 20
    let rows = cell.gates.count * units
    let numbers = RandomStream(seed: 4, name: "Whh", draw: 0).normals(rows * units)
    let recurrent = Matrix(rows: rows, columns: units, elements: numbers.map { $0 / 3 })
    let network = Network(
      cell, recurrent: recurrent.rounded(to: precision), activation: Tanh(), precision: precision)
    let run = Run(steps: 40, seed: 4)
    let trial = try Trial(network, .silent, run, .never)
    let found =
      precision == .float64
      ? try parts(network, run, as: Double.self) : try parts(network, run, as: Float.self)
    #expect(trial.finalVariance == found.states.variance.last)
    #expect(trial.finalSaturation == found.states.saturation.last)
    #expect(trial.gradientGrowthPerStep == found.gradients.settledGrowthPerStep)
    let values = try network.recurrent.singularValues(.never)
    #expect((trial.spectralNorm - values[0]).magnitude < 1e-12)
    #expect((trial.spectralRadius == nil) == cell.hasGates)
    if !cell.hasGates {
      let radius = try network.recurrent.eigenvalues(.never)[0].length
      #expect((try #require(trial.spectralRadius) - radius).magnitude < 1e-12)
    }
  }

  private func parts<Scalar: ExactScalar>(
    _ network: Network, _ run: Run, as _: Scalar.Type
  ) throws -> (states: StateStatistics, gradients: GradientStatistics) {
    let trajectory = try network.trajectory(.silent, run, as: Scalar.self, .never)
    return (
      try StateStatistics(trajectory, of: network, .never),
      try GradientStatistics(network, through: trajectory, run, .never)
    )
  }

  @Test func onlyABoundedStateIsSaturated() throws {
    for activation in activations.map({ $0.init() }) {
      let network = Network(
        recurrent: .identity(4), activation: activation, precision: .float32)
      let trial = try Trial(network, .silent, Run(steps: 5, seed: 1), .never)
      #expect((trial.finalSaturation != nil) == activation.isBounded)
    }
  }

  @Test func weightsThatAreNotFiniteOverflow() throws {
    let network = Network(
      recurrent: Matrix(2, 2) { _, _ in .nan }, activation: Tanh(), precision: .float32)
    let trial = try Trial(network, .silent, Run(steps: 3, seed: 1), .never)
    #expect(trial.spectralRadius?.isNaN == true)
    #expect(trial.spectralNorm.isNaN)
    #expect(trial.verdict.cause == .overflow)
    #expect(!trial.isStable)
  }

  @Test(
    arguments: [
      ([3], 3, 3, 3), ([4, 1, 3, 2], 1.75, 2.5, 3.25), ([5, 1, 2, 4, 3], 2, 3, 4),
      ([1, .infinity, 2], 1.5, 2, .infinity), ([.nan, 1, 0, 2, 3], 1, 2, 3),
    ] as [([Double], Double, Double, Double)])
  func quartilesSplitTheSortedList(
    _ values: [Double], lower: Double, median: Double, upper: Double
  ) {
    let quartiles = Quartiles(of: values)
    #expect(quartiles.lower == lower)
    #expect(quartiles.median == median)
    #expect(quartiles.upper == upper)
  }
}
