import LinearAlgebra
import Networks
import Testing

@Suite struct GradientCheckLaws {
  /// A vanilla cell whose derivative is wrong by a share.
  private struct Mistaken: Cell {
    var share = 0.0

    static let card = Card<Mistaken>("mistaken", "Wrong.", source: "nobody")

    func advance<Scalar: ExactScalar>(
      _ states: CellStates<Scalar>, _ sums: CellSums<Scalar>, _ functions: CellFunctions
    ) -> CellStep<Scalar> {
      var step = Vanilla().advance(states, sums, functions)
      step.partials.sums[0][0] = step.partials.sums[0][0].map { $0 * Scalar(1 + share) }
      return step
    }
  }

  /// A long short-term memory that forgets how c depends on its forget gate.
  private struct Forgetful: Cell {
    static let card = Card<Forgetful>("forgetful", "Wrong.", source: "nobody")
    static let gates = LSTM.gates
    static let blocks = LSTM.blocks

    func advance<Scalar: ExactScalar>(
      _ states: CellStates<Scalar>, _ sums: CellSums<Scalar>, _ functions: CellFunctions
    ) -> CellStep<Scalar> {
      var step = LSTM().advance(states, sums, functions)
      step.partials.sums[1][1] = []
      return step
    }
  }

  private func check(
    _ cell: any Cell, _ activation: any Activation, _ precision: Precision, gain: Double = 1,
    seed: UInt64 = 1
  ) throws -> GradientCheck {
    var network = network(cell, units: 24, inputs: 3, activation)
    network.recurrent = network.recurrent.map { gain * $0 }.rounded(to: precision)
    network.input = network.input?.rounded(to: precision)
    network.bias = network.bias?.rounded(to: precision)
    network.inputBias = network.inputBias?.rounded(to: precision)
    network.precision = precision
    return try #require(
      try GradientCheck(network, .noise(deviation: 1), steps: 4, seed: seed, .never))
  }

  @Test(arguments: cells.map { $0.init() }, activations.map { $0.init() })
  func everyCellPassesInEveryPrecision(_ cell: any Cell, _ activation: any Activation) throws {
    for precision in Precision.allCases {
      let found = try check(cell, activation, precision)
      #expect(found.isPassed == true, "\(cell.name) \(activation.name): \(found)")
      // Rounding alone, not an error that hides everything.
      let bounds: [Precision: Double] = [.float64: 1e-6, .float32: 1e-5, .bfloat16: 0.3]
      let (resolution, bound) = (try #require(found.resolution), try #require(bounds[precision]))
      #expect(resolution < bound, "\(cell.name) \(activation.name): \(found)")
    }
  }

  @Test(arguments: [0.3, 1, 4], Precision.allCases)
  func theDeviationIsARatioOfErrors(gain: Double, precision: Precision) throws {
    // Over many seeds it is a ratio of two errors: below the limit, and not always tiny.
    let deviations = try (1...40).map { seed in
      try check(Vanilla(), Tanh(), precision, gain: gain, seed: seed).deviation
    }
    #expect(deviations.allSatisfy { $0 < GradientCheck.limit })
    #expect((deviations.max() ?? 0) > 0.1)
  }

  @Test(arguments: cells.map { $0.init() })
  func fewUnitsPassToo(_ cell: any Cell) throws {
    // Of one unit terms cancel, and h comes next to its bound, where 1 − h² has few digits.
    for activation in activations.map({ $0.init() }) {
      for seed in 1...40 as ClosedRange<UInt64> {
        var network = network(cell, units: 1, inputs: 3, activation)
        network.precision = .float32
        network.input = network.input?.rounded(to: .float32)
        network.recurrent = network.recurrent.rounded(to: .float32)
        network.bias = network.bias?.rounded(to: .float32)
        network.inputBias = network.inputBias?.rounded(to: .float32)
        let found = try #require(
          try GradientCheck(network, .noise(deviation: 1), steps: 5, seed: seed, .never))
        #expect(found.isPassed != false, "\(activation.name), seed \(seed): \(found)")
      }
    }
  }

  @Test(arguments: activations.map { $0.init() }, [1e-3, -1e-6])
  func aWrongDerivativeIsFound(_ activation: any Activation, share: Double) throws {
    #expect(try check(Mistaken(), activation, .float64).isPassed == true)
    #expect(try check(Mistaken(share: share), activation, .float64).isPassed == false)
  }

  /// Right in float64 alone.
  private struct Coarse: Cell {
    static let card = Card<Coarse>("coarse", "Wrong.", source: "nobody")

    func advance<Scalar: ExactScalar>(
      _ states: CellStates<Scalar>, _ sums: CellSums<Scalar>, _ functions: CellFunctions
    ) -> CellStep<Scalar> {
      var step = Vanilla().advance(states, sums, functions)
      if Scalar.precision == .float32 {
        step.partials.sums[0][0] = step.partials.sums[0][0].map { $0 * (1 - 0x1p-16) }
      }
      return step
    }
  }

  @Test(arguments: activations.map { $0.init() })
  func aMistakeInFloat32AloneIsFound(_ activation: any Activation) throws {
    #expect(try check(Coarse(), activation, .float64).isPassed == true)
    #expect(try check(Coarse(), activation, .float32).isPassed == false)
  }

  @Test func aPartialDerivativeThatIsMissingIsFound() throws {
    #expect(try check(Forgetful(), Tanh(), .float64).isPassed == false)
  }

  @Test func theStepIsChosenByWhatScatters() throws {
    // A kink that a large step crosses does not fail the check.
    for seed in 1...20 as ClosedRange<UInt64> {
      #expect(try check(Vanilla(), ReLU(), .float64, gain: 2, seed: seed).isPassed == true)
    }
  }

  @Test func aGradientThatIsZeroIsNotJudged() throws {
    let network = Network(
      recurrent: Matrix(repeating: 0, rows: 3, columns: 3), activation: Tanh(),
      precision: .float32)
    let found = try #require(try GradientCheck(network, .silent, steps: 4, seed: 1, .never))
    #expect(found.isPassed == nil)
    #expect(found.deviation == 0)
  }

  @Test func whatLeavesTheRangeIsNotChecked() throws {
    let network = Network(
      recurrent: Matrix(2, 2) { _, _ in 1e30 }, activation: Linear(), precision: .float32)
    #expect(try GradientCheck(network, .silent, steps: 4, seed: 1, .never) == nil)
  }
}
