import LinearAlgebra
import Networks
import Stability

/// What mean-field theory says of the network of a workspace.
struct Theory: Sendable {
  /// What expressions call it.
  static let name = "theory"

  /// Theory for the network with its input, or without.
  struct Case: Sendable {
    let theory: MeanFieldTheory
    let critical: Converged<Double>
    private let setting: TheorySetting

    init(
      _ field: MeanField, _ setting: TheorySetting, _ interruption: Interruption
    ) throws(Interrupted) {
      self.setting = setting
      theory = try MeanFieldTheory(of: field, interruption)
      critical = try field.criticalGain(interruption)
    }

    var size: Int { setting.size }

    /// By how much a step of the tied network multiplies gradients at this size: where every slope is
    /// the same, because the state rests at zero or φ is a line, that is ρ times the slope.
    var factorAtSize: Double? {
      let activation = theory.field.activation
      let isUniform = theory.fixedPoint.answer == Gaussian(variance: 0) || activation is Linear
      guard isUniform, let radius = setting.spectralRadius else { return nil }
      let slope = activation.average(.slope, over: Gaussian(variance: 0))
      return radius * slope.magnitude
    }

    /// How each search ended that did not find an answer, in words.
    var complaints: [String] {
      [
        Self.complaint("q*", theory.fixedPoint.ending),
        Self.complaint("the correlation c*", theory.correlation.ending),
        Self.complaint("the critical gain", critical.ending),
      ].compactMap(\.self)
    }

    private static func complaint(_ what: String, _ ending: Ending) -> String? {
      switch ending {
      case .converged: nil
      case .diverged:
        what == "q*" ? "q* is infinite: no finite variance is stable." : "\(what) was not found."
      case .cycles(let residual):
        "\(what) alternates between two states, \(formatted(residual)) apart; the numbers are "
          + "those of one of them."
      case .ranOut(let residual):
        "\(what) did not converge: its last step was still \(formatted(residual)), relatively."
      }
    }
  }

  let setting: TheorySetting
  /// As it is: with the input, where there is one.
  let present: Case
  /// Without the input, where there is one.
  let undriven: Case?

  init(
    _ setting: TheorySetting, _ interruption: Interruption
  ) throws(Interrupted) {
    self.setting = setting
    present = try Case(setting.field, setting, interruption)
    undriven =
      setting.isDriven ? try Case(setting.field.undriven, setting, interruption) : nil
  }
}

extension Workspace {
  /// Whether mean-field theory knows the model.
  var hasTheory: Bool { cell is Vanilla }

  /// The workspace with what theory says of it; without where there is nothing to say.
  func withTheory(_ interruption: Interruption) throws(Interrupted) -> Workspace {
    var next = self
    guard hasTheory, let setting = TheorySetting(self), setting.isFinite else {
      next.theory = nil
      return next
    }
    // The one at hand may be of matrices that have changed since.
    if theory?.setting != setting { next.theory = try Theory(setting, interruption) }
    return next
  }
}

// The numbers under the names that JSON and expressions give them.
extension Theory {
  static let keys = [
    "q", "chi", "xi", "critical_gain", "lyapunov", "mean_exponent", "gradient_factor",
    "hidden_variance", "horizon",
  ]

  var fields: [Field] {
    let field = setting.field
    return present.fields + [
      Field(key: "size", value: .integer(setting.size)),
      Field(key: "activation", value: .text(field.activation.name)),
      Field(key: "gain", value: .number(field.gain)),
      Field(key: "outlier", value: .number(field.outlier)),
      Field(key: "bias_variance", value: .number(field.bias.variance)),
      Field(key: "input_variance", value: .number(field.input.variance)),
      Field(key: "laws", value: .record(setting.sources.map(\.field))),
      Field(key: "undriven", value: undriven.map { .record($0.fields) } ?? .null),
    ]
  }

  /// The names without numbers, for a model that theory does not know.
  static var absent: [Field] { keys.map { Field(key: $0, value: .null) } }
}

extension Theory.Case {
  /// One row of the table: a quantity in the limit and at this size, and what it means.
  struct Row {
    let key: String
    let label: String
    let value: Datum
    var atSize: Datum = .null
    let meaning: String
  }

  var rows: [Row] {
    let factor = factorAtSize
    return [
      Row(
        key: "q", label: "q*", value: number(theory.length),
        meaning: "variance of the pre-activations"),
      Row(
        key: "hidden_variance", label: "hidden variance", value: number(theory.hiddenVariance),
        meaning: "variance of h over the units"),
      Row(
        key: "chi", label: "χ", value: number(theory.susceptibility),
        atSize: number(factor.map { $0 * $0 }),
        meaning: "growth of a gradient's square in a step"),
      Row(
        key: "gradient_factor", label: "gradient factor", value: number(theory.gradientFactor),
        atSize: number(factor), meaning: "growth of its norm in a step, √χ"),
      Row(
        key: "lyapunov", label: "λ1", value: number(theory.lyapunov),
        atSize: number(factor.map { Elementary.log($0) }),
        meaning: "largest exponent, nats per step"),
      Row(
        key: "mean_exponent", label: "mean exponent", value: number(theory.meanExponent),
        atSize: number(theory.meanExponent(at: size)),
        meaning: "mean of all of them"),
      Row(
        key: "xi", label: "ξ", value: number(theory.correlationLength),
        meaning: "steps to forget a difference"),
      Row(
        key: "horizon", label: "horizon", value: steps(theory.horizon()),
        atSize: steps(factor.map { MeanFieldTheory.horizon(of: $0 * $0) }),
        meaning: "steps until a gradient is < 1e-3"),
      Row(
        key: "critical_gain", label: "critical gain", value: number(critical.answer),
        atSize: number(factor.map { theory.field.gain / $0 }),
        meaning: "g at which χ = 1"),
    ]
  }

  var fields: [Field] {
    let rows = rows
    let limits = Theory.keys.compactMap { key in
      rows.first { $0.key == key }.map { Field(key: key, value: $0.value) }
    }
    let atSize = rows.filter { $0.atSize != .null || $0.key == "mean_exponent" }.map { row in
      Field(key: "\(row.key)_at_n", value: row.atSize)
    }
    return limits + atSize + [
      Field(key: "mean", value: number(theory.fixedPoint.answer.mean)),
      Field(key: "correlation", value: number(theory.correlation.answer)),
      Field(key: "xi_q", value: number(theory.lengthScale)),
      Field(key: "regime", value: .text(theory.regime.rawValue)),
    ]
  }

  private func number(_ value: Double?) -> Datum {
    value.map { $0.isNaN ? .null : .number($0) } ?? .null
  }

  /// A whole number of steps, or an infinite one.
  private func steps(_ value: Double?) -> Datum {
    guard let value else { return .null }
    return Int(exactly: value).map { .integer($0) } ?? .number(value)
  }
}

extension TheorySetting.Source {
  fileprivate var field: Field {
    Field(
      key: name,
      value: .record([
        Field(key: "law", value: .text(text)),
        Field(key: "mean", value: .number(mean)),
        Field(key: "std", value: .number(deviation)),
        Field(key: "declared", value: .boolean(isDeclared)),
      ]))
  }
}
