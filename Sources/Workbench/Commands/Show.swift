import Language
import LinearAlgebra
import Networks
import Stability

extension Command {
  static let show = Command(
    "show", "List everything in the workspace, or print a matrix.",
    examples: ["init Whh xavier 512; show", "set Whh [[0, 1], [-1, 0]]; show Whh"],
    onlyTells: true,
    Parameter<MatrixName>.matrix().optional()
  ) { evaluation, matrix in
    let workspace = evaluation.workspace
    guard let name = matrix else { return Outcome(workspace, overview(workspace)) }
    let weights = try workspace.weights(name, at: evaluation.statementRange)
    return Outcome(workspace, Corners(weights.matrix).report(name))
  }

  private static func overview(_ workspace: Workspace) -> Report {
    let matrices = workspace.present.map { name, weights in
      Field(
        key: name.rawValue,
        value: .record([
          Field(key: "rows", value: .integer(weights.shape.rows)),
          Field(key: "columns", value: .integer(weights.shape.columns)),
          Field(key: "origin", value: .text(weights.summary)),
          Field(key: "gain", value: .number(weights.gain)),
        ]))
    }
    let settings = settings(workspace)
    let variables = workspace.variables.sorted { $0.key < $1.key }
    return Report(
      result: [Field(key: "matrices", value: .record(matrices))]
        + settings.map { Field(key: $0.label, value: $0.value) }
        + [
          Field(
            key: "variables",
            value: .record(variables.map { Field(key: $0.key, value: $0.value) })),
          Field(key: "states", value: states(workspace)),
        ],
      blocks: [matrixTable(workspace), .heading("settings"), .facts(settings)]
        + named(variables) + results(workspace))
  }

  private static func matrixTable(_ workspace: Workspace) -> Block {
    guard !workspace.weights.isEmpty else {
      return .sentence("No matrices yet. Start with init Whh xavier 512.")
    }
    return .table(
      Table(
        columns: [
          Table.Column("matrix", .left), Table.Column("shape", .left), Table.Column("law", .left),
          Table.Column("gain"),
        ],
        rows: workspace.present.map { name, weights in
          [
            .text(name.rawValue), .text(weights.shape.text), .text(weights.summary),
            .number(weights.gain),
          ]
        }))
  }

  private static func settings(_ workspace: Workspace) -> [Fact] {
    [
      Fact("model", .text(workspace.cell.name)),
      Fact("activation", .text(workspace.activation.name)),
      Fact("dtype", .text(workspace.precision.rawValue)),
      Fact("seed", .integer(Int(workspace.seed))),
      Fact("input", .text(workspace.input.summary)),
    ]
  }

  private static func named(_ variables: [(key: String, value: Datum)]) -> [Block] {
    guard !variables.isEmpty else { return [] }
    return [.heading("variables"), .facts(variables.map { Fact($0.key, $0.value) })]
  }

  private static func states(_ workspace: Workspace) -> Datum {
    guard let result = workspace.result else { return .null }
    return .record([
      Field(key: "steps", value: .integer(result.run.steps)),
      Field(key: "batch", value: .integer(result.run.batch)),
      Field(key: "growth_per_step", value: .optional(result.states.growthPerStep)),
      Field(
        key: "gradient_growth_per_step", value: .optional(result.gradients?.growthPerStep)),
    ])
  }

  private static func results(_ workspace: Workspace) -> [Block] {
    guard let result = workspace.result else {
      return workspace.staleness.map { [.sentence("No states any more: \($0). Unroll again.")] }
        ?? []
    }
    let facts = [
      Fact("steps", .integer(result.run.steps)), Fact("batch", .integer(result.run.batch)),
      Fact("state growth per step", .optional(result.states.growthPerStep)),
    ]
    let gradients = result.gradients.map {
      Fact("gradient growth per step", .number($0.growthPerStep))
    }
    return [.heading("last run"), .facts(facts + [gradients].compactMap(\.self))]
  }
}

/// A matrix as it is printed: whole when small, its corners when large.
private struct Corners {
  private let matrix: Matrix
  private let rows: [Int]
  private let columns: [Int]

  init(_ matrix: Matrix) {
    self.matrix = matrix
    rows = Self.shown(of: matrix.rows, atMost: 8)
    columns = Self.shown(of: matrix.columns, atMost: 6)
  }

  private static func shown(of count: Int, atMost limit: Int) -> [Int] {
    guard count > limit else { return Array(0..<count) }
    return Array(0..<limit / 2) + Array(count - limit / 2..<count)
  }

  func report(_ name: MatrixName) -> Report {
    let values = rows.map { row in columns.map { matrix[row, $0] } }
    let table = Table(
      columns: [Table.Column("row")] + columns.map { Table.Column("\($0 + 1)") },
      rows: zip(rows, values).map { row, entries in
        [.integer(row + 1)] + entries.map { .number($0) }
      })
    let shape = Shape(matrix.rows, matrix.columns)
    let isWhole = rows.count == matrix.rows && columns.count == matrix.columns
    return Report(
      result: [
        Field(key: "matrix", value: .text(name.rawValue)),
        Field(key: "rows", value: .integer(matrix.rows)),
        Field(key: "columns", value: .integer(matrix.columns)),
        Field(key: "shown_rows", value: .numbers(rows.map { Double($0 + 1) })),
        Field(key: "shown_columns", value: .numbers(columns.map { Double($0 + 1) })),
        Field(key: "values", value: .list(values.map { .numbers($0) })),
      ],
      blocks: [
        .heading("\(name.rawValue)  \(shape.text)" + (isWhole ? "" : ", its corners")),
        .table(table),
      ])
  }
}
