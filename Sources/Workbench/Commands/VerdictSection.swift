import LinearAlgebra
import Networks
import Stability

/// The verdict on the last run in words and as data, with the evidence it rests on.
struct VerdictSection {
  private let verdict: Verdict?
  private let staleness: String?
  private let steps: Int

  init(_ workspace: Workspace) {
    verdict = workspace.verdict
    staleness = workspace.staleness
    steps = workspace.result?.run.steps ?? 0
  }

  var report: Report {
    guard let verdict else {
      let reason = staleness.map { "No verdict any more: \($0). Unroll again" }
      return Report(
        result: [],
        blocks: [
          .sentence(
            (reason ?? "No verdict yet: it needs a run. Type unroll 100") + ", then stats.")
        ])
    }
    return Report(
      result: [],
      blocks: [
        .verdict(
          headline: Self.headline(verdict), sentence: Self.sentence(verdict),
          tone: verdict.gradients == .stable && verdict.cause == .none ? .good : .bad),
        .facts(Self.evidence(verdict)),
      ] + shortRun)
  }

  /// What has to be said of a run in which h_0 may still show.
  private var shortRun: [Block] {
    guard steps < 30 else { return [] }
    return [
      .caution(
        "\(steps) steps are few: the way from h_0 to where the network settles may decide the "
          + "verdict. unroll 100 tells more.")
    ]
  }

  /// The evidence as data, under the names that expressions read.
  static func record(_ evidence: Evidence) -> Datum {
    .record([
      Field(key: "growth_per_step", value: .number(evidence.growthPerStep)),
      Field(key: "state_growth_per_step", value: .optional(evidence.stateGrowthPerStep)),
      Field(key: "spectral_radius", value: .optional(evidence.spectralRadius)),
      Field(key: "linear_factor", value: .optional(evidence.linearFactor)),
      Field(key: "is_bounded", value: .boolean(evidence.isBounded)),
      Field(key: "gain", value: .number(evidence.gain)),
      Field(key: "mean_slope", value: .number(evidence.meanSlope)),
      Field(key: "flat_share", value: .number(evidence.flatShare)),
      Field(key: "is_zero_by_flatness", value: .boolean(evidence.isZeroByFlatness)),
      Field(key: "spectral_norm", value: .optional(evidence.spectralNorm)),
      Field(key: "memory_gate", value: .optional(evidence.memory?.gate)),
      Field(key: "memory_gate_mean", value: .optional(evidence.memory?.mean)),
      Field(key: "final_mean_square", value: .number(evidence.finalMeanSquare)),
      Field(key: "first_nonfinite_step", value: .optional(evidence.firstNonfiniteStep)),
      Field(key: "thresholds", value: thresholds),
    ])
  }

  private static let thresholds = Datum.record([
    Field(key: "vanishing_below", value: .number(Verdict.vanishingBelow)),
    Field(key: "exploding_above", value: .number(Verdict.explodingAbove)),
    Field(key: "flat_share_from", value: .number(Verdict.flatShareFrom)),
    Field(key: "linear_factor_from", value: .integer(1)),
  ])

  private static func headline(_ verdict: Verdict) -> String {
    "gradients \(verdict.gradients.rawValue), cause \(verdict.cause.rawValue)"
  }

  private static func evidence(_ verdict: Verdict) -> [Fact] {
    let evidence = verdict.evidence
    let isVanilla = evidence.cell == Vanilla.card.name
    let facts = [
      Fact(
        "gradient growth per step", .number(evidence.growthPerStep),
        note: "settled half; stable from \(formatted(Verdict.vanishingBelow)) to "
          + formatted(Verdict.explodingAbove)),
      Fact("spectral radius ρ", .optional(evidence.spectralRadius), note: "of Whh"),
      Fact("gain g = σ√n", .number(evidence.gain), note: "of Whh"),
      Fact(
        isVanilla ? "ρ · max φ′" : "ρ of a linear step", .optional(evidence.linearFactor),
        note: "below 1 the weights alone contract"),
      evidence.memory.map {
        Fact(
          "gate \($0.gate), mean", .number($0.mean), note: "the share of the old state that is kept"
        )
      },
      Fact("mean slope φ′", .number(evidence.meanSlope), note: "settled half"),
      Fact(
        "units where φ is flat", .number(100 * evidence.flatShare), unit: "%",
        note: "saturation from \(Int(100 * Verdict.flatShareFrom)) %"),
    ]
    return facts.compactMap(\.self).filter { $0.value != .null }
  }

  static func sentence(_ verdict: Verdict) -> String { VerdictSentence(verdict).text }
}
