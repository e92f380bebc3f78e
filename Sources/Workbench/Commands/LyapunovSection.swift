import LinearAlgebra
import Networks
import Stability

extension MeasurementGroup {
  static let lyapunov = MeasurementGroup(
    "lyapunov", \.lyapunov,
    [
      ("exponents", { .numbers($0.exponents.map(\.value)) }),
      ("largest", { .number($0.largest.value) }),
      ("standard_error", { .optional($0.largest.standardError) }),
      ("bar", { .optional($0.largest.bar) }),
      ("sign", { .optional($0.largest.sign) }),
      ("mean_exponent", { .optional($0.meanExponent?.value) }),
      ("kaplan_yorke_dimension", { .optional($0.kaplanYorkeDimension.value) }),
      ("entropy", { .optional($0.entropy?.value) }),
      ("positive_fraction", { .optional($0.positiveFraction) }),
      ("steps", { .integer($0.steps) }),
      ("burn_in", { .integer($0.burnIn) }),
      ("ending", { .text($0.ending.name) }),
      ("unit", { _ in .text("nats/step") }),
      ("standard_errors", { .list($0.exponents.map { .optional($0.standardError) }) }),
      ("interval", { .number($0.meanInterval) }),
      ("condition", { .number($0.largestCondition) }),
      ("sum_defect", { .optional($0.sumDefect) }),
      (
        "check",
        { spectrum in
          .record([
            Field(key: "largest", value: .optional(spectrum.check.estimate?.value)),
            Field(key: "bar", value: .optional(spectrum.check.estimate?.bar)),
            Field(
              key: "agrees",
              value: spectrum.checkAgrees.map { .boolean($0) } ?? .null),
          ])
        }
      ),
    ])
}

extension Estimate {
  /// The value with its sign, or how large it is at most where the bar includes zero.
  var signed: Datum {
    guard sign == nil, let bar else { return .number(value) }
    return .text("|λ| < \(formatted(value.magnitude + bar))")
  }

  /// The bar, unless it has been told with the value.
  fileprivate var shownBar: Datum { sign == nil ? .null : .optional(bar) }

  var noteOfBar: String? { bar.map { "± \(formatted($0))" } }
}

extension LyapunovSpectrum.Ending {
  fileprivate var name: String {
    switch self {
    case .stepsTaken: "steps taken"
    case .barReached: "bar reached"
    case .ranOut: "ran out"
    case .overflowed: "overflowed"
    }
  }
}

/// What a person reads about Lyapunov exponents.
struct LyapunovSection {
  private let spectrum: LyapunovSpectrum
  private let network: Network
  private let input: InputSetting

  init(_ spectrum: LyapunovSpectrum, of network: Network, _ input: InputSetting) {
    (self.spectrum, self.network, self.input) = (spectrum, network, input)
  }

  var blocks: [Block] {
    let heading =
      "Lyapunov exponents of \(network.summary), input \(input.kind): "
      + "\(spectrum.steps) \(spectrum.steps == 1 ? "step" : "steps") after \(spectrum.burnIn) of burn-in"
    return [.heading(heading), .table(table), .facts(facts), .sentence(meaning)]
      + remarks.map { .sentence($0) } + cautions.map { .caution($0) }
  }

  private var table: Table {
    let rows = sampledSteps(from: 1, to: spectrum.exponents.count).map { index in
      let exponent = spectrum.exponents[index - 1]
      return [Datum.integer(index), exponent.signed, exponent.shownBar]
    }
    return Table(
      columns: [
        Table.Column("i"), Table.Column("λ_i", unit: "nats/step"), Table.Column("95 % ±"),
      ],
      rows: rows)
  }

  private var facts: [Fact] {
    let mean = spectrum.meanExponent
    return [
      check,
      Fact("mean exponent", .optional(mean?.value), note: mean?.noteOfBar),
      sum,
      Fact(
        "positive exponents", .optional(spectrum.positiveFraction.map { 100 * $0 }),
        unit: spectrum.positiveFraction == nil ? nil : "%"),
      dimension,
      Fact(
        "entropy, at most", .optional(spectrum.entropy?.value),
        note: spectrum.entropy == nil ? "the last exponent measured is positive" : "nats per step"),
      Fact(
        "steps per orthonormalisation", .number(spectrum.meanInterval),
        note: "condition at most \(formatted(spectrum.largestCondition, digits: 2))"),
    ].compactMap(\.self)
  }

  private var check: Fact {
    let label = "λ_1 from two trajectories"
    switch spectrum.check {
    case .merged: return Fact(label, .null, note: "they merge within a step")
    case .overflowed: return Fact(label, .null, note: "the states leave the range of float64")
    case .measured(let estimate):
      let verdict = spectrum.checkAgrees.map {
        $0 ? "agrees" : "does not agree"
      }
      let bar = estimate.sign == nil ? nil : estimate.noteOfBar
      let note = [bar, verdict].compactMap(\.self).joined(separator: ", ")
      return Fact(label, estimate.signed, note: note.isEmpty ? nil : note)
    }
  }

  /// How well Σλ = ln |det Whh| + Σ ⟨ln φ′⟩ holds.
  private var sum: Fact? {
    spectrum.sumDefect.map { defect in
      let isKept = defect.magnitude <= 1e-8
      return Fact(
        "Σλ = ln |det Whh| + Σ⟨ln φ′⟩",
        .text(isKept ? "holds within 1e-8" : "off by \(formatted(defect))"))
    }
  }

  private var dimension: Fact {
    let label = "Kaplan–Yorke dimension"
    switch spectrum.kaplanYorkeDimension {
    case .value(let value):
      let share = value / Double(spectrum.stateSize)
      return Fact(label, .number(value), note: "\(formatted(share)) of d = \(spectrum.stateSize)")
    case .needsMoreExponents: return Fact(label, .null, note: "needs a larger k")
    case .volumesGrow: return Fact(label, .null, note: "volumes grow")
    }
  }
}

extension LyapunovSection {
  /// The sentence that says what the largest exponent means.
  private var meaning: String {
    let largest = spectrum.largest
    guard largest.value != -.infinity else {
      return "Every small change dies out in the end: the product of the Jacobians becomes zero."
    }
    if let bar = largest.bar, largest.value.magnitude + bar < 1e-6 {
      return "Neutral: a small change keeps its size, but for the rounding of the weights."
    }
    guard let sign = largest.sign, let steps = spectrum.doublingSteps else {
      return largest.bar == nil
        ? "Too few steps for an error bar, so no sign can be told: lyapunov 100."
        : "Not decided: the 95 % bar of λ_1 includes zero. More steps may: "
          + "lyapunov \(4 * spectrum.steps)."
    }
    let change = "a small change \(sign > 0 ? "doubles" : "halves") every \(formatted(steps)) steps"
    if sign < 0 { return "Stable: \(change)." }
    return network.activation.isBounded
      ? "Chaotic: \(change), though φ bounds the state." : "Unstable: \(change), and can explode."
  }

  private var remarks: [String] {
    let dead = spectrum.exponents.count { $0.value == -.infinity }
    guard dead > 0, spectrum.largest.value != -.infinity else { return [] }
    return [
      "\(dead) of the exponents are −∞: in so many directions the Jacobians are singular, to eleven "
        + "digits."
    ]
  }

  private var cautions: [String] {
    var cautions: [String] = []
    if spectrum.checkAgrees == false {
      cautions.append(
        "The two measurements of λ_1 disagree: they have not settled, which more steps will show, or Whh "
          + "is so far from normal that rounding decides, which henrici of spectrum shows.")
    }
    if spectrum.largest.value == -.infinity, spectrum.check.estimate != nil {
      cautions.append(
        "In \(spectrum.burnIn + spectrum.steps) steps two trajectories still show the passing growth of "
          + "a Whh far from normal; \(network.units) steps can, before they merge.")
    }
    switch spectrum.ending {
    case .stepsTaken, .barReached: break
    case .ranOut:
      cautions.append(
        "Stopped after \(spectrum.steps) steps with a wider bar than 0.002; lyapunov "
          + "\(4 * spectrum.steps) goes on.")
    case .overflowed(let step):
      cautions.append(
        "The state leaves the range of float64 at step \(step); measured until there.")
    }
    return cautions
  }
}
