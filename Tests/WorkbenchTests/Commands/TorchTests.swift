import Language
import LinearAlgebra
import Networks
import Testing
import Workbench

/// Runs and gradients are those of torch, computed there in float64 with the weights of its state dict
/// (Fixtures/make-torch.py).
@Suite struct TorchTests {
  /// A cell of torch and what it is called here.
  struct Known: Sendable, CustomTestStringConvertible {
    let folder: String
    let cell: any Cell
    let activation: any Activation

    var testDescription: String { folder }

    func array(_ name: String) throws -> NpyArray {
      try NpyArray.read(Fixtures.path("torch/\(folder)/\(name).npy"), limit: 1e6)
    }

    /// What torch computed that can be exported.
    var results: [String] { ["states", "gradients"] + (cell.blocks > 1 ? ["cells"] : []) }
  }

  static let known = [
    Known(folder: "lstm", cell: LSTM(), activation: Tanh()),
    Known(folder: "gru", cell: GRU(), activation: Tanh()),
    Known(folder: "rnn-tanh", cell: Vanilla(), activation: Tanh()),
    Known(folder: "rnn-relu", cell: Vanilla(), activation: ReLU()),
  ]

  @Test(arguments: known, [("float64", 1e-12), ("float32", 1e-5)])
  func whatIsImportedRunsAsInTorch(_ known: Known, _ dtype: (name: String, error: Double)) throws {
    let (shell, folder) = (Shell(), try ScratchFolder())
    let lines =
      [
        "set dtype \(dtype.name)", "model \(known.cell.name) 5 inputs=4",
        "set activation \(known.activation.name)",
        "input npy \(Fixtures.path("torch/\(known.folder)/input.npy"))",
      ]
      + ["Whh", "Wxh", "bh", "bx"].map {
        "import \($0) \(Fixtures.path("torch/\(known.folder)/\($0).npy"))"
      } + ["unroll 20 batch=3"]
      + known.results.map { "export \($0) \(folder.path("\($0).npy"))" }
    for line in lines { try #require(shell.run(line).isEmpty, "\(line)") }
    for name in known.results {
      let ours = try NpyArray.read(folder.path("\(name).npy"), limit: 1e6)
      #expect(try miss(of: ours, from: known.array(name)) < dtype.error, "\(name)")
    }
  }

  @Test(arguments: known)
  func aNetworkOfTheSameWeightsRunsAsInTorch(_ known: Known) throws {
    let recurrent = try matrix("Whh", of: known)
    var network = Network(
      known.cell, recurrent: recurrent, activation: known.activation, precision: .float64)
    network.input = try matrix("Wxh", of: known)
    network.bias = try matrix("bh", of: known)
    network.inputBias = try matrix("bx", of: known)
    let run = Run(steps: 20, batch: 3, seed: 1)
    let drive = Drive.recorded(values: try known.array("input").elements, batch: 3)
    let trajectory = try network.trajectory(drive, run, as: Double.self, .never)
    var gradients: [[Double]] = []
    try network.backpropagate(through: trajectory, run, .never) { gradients.append($1.values) }
    func blocks(_ index: Int) -> [Double] {
      (0...20).flatMap { Array(trajectory.cellStates(at: $0)[index]) }
    }
    let computed =
      [blocks(0), gradients.reversed().flatMap(\.self)]
      + (known.cell.blocks > 1 ? [blocks(1)] : [])
    for (name, elements) in zip(known.results, computed) {
      let ours = NpyArray(shape: [21, 3, 5], type: .float64, elements: elements)
      #expect(try miss(of: ours, from: known.array(name)) < 1e-12, "\(name)")
    }
  }

  @Test(arguments: known)
  func theMatricesOfAllGatesAreExportedAsTheyWereImported(_ known: Known) throws {
    let (shell, folder) = (Shell(), try ScratchFolder())
    shell.run("set dtype float64; model \(known.cell.name) 5 inputs=4")
    for name in ["Whh", "Wxh", "bh", "bx"] {
      let (theirs, ours) = (Fixtures.path("torch/\(known.folder)/\(name).npy"), folder.path(name))
      #expect(shell.run("import \(name) \(theirs); export \(name) \(ours)").isEmpty)
      #expect(try NpyArray.read(ours, limit: 1e6) == known.array(name))
    }
  }

  @Test func onlyAnLSTMHasCellsToExport() throws {
    let (shell, folder) = (Shell(), try ScratchFolder())
    let path = folder.path("cells.npy")
    shell.run("model gru 4; init Whh xavier; unroll 3")
    let failure = try #require(shell.run("export cells \(path)").first)
    #expect(failure.code == .unknownChoice)
    #expect(failure.hint == "export states")
    shell.run("model lstm 4; init Whh xavier; unroll 3 batch=2; export cells \(path)")
    let cells = try NpyArray.read(path, limit: 1e6)
    #expect(cells.shape == [4, 2, 4])
    // c starts at zero, and φ of it, partly shown, is h.
    #expect(cells.elements.prefix(8).allSatisfy { $0 == 0 })
    #expect(cells.elements.dropFirst(8).allSatisfy { $0 != 0 })
  }

  private func matrix(_ name: String, of known: Known) throws -> Matrix {
    let array = try known.array(name)
    return Matrix(
      rows: array.shape[0], columns: array.shape.count > 1 ? array.shape[1] : 1,
      elements: array.elements)
  }

  /// The largest difference at any step, in units of the largest number of the step.
  private func miss(of ours: NpyArray, from theirs: NpyArray) throws -> Double {
    try #require(ours.shape == theirs.shape)
    let width = ours.elements.count / ours.shape[0]
    return stride(from: 0, to: ours.elements.count, by: width).reduce(0) { worst, start in
      let step = start..<start + width
      let scale = theirs.elements[step].reduce(0) { max($0, $1.magnitude) }
      let misses = zip(ours.elements[step], theirs.elements[step]).map { ($0 - $1).magnitude }
      let miss = misses.reduce(0) { $1.isNaN ? .infinity : max($0, $1) }
      return max(worst, miss / (scale == 0 ? 1 : scale))
    }
  }
}
