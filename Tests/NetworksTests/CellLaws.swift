import LinearAlgebra
import Networks
import Testing

/// Laws that hold for every cell, so that a new cell is tested by being listed.
@Suite struct CellLaws {
  static let units = 6

  @Test(arguments: cells.map { $0.init() }, activations.map { $0.init() })
  func theJacobianIsTheDerivativeOfAStep(
    _ cell: any Cell, _ activation: any Activation
  ) throws {
    let dynamics = driven(cell, activation)
    let state = try start(of: dynamics)
    let jacobian = try dynamics.advance(state, at: 1).derivative.jacobian
    let step = 1e-6
    for column in state.indices {
      func moved(by change: Double) throws -> [Double] {
        var other = state
        other[column] += change
        return try dynamics.advance(other, at: 1).state
      }
      let (above, below) = (try moved(by: step), try moved(by: -step))
      for row in state.indices {
        let difference = (above[row] - below[row]) / (2 * step)
        // Rounding moves a difference by some 1e-16/1e-6; the third derivative adds 1e-12.
        #expect((jacobian[row, column] - difference).magnitude < 2e-8)
      }
    }
  }

  @Test(arguments: cells.map { $0.init() }, activations.map { $0.init() })
  func bothProductsAreThoseOfTheJacobian(_ cell: any Cell, _ activation: any Activation) throws {
    let dynamics = driven(cell, activation)
    let derivative = try dynamics.advance(start(of: dynamics), at: 1).derivative
    let jacobian = derivative.jacobian
    let size = derivative.stateSize
    let vectors = Matrix(
      rows: size, columns: 3,
      elements: RandomStream(seed: 3, name: "vectors", draw: 0).normals(3 * size))
    let pushed = try derivative.push(vectors)
    let pulled = try derivative.pull(vectors)
    for row in 0..<size {
      for column in 0..<3 {
        let forward = (0..<size).reduce(0) { $0 + jacobian[row, $1] * vectors[$1, column] }
        let backward = (0..<size).reduce(0) { $0 + jacobian[$1, row] * vectors[$1, column] }
        #expect((pushed[row, column] - forward).magnitude < 1e-13)
        #expect((pulled[row, column] - backward).magnitude < 1e-13)
      }
    }
  }

  @Test(arguments: cells.map { $0.init() }, activations.map { $0.init() })
  func theGradientOfARunIsThatOfItsSteps(_ cell: any Cell, _ activation: any Activation) throws {
    let network = network(cell, units: Self.units, inputs: 4, activation)
    let run = Run(steps: 6, batch: 3, seed: 2)
    let drive = Drive.noise(deviation: 0.7)
    let trajectory = try network.trajectory(drive, run, as: Double.self, .never)
    var found: [[Double]] = []
    try network.backpropagate(through: trajectory, run, .never) { found.append($1.values) }
    // The first element of a batch is the sequence that Dynamics follows.
    let dynamics = Dynamics(network, drive, seed: run.seed)
    var state = try dynamics.initialState()
    var derivatives: [StepDerivative] = []
    for step in 1...run.steps {
      let next = try dynamics.advance(state, at: step)
      derivatives.append(next.derivative)
      state = next.state
    }
    var cotangent = Matrix(
      rows: state.count, columns: 1,
      elements: Array(found[0][..<Self.units])
        + [Double](repeating: 0, count: state.count - Self.units))
    for (back, derivative) in derivatives.reversed().enumerated() {
      cotangent = try derivative.pull(cotangent)
      for unit in 0..<Self.units {
        #expect((cotangent.elements[unit] - found[back + 1][unit]).magnitude < 1e-12)
      }
    }
  }

  @Test(arguments: cells.map { $0.init() })
  func anElementHasTheBitsItHasAlone(_ cell: any Cell) throws {
    let network = network(cell, units: 70, inputs: 5, Tanh())
    let drive = Drive.noise(deviation: 1)
    let many = try network.trajectory(
      drive, Run(steps: 5, batch: 7, seed: 3, threads: 2), as: Float.self, .never)
    let alone = try network.trajectory(drive, Run(steps: 5, seed: 3), as: Float.self, .never)
    for step in 0...5 {
      for block in 0..<cell.blocks {
        let (first, only) = (many.cellStates(at: step)[block], alone.cellStates(at: step)[block])
        #expect(Array(first.prefix(70)) == Array(only))
      }
    }
  }

  @Test(arguments: cells.map { $0.init() })
  func theStepAtRestIsTheLinearOne(_ cell: any Cell) throws {
    let network = network(cell, units: Self.units, inputs: nil, Tanh())
    guard let factors = cell.linearFactors(slope: 1) else {
      #expect(cell.hasGates)
      return
    }
    let dynamics = Dynamics(network, .silent, seed: 1)
    let jacobian = try dynamics.advance(try dynamics.initialState(.zeros), at: 1).derivative
      .jacobian
    let weights = cell.weights(from: network.recurrent)
    for row in 0..<Self.units {
      for column in 0..<Self.units {
        let linear = factors.sum * weights[row, column] + (row == column ? factors.state : 0)
        #expect((jacobian[row, column] - linear).magnitude < 1e-15)
      }
    }
  }

  @Test func everyFileOfTheFolderIsListed() throws {
    let listed = Set(cells.map { "\($0)" })
    for file in try sourceFiles(in: "Networks/Cells") where !["Cell", "CellStep"].contains(file) {
      #expect(listed.contains(file), "\(file) is not in the list in Cell.swift")
    }
  }

  private func driven(_ cell: any Cell, _ activation: any Activation) -> Dynamics {
    Dynamics(
      network(cell, units: Self.units, inputs: 4, activation), .noise(deviation: 0.7), seed: 2)
  }

  /// A state in which every number matters.
  private func start(of dynamics: Dynamics) throws -> [Double] {
    RandomStream(seed: 8, name: "state", draw: 0).normals(dynamics.stateSize)
  }
}
