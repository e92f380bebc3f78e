import LinearAlgebra
import Networks
import Stability

extension Contest {
  /// The table of the schemes, and the sentence that names the best.
  func report(_ comparison: Comparison) -> Report {
    Report(
      result: [Field(key: "rows", value: .list(comparison.rows.map { .record($0.fields) }))]
        + comparison.summary + settings,
      blocks: [
        .heading(heading(comparison)), .table(comparison.table), .sentence(comparison.reason),
      ]
        + shortRun(comparison))
  }

  private var settings: [Field] {
    [
      Field(key: "cell", value: .text(setting.cell.name)),
      Field(key: "activation", value: .text(setting.activation.name)),
      Field(key: "dtype", value: .text(setting.precision.rawValue)),
      Field(key: "input", value: .text(setting.input.kind)),
    ]
  }

  private func heading(_ comparison: Comparison) -> String {
    let seeds = comparison.seeds
    let span = seeds.count == 1 ? "seed \(seeds[0])" : "seeds \(seeds[0]) to \(seeds.last ?? 0)"
    let names = settings.map(\.value.shown).dropLast().joined(separator: ", ")
    return "\(comparison.steps) steps of \(comparison.units) units (\(names), input "
      + setting.input.kind + (inputShape == nil ? "" : ", Wxh by xavier") + "), \(span)"
      + (seeds.count == 1 ? "" : "; below each median the interquartile range")
  }

  private func shortRun(_ comparison: Comparison) -> [Block] {
    guard comparison.steps < 30 else { return [] }
    return [
      .caution(
        "\(comparison.steps) steps are few: the way from h_0 to where the network settles may decide "
          + "the verdicts. T=100 tells more.")
    ]
  }
}

extension Comparison {
  /// The medians of a scheme, and below them the ranges of its middle half.
  fileprivate var table: Table {
    let quantities = Quantity.all.filter { quantity in
      rows.contains { quantity.values($0) != nil }
    }
    return Table(
      columns: [Table.Column("scheme", .left)] + quantities.map { Table.Column($0.title) }
        + [Table.Column("stable"), Table.Column("gradients", .left)],
      rows: rows.flatMap { Self.lines(of: $0, quantities) })
  }

  private static func lines(of row: Row, _ quantities: [Quantity]) -> [[Datum]] {
    let judgement = row.judgement.value
    let cause = judgement.cause == .none ? "" : judgement.cause.rawValue
    let stable = "\(row.stableCount)/\(row.trials.count)"
    let medians = quantities.map { median($0, of: row) }
    let ranges = quantities.map { range($0, of: row) }
    return [
      [.text(row.scheme)] + medians + [.text(stable), .text(judgement.gradients.rawValue)],
      [.text("  " + row.knobs.replacing(",", with: ", "))] + ranges + [.text(""), .text(cause)],
    ]
  }

  // Three digits and two, flush right: with their points in line they would not fit a page.

  private static func median(_ quantity: Quantity, of row: Row) -> Datum {
    guard let values = quantity.values(row) else { return .text("–") }
    return .text(formatted(quantity.scale * Quartiles(of: values).median, digits: 3))
  }

  private static func range(_ quantity: Quantity, of row: Row) -> Datum {
    guard let values = quantity.values(row), values.count > 1 else { return .text("") }
    return .text(formatted(quantity.scale * Quartiles(of: values).range, digits: 2))
  }

  /// What expressions read: each scheme under its name, and what holds for all.
  var fields: [Field] {
    rows.map { Field(key: $0.label, value: .record($0.fields)) } + summary
  }

  /// What holds for all schemes.
  fileprivate var summary: [Field] {
    [
      Field(key: "best", value: .optional(best?.label)),
      Field(key: "reason", value: .text(reason)),
      Field(key: "size", value: .integer(units)),
      Field(key: "steps", value: .integer(steps)),
      Field(key: "seeds", value: .list(seeds.map { .integer(Int($0)) })),
      Field(key: "spread", value: .text("interquartile range")),
    ]
  }
}

extension Comparison {
  /// A number that every trial has.
  struct Quantity: Sendable {
    let key: String
    /// The head of its column.
    let title: String
    /// What the table multiplies it by.
    var scale = 1.0
    let value: @Sendable (Trial) -> Double?

    /// The numbers of all seeds; `nil` where there are none.
    func values(_ row: Row) -> [Double]? {
      let values = row.trials.compactMap(value)
      return values.isEmpty ? nil : values
    }

    static let all = [
      Quantity(key: "spectral_radius", title: "ρ") { $0.spectralRadius },
      Quantity(key: "spectral_norm", title: "σ_max") { $0.spectralNorm },
      Quantity(key: "gradient_growth_per_step", title: "growth") { $0.gradientGrowthPerStep },
      Quantity(key: "variance", title: "variance") { $0.finalVariance },
      Quantity(key: "saturation", title: "sat. %", scale: 100) { $0.finalSaturation },
    ]
  }

  /// Who is best, and why.
  public var reason: String {
    guard let best else { return "" }
    let growth = formatted(best.growth.median)
    let seeds = "\(best.stableCount) of \(seeds.count) \(seeds.count == 1 ? "seed" : "seeds")"
    guard best.stableCount > 0 else {
      let (judgement, count) = best.judgement
      let cause = judgement.cause == .none ? "" : ", cause \(judgement.cause.rawValue)"
      return
        "No scheme keeps gradients stable here. Nearest to it is \(best.label), with which they "
        + "change by \(growth) a step (\(judgement.gradients.rawValue)\(cause), with \(count) of "
        + "\(self.seeds.count))."
    }
    let equals = rows.filter { $0.stableCount == best.stableCount }
    let start = "Best is \(best.label): gradients are stable with \(seeds)"
    if rows.count == 1 { return "With \(best.label) gradients are stable with \(seeds)." }
    return equals.count == 1
      ? start + ", more than with any other scheme; they change by \(growth) a step."
      : start
        + ", and of the \(equals.count) schemes with as many its growth of \(growth) a step is "
        + "the nearest to 1."
  }
}

extension Comparison.Row {
  /// The row as data.
  var fields: [Field] {
    let quantities = Comparison.Quantity.all.flatMap { quantity -> [Field] in
      let values = quantity.values(self)
      let quartiles = values.map { Quartiles(of: $0) }
      return [
        Field(key: quantity.key, value: .optional(quartiles?.median)),
        Field(
          key: quantity.key + "_range",
          value: trials.count > 1 ? .optional(quartiles?.range) : .null),
        Field(key: quantity.key + "_by_seed", value: values.map { .numbers($0) } ?? .null),
      ]
    }
    return [
      Field(key: "scheme", value: .text(label)), Field(key: "law", value: .text(law)),
    ] + quantities + [
      Field(key: "gradients", value: .text(judgement.value.gradients.rawValue)),
      Field(key: "cause", value: .text(judgement.value.cause.rawValue)),
      Field(key: "stable_share", value: .number(stableShare)),
      Field(
        key: "gradients_by_seed", value: .list(judgements.map { .text($0.gradients.rawValue) })),
      Field(key: "cause_by_seed", value: .list(judgements.map { .text($0.cause.rawValue) })),
    ]
  }
}
