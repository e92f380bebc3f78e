import LinearAlgebra
import Networks
import Stability

/// The reason for a verdict, told in a sentence or two with its numbers.
struct VerdictSentence {
  private let verdict: Verdict

  init(_ verdict: Verdict) { self.verdict = verdict }

  private var evidence: Evidence { verdict.evidence }

  var text: String {
    switch verdict.cause {
    case .none: verdict.gradients == .stable ? stable : passing
    case .contraction: contraction
    case .saturation: saturation
    case .chaos: chaos
    case .overflow: overflow
    }
  }

  private var growth: String { formatted(evidence.growthPerStep) }

  /// `ρ = 1.027`; nothing for a cell with gates.
  private var radius: String? { evidence.spectralRadius.map { "ρ = \(formatted($0))" } }

  /// `forget gate f`, by its letter.
  private var memory: String? {
    evidence.memory.map { "the gate \($0.gate) keeps \(formatted($0.mean)) of the old state" }
  }

  private var stable: String {
    let reason =
      radius.map { "with \($0) and a mean slope φ′ of \(formatted(evidence.meanSlope))" } ?? memory
    return "The gradient keeps its size to within a factor of 100 in 100 steps: it changes by "
      + growth + " a step" + (reason.map { ", " + $0 } ?? "") + "."
  }

  /// The gradient explodes in this run, and yet the network is neither chaotic nor about to overflow.
  private var passing: String {
    guard let radius else {
      return "The gradient explodes, by \(growth) a step, around a state that rests at zero: any "
        + "change of it grows."
    }
    guard let factor = evidence.linearFactor, factor > 1 else {
      return
        "The gradient explodes, by \(growth) a step, but only for a while: \(radius) is not above "
        + "1, and what grows is the transient that a non-normal matrix allows, up to σ_max = "
        + formatted(evidence.spectralNorm ?? .nan) + " a step."
    }
    return
      "The gradient explodes, by \(growth) a step, around a state that rests at zero: \(radius) "
      + "makes that rest unstable, and any change of it grows."
  }

  private var contraction: String {
    let start = "The gradient vanishes because every step contracts"
    let factor = evidence.growthPerStep > 0 ? ", by a factor \(growth): " : ": "
    guard let linear = evidence.linearFactor, let radius else {
      return start + factor
        + (memory.map { $0 + ", and the rest of the step lets less through." }
          ?? "its gates let too little through.")
    }
    guard linear >= 1 else {
      let flat =
        evidence.flatShare >= Verdict.flatShareFrom
        ? " Besides, \(formatted(100 * evidence.flatShare)) % of the units are where φ is flat."
        : ""
      return start + factor + "\(linearName) = \(formatted(linear)) is below 1, so the "
        + "weights alone shrink it (g = \(formatted(evidence.gain)))." + flat
    }
    return start + factor + "\(radius) would keep it, but the slope φ′ is only "
      + formatted(evidence.meanSlope) + " on average."
  }

  private var linearName: String {
    evidence.cell == Vanilla.card.name ? "ρ · max φ′" : "the spectral radius of a linear step"
  }

  private var saturation: String {
    let share = formatted(100 * evidence.flatShare)
    guard let radius else {
      return
        "The gradient vanishes because \(share) % of the units are shut: their gates and φ are "
        + "saturated, and their next state hardly depends on anything."
    }
    let start =
      "The gradient vanishes because \(share) % of the units are saturated, where the slope φ′ is "
      + "nearly zero (mean \(formatted(evidence.meanSlope))), although \(radius) alone would not make "
      + "it vanish."
    guard evidence.gain >= 1 else { return start }
    let ratio = evidence.gain * evidence.gain
    return start + " Small variance is not the cause: that of Whh is \(formatted(ratio)) times 1/n."
      + outlier
  }

  /// A mean that is not zero adds an eigenvalue near n · mean, outside the disc of radius g.
  private var outlier: String {
    let outlier = (Double(evidence.units) * evidence.mean).magnitude
    guard outlier > 2 * evidence.gain else { return "" }
    return " The mean \(formatted(evidence.mean)) of its entries sets ρ, near n · mean = "
      + "\(formatted(outlier))."
  }

  private var chaos: String {
    let weights = ["g = \(formatted(evidence.gain))", radius].compactMap(\.self)
    return
      "The gradient explodes because the network is chaotic: \(evidence.activation) bounds the "
      + "state, but a small change of it grows by \(growth) a step (\(weights.joined(separator: ", ")))."
  }

  private var overflow: String {
    guard evidence.hasFiniteWeights else {
      return "A weight is infinite or not a number, so nothing can be said of the gradient."
    }
    if let step = evidence.firstNonfiniteStep { return overflow(at: step) }
    guard !evidence.growthPerStep.isNaN else {
      return "The gradient leaves the range of \(evidence.precision.rawValue) on its way back."
    }
    return
      "The gradient explodes, by \(growth) a step, and so will the state: \(evidence.activation) "
      + "does not bound it" + (radius.map { ", and \($0)" } ?? "") + "."
  }

  private func overflow(at step: Int) -> String {
    let start = "The state overflows \(evidence.precision.rawValue) at step \(step): "
    let name = evidence.activation
    if evidence.isBounded { return start + "a sum inside \(name) leaves its range." }
    guard let radius, let factor = evidence.linearFactor else {
      return start + "\(name) does not bound it."
    }
    guard factor > 1 else {
      return start
        + "\(name) does not bound it, and the input drives it there; Whh alone would not, "
        + "with \(radius)."
    }
    return start + "\(name) does not bound it, and \(radius)."
  }
}
