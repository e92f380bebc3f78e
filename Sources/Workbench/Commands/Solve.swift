import Language
import LinearAlgebra
import Networks
import Stability

extension Command {
  static let solve = Command(
    "solve", "Find the gain of Whh at which a number of the network reaches a target.",
    discussion: """
      radius is measured on Whh and chi comes from mean field; lyapunov, in nats per step, and horizon, \
      in steps until a gradient is below eps, are measured along a trajectory of the present model under \
      its present input. The present Whh is scaled in thought: nothing changes unless --apply is given.
      """,
    examples: [
      "init Whh uniform 128 low=-1 high=1; solve gain for radius=1",
      "init Whh xavier 64; solve gain for horizon=20 --apply; horizon",
    ],
    Parameter<DesignKnob>.choice("knob", "what is turned: gain, that of Whh"), .keyword("for"),
    .target, .threshold,
    .flag("apply", "scales Whh by the factor found")
  ) { evaluation, _, _, target, epsilon, applies in
    try InverseDesign(evaluation, target, epsilon: epsilon).outcome(applies: applies)
  }
}

/// What `solve` may turn.
enum DesignKnob: String, CaseIterable, Sendable {
  case gain
}

/// What a design is to reach.
struct DesignTarget: Sendable {
  enum Quantity: String, CaseIterable, Sendable {
    case radius, chi, lyapunov, horizon
  }

  let quantity: Quantity
  let value: Double
  let range: SourceRange

  /// How near is near enough.
  var tolerance: Double {
    switch quantity {
    case .radius, .chi: 1e-9 * value
    case .lyapunov: 1e-3
    case .horizon: 0.5
    }
  }
}

extension Parameter where Argument == DesignTarget {
  /// One of the targets by its label; exactly one has to be given.
  fileprivate static var target: Self {
    let helps: [DesignTarget.Quantity: String] = [
      .radius: "ρ of Whh", .chi: "χ1 of mean field", .lyapunov: "λ1, in nats per step",
      .horizon: "steps until the gradient is below eps",
    ]
    let infos = DesignTarget.Quantity.allCases.map { quantity in
      ParameterInfo(
        place: .labelled, label: quantity.rawValue, slot: .expression, help: helps[quantity] ?? "",
        isRequired: false, stand: "radius=1|chi=1|lyapunov=0|horizon=50")
    }
    return Parameter(infos: infos) { (reader, evaluation) throws(Diagnostic) in
      let given = DesignTarget.Quantity.allCases.compactMap { quantity in
        reader.labelled(quantity.rawValue).map { (quantity, $0) }
      }
      guard let (quantity, argument) = given.first else {
        throw Diagnostic(
          .missingArgument, "'solve' needs a target", at: reader.statement.verb.range,
          hint: "radius=1, chi=1, lyapunov=0 or horizon=50")
      }
      if let second = given.dropFirst().first {
        throw Diagnostic(
          .conflictingLabels, "one gain cannot reach two targets", at: second.1.range,
          hint: "leave one of them out")
      }
      let value = try evaluation.number(try argument.expression, from: argument.range)
      try check(value, of: quantity, at: argument.range)
      return DesignTarget(quantity: quantity, value: value, range: argument.range)
    }
  }

  private static func check(
    _ value: Double, of quantity: DesignTarget.Quantity, at range: SourceRange
  ) throws(Diagnostic) {
    let isAllowed =
      switch quantity {
      case .radius, .chi: value > 0 && value.isFinite
      case .lyapunov: value.isFinite
      case .horizon: Int(exactly: value).map { 1...500 ~= $0 } ?? false
      }
    guard !isAllowed else { return }
    let allowed =
      switch quantity {
      case .radius, .chi: "a number above zero"
      case .lyapunov: "a finite number"
      case .horizon: "a whole number of steps from 1 to 500"
      }
    throw Diagnostic(.outOfRange, "\(quantity.rawValue) is \(allowed)", at: range)
  }
}
