import LinearAlgebra
import Networks
import Stability

/// The numbers before and after a change.
struct SurgeryEffect {
  let cuts: [(part: MatrixName, cut: Surgery.Cut)]
  let before: StabilityNumbers
  let after: StabilityNumbers

  func report(_ name: MatrixName, _ workspace: Workspace) -> Report {
    let sentences = notes + Crossing(before, after, workspace, of: name).sentences
    return Report(
      result: [
        Field(key: "matrix", value: .text(name.rawValue)),
        Field(key: "matrices", value: .record(cuts.indices.map(record))),
        Field(key: "before", value: Self.record(before.growth)),
        Field(key: "after", value: Self.record(after.growth)),
        Field(key: "sentences", value: .list(sentences.map { .text($0) })),
      ],
      blocks: [.heading(heading(name)), .table(table)]
        + [sentences.joined(separator: " "), uncertainty ?? ""].map { .sentence($0) }
        + cuts.flatMap { part, _ in
          workspace.weights[part].map { Block.cautionUnlessFinite(part, $0) } ?? []
        })
  }

  private func heading(_ name: MatrixName) -> String {
    let edits = cuts.map(\.cut.edit.summary)
    let isSame = edits.allSatisfy { $0 == edits[0] }
    return "\(name.rawValue)  " + (isSame ? edits[0] : "each gate by itself")
  }

  /// What has to be said of the matrices, with the gate where there are several.
  private var notes: [String] {
    cuts.compactMap { part, cut in
      cut.note.map { cuts.count > 1 ? "\(part.rawValue): \($0)" : $0 }
    }
  }

  private var table: Table {
    var rows: [[Datum]] = []
    for (index, (part, _)) in cuts.enumerated() {
      let (old, new) = (before.matrices[index], after.matrices[index])
      let name = cuts.count > 1 ? " of \(part.rawValue)" : ""
      if let radius = old.spectralRadius {
        rows.append([
          .text("spectral radius ρ" + name), .number(radius), .optional(new.spectralRadius),
        ])
      } else {
        rows.append([
          .text("std" + name), .number(old.standardDeviation), .number(new.standardDeviation),
        ])
      }
      rows.append([
        .text("spectral norm σ_max" + name), .number(old.spectralNorm), .number(new.spectralNorm),
      ])
    }
    if before.growth != nil || after.growth != nil {
      rows.append(row("RMS gradient growth per step") { .number($0.rmsPerStep) })
      rows.append(row("Lyapunov exponent λ1") { $0.lyapunov.shownValue })
    }
    return Table(
      columns: [Table.Column("", .left), Table.Column("before"), Table.Column("after")], rows: rows)
  }

  private func row(_ label: String, _ value: (TangentGrowth) -> Datum) -> [Datum] {
    [.text(label), before.growth.map(value) ?? .null, after.growth.map(value) ?? .null]
  }

  /// How sure the growth is.
  private var uncertainty: String? {
    guard let growth = after.growth ?? before.growth else { return nil }
    let share = formatted(25 / Double(growth.steps), digits: 2)
    let bars = [before, after].map { numbers in
      numbers.growth?.lyapunov.bar.map { "± " + formatted($0, digits: 2) } ?? "of unknown error"
    }
    return
      "Growth over \(growth.steps) steps from h_0, to within some \(share) %; λ1 in nats per step "
      + "over the next \(growth.lyapunovSteps), \(bars[0]) before and \(bars[1]) after (95 %)."
  }

  // MARK: Data

  private func record(_ index: Int) -> Field {
    let (part, cut) = cuts[index]
    return Field(
      key: part.rawValue,
      value: .record(
        [Field(key: "edit", value: .text(cut.edit.summary))]
          + [cut.edit.factor.map { Field(key: "factor", value: .number($0)) }].compactMap(\.self)
          + [
            Field(key: "before", value: Self.record(before.matrices[index])),
            Field(key: "after", value: Self.record(after.matrices[index])),
          ]))
  }

  private static func record(_ numbers: StabilityNumbers.OfMatrix) -> Datum {
    .record([
      Field(key: "spectral_radius", value: .optional(numbers.spectralRadius)),
      Field(key: "spectral_norm", value: .number(numbers.spectralNorm)),
      Field(key: "std", value: .number(numbers.standardDeviation)),
    ])
  }

  private static func record(_ growth: TangentGrowth?) -> Datum {
    guard let growth else { return .null }
    return .record([
      Field(key: "rms_growth_per_step", value: .number(growth.rmsPerStep)),
      Field(key: "steps", value: .integer(growth.steps)),
      Field(key: "lyapunov", value: .number(growth.lyapunov.value)),
      Field(key: "lyapunov_bar", value: .optional(growth.lyapunov.bar)),
      Field(key: "lyapunov_steps", value: .integer(growth.lyapunovSteps)),
    ])
  }
}

extension Estimate {
  /// The value where its sign is certain; else how far from zero it may be.
  fileprivate var shownValue: Datum {
    guard sign == nil, let bar else { return .number(value) }
    return .text("0 ± " + formatted(value.magnitude + bar, digits: 2))
  }
}

extension Edit {
  /// What the matrix was multiplied by.
  fileprivate var factor: Double? {
    switch self {
    case .scaled(let factor), .scaledToRadius(_, let factor): factor
    default: nil
    }
  }
}

/// The borders that a change has crossed.
private struct Crossing {
  let sentences: [String]

  init(
    _ before: StabilityNumbers, _ after: StabilityNumbers, _ workspace: Workspace,
    of name: MatrixName
  ) {
    sentences = [
      Self.ofRadius(before, after, workspace, name), Self.ofExponent(before, after, workspace),
    ].compactMap(\.self)
  }

  /// ρ · max φ′ decides for a vanilla network alone: other cells add what they keep of the state.
  private static func ofRadius(
    _ before: StabilityNumbers, _ after: StabilityNumbers, _ workspace: Workspace,
    _ name: MatrixName
  ) -> String? {
    guard name == .recurrent, workspace.cell is Vanilla,
      let old = before.matrices[0].spectralRadius, let new = after.matrices[0].spectralRadius
    else { return nil }
    let slope = workspace.activation.steepestSlope
    let symbol = slope == 1 ? "ρ" : "ρ · max φ′"
    if old * slope <= 1, new * slope > 1 {
      return "\(symbol) is above 1 now: gradients can explode. That is necessary for it, not "
        + "sufficient: the slopes φ′ along the run decide."
    }
    if old * slope > 1, new * slope <= 1 {
      return
        "\(symbol) is no longer above 1: the weights alone do not make gradients explode, though "
        + "they may grow for a while, by up to σ_max · max φ′ a step."
    }
    return nil
  }

  /// Only where neither sign is in doubt.
  private static func ofExponent(
    _ before: StabilityNumbers, _ after: StabilityNumbers, _ workspace: Workspace
  ) -> String? {
    guard let old = before.growth?.lyapunov.sign, let new = after.growth?.lyapunov.sign, old != new
    else { return nil }
    guard new > 0 else {
      return "λ1 is below 0 now: along this run small changes die out, and so do gradients."
    }
    return "λ1 is above 0 now: along this run small changes grow, and so do gradients"
      + (workspace.activation.isBounded ? "; the state stays bounded, which is chaos." : ".")
  }
}
