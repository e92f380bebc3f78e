import LinearAlgebra
import Networks
import Stability

/// The matrices of a workspace: each beside what its law predicts, as long as they are few, else side
/// by side.
struct MatricesSection {
  /// More tables than these are not read.
  private static let mostTables = 3

  let report: Report

  /// Of one matrix, or of those of its gates, or of all.
  init(_ workspace: Workspace, only: MatrixName?) {
    let wanted = only.map { workspace.parts(of: $0) }
    let matrices = workspace.present.filter { name, _ in wanted?.contains(name) ?? true }
      .map { Reading(name: $0.name, weights: $0.weights, precision: workspace.precision) }
    let predicted = matrices.filter(\.isPredicted)
    let apart = predicted.count <= Self.mostTables ? predicted : []
    let others = matrices.filter { matrix in !apart.contains { $0.name == matrix.name } }
    report = Report(
      result: [
        Field(
          key: "matrices",
          value: .record(matrices.map { Field(key: $0.name.rawValue, value: $0.record) }))
      ],
      blocks: apart.flatMap(\.blocks) + Self.together(others) + matrices.flatMap(\.cautions))
  }

  /// A column a matrix, a row a quantity, and the same of how far they are from predictions.
  private static func together(_ matrices: [Reading]) -> [Block] {
    guard !matrices.isEmpty else { return [] }
    let columns = [Table.Column("", .left)] + matrices.map { Table.Column($0.name.rawValue) }
    let values = Table(
      columns: columns,
      rows: MatrixQuantity.statistics.map { quantity in
        [.text(quantity.label)] + matrices.map { quantity.value($0.weights) }
      })
    let predicted = matrices.filter(\.isPredicted)
    guard !predicted.isEmpty else { return [.heading("matrices"), .table(values)] }
    let scores = Table(
      columns: [Table.Column("z", .left)] + predicted.map { Table.Column($0.name.rawValue) },
      rows: MatrixQuantity.statistics.map { quantity in
        [.text(quantity.label)] + predicted.map { .optional($0.measure(quantity)?.zText) }
      })
    return [
      .heading("matrices"), .table(values), .table(scores),
      .sentence(
        "z is the distance from what the law predicts, in spreads over draws; --json and spectrum "
          + "tell the predictions."),
    ]
  }
}

/// A matrix with its measures.
private struct Reading {
  let name: MatrixName
  let weights: Weights
  let measures: [Measure]

  init(name: MatrixName, weights: Weights, precision: Precision) {
    (self.name, self.weights) = (name, weights)
    measures = weights.measures(in: precision)
  }

  var isPredicted: Bool { !name.isBias && measures.contains { $0.prediction != nil } }

  func measure(_ quantity: MatrixQuantity) -> Measure? {
    measures.first { $0.quantity.name == quantity.name }
  }

  var record: Datum {
    .record(
      MatrixQuantity.reported.map { Field(key: $0.name, value: $0.value(weights)) } + [
        Field(key: "measures", value: .list(measures.map(\.record)))
      ])
  }

  /// A row a quantity: measured, predicted ± spread, z.
  var blocks: [Block] {
    [
      .heading("\(name.rawValue)  \(weights.shape.text)  \(weights.summary)"),
      .table(Measure.table(MatrixQuantity.statistics.compactMap { measure($0)?.row })),
    ]
  }

  /// What must not be overlooked: no eigenvalues, or a draw that its law hardly ever gives.
  var cautions: [Block] {
    guard weights.matrix.isFinite else {
      return [
        .caution(
          "\(name.rawValue) has entries that are not finite numbers, so it has no eigenvalues.")
      ]
    }
    return Measure.cautions(measures, of: name)
  }
}
