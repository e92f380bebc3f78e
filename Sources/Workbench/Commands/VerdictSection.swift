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
      Field(key: "spectral_radius", value: .number(evidence.spectralRadius)),
      Field(key: "linear_factor", value: .number(evidence.linearFactor)),
      Field(key: "is_bounded", value: .boolean(evidence.isBounded)),
      Field(key: "gain", value: .number(evidence.gain)),
      Field(key: "mean_slope", value: .number(evidence.meanSlope)),
      Field(key: "flat_share", value: .number(evidence.flatShare)),
      Field(key: "is_zero_by_flatness", value: .boolean(evidence.isZeroByFlatness)),
      Field(key: "spectral_norm", value: .number(evidence.spectralNorm)),
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
    return [
      Fact(
        "gradient growth per step", .number(evidence.growthPerStep),
        note: "settled half; stable from \(formatted(Verdict.vanishingBelow)) to "
          + formatted(Verdict.explodingAbove)),
      Fact("spectral radius ρ", .number(evidence.spectralRadius), note: "of Whh"),
      Fact("gain g = σ√n", .number(evidence.gain), note: "of Whh"),
      Fact(
        "ρ · max φ′", .number(evidence.linearFactor), note: "below 1 the weights alone contract"),
      Fact("mean slope φ′", .number(evidence.meanSlope), note: "settled half"),
      Fact(
        "units where φ is flat", .number(100 * evidence.flatShare), unit: "%",
        note: "saturation from \(Int(100 * Verdict.flatShareFrom)) %"),
    ]
  }

  static func sentence(_ verdict: Verdict) -> String {
    let evidence = verdict.evidence
    return switch verdict.cause {
    case .none: verdict.gradients == .stable ? stable(evidence) : passing(evidence)
    case .contraction: contraction(evidence)
    case .saturation: saturation(evidence)
    case .chaos: chaos(evidence)
    case .overflow: overflow(evidence)
    }
  }

  private static func stable(_ evidence: Evidence) -> String {
    "The gradient keeps its size to within a factor of 100 in 100 steps: it changes by "
      + "\(formatted(evidence.growthPerStep)) a step, with ρ = "
      + "\(formatted(evidence.spectralRadius)) and a mean slope φ′ of "
      + "\(formatted(evidence.meanSlope))."
  }

  /// The gradient explodes in this run, and yet the network is neither chaotic nor about to overflow.
  private static func passing(_ evidence: Evidence) -> String {
    let growth = formatted(evidence.growthPerStep)
    guard evidence.linearFactor > 1 else {
      return "The gradient explodes, by \(growth) a step, but only for a while: ρ = "
        + "\(formatted(evidence.spectralRadius)) is not above 1, and what grows is the transient that "
        + "a non-normal matrix allows, up to σ_max = \(formatted(evidence.spectralNorm)) a step."
    }
    return "The gradient explodes, by \(growth) a step, around a state that rests at zero: ρ = "
      + "\(formatted(evidence.spectralRadius)) makes that rest unstable, and any change of it grows."
  }

  private static func contraction(_ evidence: Evidence) -> String {
    let start = "The gradient vanishes because every step contracts"
    let factor =
      evidence.growthPerStep > 0 ? ", by a factor \(formatted(evidence.growthPerStep)): " : ": "
    guard evidence.linearFactor >= 1 else {
      let flat =
        evidence.flatShare >= Verdict.flatShareFrom
        ? " Besides, \(formatted(100 * evidence.flatShare)) % of the units are where φ is flat."
        : ""
      return start + factor + "ρ · max φ′ = \(formatted(evidence.linearFactor)) is below 1, so the "
        + "weights alone shrink it (g = \(formatted(evidence.gain)))." + flat
    }
    return start + factor
      + "ρ = \(formatted(evidence.spectralRadius)) would keep it, but the slope "
      + "φ′ is only \(formatted(evidence.meanSlope)) on average."
  }

  private static func saturation(_ evidence: Evidence) -> String {
    let start =
      "The gradient vanishes because \(formatted(100 * evidence.flatShare)) % of the units are "
      + "saturated, where the slope φ′ is nearly zero (mean \(formatted(evidence.meanSlope))), "
      + "although ρ = \(formatted(evidence.spectralRadius)) alone would not make it vanish."
    guard evidence.gain >= 1 else { return start }
    let ratio = evidence.gain * evidence.gain
    return start + " Small variance is not the cause: that of Whh is \(formatted(ratio)) times 1/n."
      + outlier(evidence)
  }

  /// A mean that is not zero adds an eigenvalue near n · mean, outside the disc of radius g.
  private static func outlier(_ evidence: Evidence) -> String {
    let outlier = (Double(evidence.units) * evidence.mean).magnitude
    guard outlier > 2 * evidence.gain else { return "" }
    return " The mean \(formatted(evidence.mean)) of its entries sets ρ, near n · mean = "
      + "\(formatted(outlier))."
  }

  private static func chaos(_ evidence: Evidence) -> String {
    "The gradient explodes because the network is chaotic: \(evidence.activation) bounds the state, "
      + "but a small change of it grows by \(formatted(evidence.growthPerStep)) a step "
      + "(g = \(formatted(evidence.gain)), ρ = \(formatted(evidence.spectralRadius)))."
  }

  private static func overflow(_ evidence: Evidence) -> String {
    guard evidence.hasFiniteWeights else {
      return "A weight is infinite or not a number, so nothing can be said of the gradient."
    }
    if let step = evidence.firstNonfiniteStep { return overflow(evidence, at: step) }
    guard !evidence.growthPerStep.isNaN else {
      return "The gradient leaves the range of \(evidence.precision.rawValue) on its way back."
    }
    return "The gradient explodes, by \(formatted(evidence.growthPerStep)) a step, and so will the "
      + "state: \(evidence.activation) does not bound it, and ρ = "
      + "\(formatted(evidence.spectralRadius))."
  }

  private static func overflow(_ evidence: Evidence, at step: Int) -> String {
    let start = "The state overflows \(evidence.precision.rawValue) at step \(step): "
    let radius = "ρ = \(formatted(evidence.spectralRadius))"
    if evidence.isBounded { return start + "a sum inside \(evidence.activation) leaves its range." }
    guard evidence.linearFactor > 1 else {
      return start + "\(evidence.activation) does not bound it, and the input drives it there; Whh "
        + "alone would not, with \(radius)."
    }
    return start + "\(evidence.activation) does not bound it, and \(radius)."
  }
}
