import Language
import LinearAlgebra
import Networks
import Stability

extension Command {
  static let export = Command(
    "export", "Write a matrix, the states, the gradients or a series to a file.",
    discussion: """
      A .npy file holds a matrix (of a cell with gates the blocks one below the other, as in torch), \
      the states h_t (T+1, batch, n), the cells c_t of an lstm or the gradients δ_t in float64 (0 \
      where float64 cannot hold one) of the same shape, or a series. A path ending in .csv takes a \
      series: variance, mean_square, saturation or log10_norm. The file is replaced as a whole or \
      not at all.
      """,
    examples: [
      "init Whh xavier 64; export Whh Whh.npy",
      "init Whh xavier 64; unroll 100; export variance variance.csv",
    ],
    .word("what", "what to write", among: Exportable.names),
    .path("path", "a .npy or .csv file")
  ) { evaluation, what, path in
    guard let exportable = Exportable(named: what.value) else {
      throw unknown(
        .unknownChoice, "there is no '\(what.value)' to export", what.value,
        among: Exportable.names, at: what.range)
    }
    let export = Export(what: exportable, range: what.range, path: path, evaluation: evaluation)
    let (next, shape, type) = try evaluation.writing(path) { try export.write() }
    return Outcome(next, report(what.value, path.value, shape, type))
  }

  private static func report(
    _ what: String, _ path: String, _ shape: [Int], _ type: String
  ) -> Report {
    let text = shape.map(String.init).joined(separator: " × ")
    return Report(
      result: [
        Field(key: "path", value: .text(path)),
        Field(key: "shape", value: .list(shape.map { .integer($0) })),
        Field(key: "dtype", value: .text(type)),
      ],
      blocks: [.sentence("\(what), \(text), \(type), is in \(path)")])
  }
}

/// What can be written to a file, by the name it has everywhere.
enum Exportable: Sendable {
  case matrix(MatrixName)
  case states
  case cells
  case gradients
  case series(QuantityGroup.Quantity)

  init?(named name: String) {
    if let matrix = MatrixName(rawValue: name) {
      self = .matrix(matrix)
    } else if let series = QuantityGroup.series.first(where: { $0.name == name }) {
      self = .series(series)
    } else {
      switch name {
      case "states": self = .states
      case "cells": self = .cells
      case "gradients": self = .gradients
      default: return nil
      }
    }
  }

  static let names =
    MatrixName.allCases.map(\.rawValue) + ["states", "cells", "gradients"]
    + QuantityGroup.series.map(\.name)
}

/// One `export` on its way to a file.
private struct Export {
  let what: Exportable
  let range: SourceRange
  let path: Located<String>
  let evaluation: Evaluation

  typealias Written = (workspace: Workspace, shape: [Int], type: String)

  func write() throws -> Written {
    let isTable = path.value.hasSuffix(".csv")
    switch what {
    case .series(let series): return try write(series, asTable: isTable)
    case _ where isTable:
      throw Diagnostic(
        .unknownChoice, "a .csv file holds a series", at: path.range,
        hint: "write a .npy file, or export one of "
          + QuantityGroup.series.map(\.name).joined(separator: ", "))
    case .matrix(let name): return try write(name)
    case .states: return try writeStates(block: 0)
    case .cells: return try writeStates(block: 1)
    case .gradients: return try writeGradients()
    }
  }

  private func write(_ name: MatrixName) throws -> Written {
    let weights = try evaluation.workspace.weights(name, at: range)
    let shape = name.isBias ? [weights.shape.rows] : [weights.shape.rows, weights.shape.columns]
    let precision = evaluation.workspace.precision
    try write([weights.matrix.elements], shape, precision)
    return (evaluation.workspace, shape, precision.rawValue)
  }

  private func write(
    _ series: QuantityGroup.Quantity, asTable: Bool
  ) throws -> Written {
    let isOfStates = QuantityGroup.states.names.contains(series.name)
    let workspace =
      isOfStates
      ? evaluation.workspace : try evaluation.workspace.withGradients(evaluation.resources)
    let result = try workspace.runResult(at: range)
    let reading = QuantityGroup.RunReading(result: result, workspace: workspace)
    let values = series.value(reading).asNumbers ?? []
    if asTable {
      try SeriesFile(name: series.name, firstStep: series.firstIndex, values: values)
        .write(to: path.value)
    } else {
      try write([values], [values.count], .float64)
    }
    return (workspace, [values.count], Precision.float64.rawValue)
  }

  /// Writes one of the vectors that a state is made of: h, or the c of an lstm.
  private func writeStates(block: Int) throws -> Written {
    let result = try evaluation.workspace.runResult(at: range)
    guard block < result.network.cell.blocks else {
      throw Diagnostic(
        .unknownChoice, "the state of \(result.network.cell.name) is h alone", at: range,
        hint: "export states")
    }
    let shape = [result.run.steps + 1, result.run.batch, result.network.units]
    let precision = result.network.precision
    switch result.trajectory {
    case .float32(let trajectory): try write(trajectory.portions(of: block), shape, precision)
    case .float64(let trajectory): try write(trajectory.portions(of: block), shape, precision)
    }
    return (evaluation.workspace, shape, precision.rawValue)
  }

  private func writeGradients() throws -> Written {
    let result = try evaluation.workspace.runResult(at: range)
    let shape = [result.run.steps + 1, result.run.batch, result.network.units]
    let numbers = shape.reduce(8.0) { $0 * Double($1) }
    try evaluation.resources.memory.check(numbers, for: "the gradients", at: range)
    var steps: [[Double]] = []
    try result.trajectory.eachCotangent(result.network, result.run, evaluation.interruption) {
      steps.append($0)
    }
    try write(steps.reversed(), shape, .float64)
    return (evaluation.workspace, shape, Precision.float64.rawValue)
  }

  private func write<Scalar: NpyScalar>(
    _ pieces: some Sequence<[Scalar]>, _ shape: [Int], _ precision: Precision
  ) throws(FileError) {
    let interruption = evaluation.interruption
    try NpyArray.write(
      pieces, shape: shape, as: precision == .float64 ? .float64 : .float32, to: path.value
    ) { interruption.isRequested }
  }
}

extension Trajectory {
  /// One block of the state at every step from the start on, some steps at a time.
  fileprivate func portions(of block: Int) -> some Sequence<[Scalar]> {
    let portion = max(1, (1 << 17) / (batch * units))
    return stride(from: 0, through: steps, by: portion).lazy.map { first in
      (first...min(first + portion - 1, steps)).flatMap { cellStates(at: $0)[block] }
    }
  }
}

extension AnyTrajectory {
  /// δ_T, δ_{T−1}, … δ_0 in float64; a number too small for it is 0, one too large is infinite.
  fileprivate func eachCotangent(
    _ network: Network, _ run: Run, _ interruption: Interruption,
    visit: ([Double]) throws -> Void
  ) throws {
    switch self {
    case .float32(let trajectory):
      try network.backpropagate(through: trajectory, run, interruption) {
        try visit($1.values)
      }
    case .float64(let trajectory):
      try network.backpropagate(through: trajectory, run, interruption) {
        try visit($1.values)
      }
    }
  }
}
