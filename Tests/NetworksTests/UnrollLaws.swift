import LinearAlgebra
import Networks
import Testing

@Suite struct UnrollLaws {
  @Test(arguments: TestDrive.allCases)
  func everyElementHasTheBitsItHasInASmallerBatch(drive: TestDrive) throws {
    let many = try states(batch: 7, drive)
    for element in 0..<7 {
      let fewer = try states(batch: element + 1, drive)
      for step in 0...many.steps {
        #expect(many.state(of: element, at: step) == fewer.state(of: element, at: step))
      }
    }
  }

  @Test(arguments: TestDrive.allCases)
  func elementsOfABatchDiffer(drive: TestDrive) throws {
    let states = try states(batch: 7, drive)
    #expect(Set((0..<7).map { states.state(of: $0, at: states.steps) }).count == 7)
  }

  @Test func aBatchTakenInPortionsHasTheBitsOfItsElementsAlone() throws {
    // 1024 units are taken 476 batch elements at a time.
    let (units, batch) = (1024, 600)
    let network = network(units: units, inputs: 1, Tanh())
    let inputs = RandomStream(seed: 3, name: "test", draw: 0).normals(2 * batch)
    func end(_ values: [Double], batch: Int) throws -> Trajectory<Float> {
      let run = Run(steps: 2, batch: batch, start: .zeros, seed: 1)
      return try network.trajectory(
        .recorded(values: values, batch: batch), run, as: Float.self, .never)
    }
    let many = try end(inputs, batch: batch)
    for element in [0, 475, 476, 599] {
      let alone = try end([inputs[element], inputs[batch + element]], batch: 1)
      #expect(many.state(of: element, at: 2) == alone.state(of: 0, at: 2))
    }
  }

  @Test(arguments: 2...4)
  func workSplitOverThreadsHasTheSameBits(threads: Int) throws {
    // A product is split where batch · n² / 500000, here 16, is at least the number of threads.
    let network = network(units: 1024, inputs: nil, Tanh())
    func states(threads: Int) throws -> [Float] {
      let run = Run(steps: 2, batch: 8, seed: 9, threads: threads)
      return try network.trajectory(.silent, run, as: Float.self, .never).states
    }
    #expect(try states(threads: threads) == states(threads: 1))
  }

  @Test func statesSatisfyTheRecurrence() throws {
    let network = network(units: 9, inputs: 4, Tanh())
    let inputs = RandomStream(seed: 3, name: "test", draw: 0).normals(6 * 2 * 4)
    let run = Run(steps: 6, batch: 2, seed: 1)
    let trajectory = try network.trajectory(
      .recorded(values: inputs, batch: 2), run, as: Double.self, .never)
    for step in 1...6 {
      for element in 0..<2 {
        let before = Array(trajectory[step - 1].dropFirst(element * 9).prefix(9))
        let after = Array(trajectory[step].dropFirst(element * 9).prefix(9))
        let input = Array(
          inputs[((step - 1) * 2 + element) * 4..<((step - 1) * 2 + element + 1) * 4])
        for (unit, state) in after.enumerated() {
          let sum = expected(network, unit, before, input)
          #expect((Elementary.tanh(sum) - state).magnitude < 1e-14)
        }
      }
    }
  }

  @Test func oneHotSymbolsAreColumnsOfTheInputWeights() throws {
    let network = network(units: 6, inputs: 3, Linear())
    let run = Run(steps: 4, batch: 2, seed: 1)
    let symbols: [UInt32] = [2, 0, 0, 1]
    let dense = symbols.flatMap { symbol in (0..<3).map { $0 == Int(symbol) ? 1.0 : 0 } }
    let sparse = try network.trajectory(.symbols(symbols), run, as: Float.self, .never)
    let full = try network.trajectory(
      .recorded(values: dense, batch: 1), run, as: Float.self, .never)
    #expect(sparse.states == full.states)
  }

  @Test func aDiagonalLinearNetworkGrowsAsItsPowers() throws {
    let diagonal = [0.5, -2, 1]
    let network = Network(
      recurrent: Matrix(3, 3) { $0 == $1 ? diagonal[$0] : 0 }, activation: Linear(),
      precision: .float64)
    let trajectory = try network.trajectory(
      .silent, Run(steps: 10, seed: 4), as: Double.self, .never)
    for (unit, factor) in diagonal.enumerated() {
      let expected = trajectory[0][unit] * Elementary.pow(factor, 10)
      #expect(trajectory[10][trajectory[10].startIndex + unit] == expected)
    }
  }

  @Test func zerosStayZerosWithoutABias() throws {
    let network = network(units: 5, inputs: nil, Tanh())
    let trajectory = try network.trajectory(
      .silent, Run(steps: 3, start: .zeros, seed: 1), as: Float.self, .never)
    #expect(trajectory.states.allSatisfy { $0 == 0 })
  }

  private func expected(
    _ network: Network, _ unit: Int, _ state: [Double], _ input: [Double]
  ) -> Double {
    let bias = network.bias?[unit, 0] ?? 0
    let driven = input.enumerated().reduce(bias) { sum, term in
      sum + (network.input?[unit, term.offset] ?? 0) * term.element
    }
    return state.enumerated().reduce(driven) {
      $0 + network.recurrent[unit, $1.offset] * $1.element
    }
  }

  private func states(batch: Int, _ drive: TestDrive) throws -> Trajectory<Float> {
    try network(units: 150, inputs: 5, Tanh()).trajectory(
      drive.drive(steps: 8), Run(steps: 8, batch: batch, seed: 9), as: Float.self, .never)
  }
}

/// Each kind of drive, for networks of five inputs and batches of up to seven.
enum TestDrive: CaseIterable {
  case silent, noise, symbols, shared, recorded

  func drive(steps: Int) -> Drive {
    let numbers = RandomStream(seed: 4, name: "test", draw: 0).normals(steps * 7 * 5)
    return switch self {
    case .silent: .silent
    case .noise: .noise(deviation: 0.7)
    case .symbols: .symbols((0..<steps).map { UInt32($0 * 3 % 5) })
    case .shared: .recorded(values: Array(numbers.prefix(steps * 5)), batch: 1)
    case .recorded: .recorded(values: numbers, batch: 7)
    }
  }
}

extension Trajectory {
  /// h_t of one batch element.
  func state(of element: Int, at step: Int) -> [Scalar] {
    Array(self[step].dropFirst(element * units).prefix(units))
  }
}

/// A random network for tests; with biases where it has inputs.
func network(
  _ cell: any Cell = Vanilla(), units: Int, inputs: Int?, _ activation: any Activation
) -> Network {
  let rows = cell.gates.count * units
  func matrix(_ columns: Int, _ name: String) -> Matrix {
    let stream = RandomStream(seed: 11, name: name, draw: 0)
    let deviation = 1.2 / Double(columns).squareRoot()
    return Matrix(
      rows: rows, columns: columns, elements: stream.normals(rows * columns).map { deviation * $0 })
  }
  var network = Network(
    cell, recurrent: matrix(units, "Whh"), activation: activation, precision: .float64)
  guard let inputs else { return network }
  network.input = matrix(inputs, "Wxh")
  network.bias = matrix(1, "bh").map { 0.1 * $0 }
  return network
}
