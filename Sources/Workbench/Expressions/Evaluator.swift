import Language
import LinearAlgebra

/// Computes expressions over a workspace: a pure reading, nothing is drawn or changed.
///
/// Arithmetic is IEEE double precision; the functions are those of the exact tier, so that an
/// expression has the same bits everywhere.
struct Evaluator {
  let workspace: Workspace
  /// Names that are in scope only here, such as `fan_in` in a knob of `init`.
  let locals: [String: Datum]

  init(_ workspace: Workspace, locals: [String: Datum] = [:]) {
    self.workspace = workspace
    self.locals = locals
  }

  func value(of expression: Expression) throws(Diagnostic) -> Datum {
    switch expression.node {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .boolean(let truth): return .boolean(truth)
    case .list(let items): return try list(items)
    case .range(let first, let last, let step):
      return try range(from: first, to: last, by: step, at: expression.range)
    case .path(let path): return try value(of: path).datum
    case .index(let base, let indices):
      return try element(of: base, at: indices, in: expression.range)
    case .call(let function, let arguments): return try call(function, arguments)
    case .negate(let operand): return .number(-(try number(operand)))
    case .not(let operand): return .boolean(!(try truth(operand)))
    case .binary(let binary, let left, let right): return try apply(binary, left, right)
    case .near(let left, let right, let tolerance, let isPercent):
      return try near(left, right, within: tolerance, isPercent: isPercent)
    }
  }

  /// The value of an expression that has to be a number.
  func number(_ expression: Expression) throws(Diagnostic) -> Double {
    let value = try value(of: expression)
    if let number = value.asNumber { return number }
    throw Diagnostic(.wrongType, "expected a number, not \(value.noun)", at: expression.range)
  }

  /// The value of an expression that has to be true or false.
  func truth(_ expression: Expression) throws(Diagnostic) -> Bool {
    let value = try value(of: expression)
    if case .boolean(let truth) = value { return truth }
    throw Diagnostic(
      .wrongType, "expected true or false, not \(value.noun)", at: expression.range,
      hint: "compare with < <= > >= == != or ~")
  }

  private func list(_ items: [Expression]) throws(Diagnostic) -> Datum {
    var values: [Datum] = []
    var room = Self.mostValues
    for item in items {
      let value = try value(of: item)
      room -= max(1, try size(of: value, at: item.range, atMost: room))
      guard room >= 0 else { throw tooLarge(at: item.range) }
      // A range inside a list stands for its numbers: [0, 1..3] is [0, 1, 2, 3].
      if case .range = item.node, case .numbers(let numbers) = value {
        values += numbers.map { .number($0) }
      } else {
        values.append(value)
      }
    }
    return .list(values)
  }

  private func call(
    _ function: Located<String>, _ arguments: [Expression]
  ) throws(Diagnostic) -> Datum {
    guard let known = Function.all.first(where: { $0.name == function.value }) else {
      throw unknown(
        .unknownName, "there is no function '\(function.value)'", function.value,
        among: Function.all.map(\.name), at: function.range)
    }
    var values: [Double] = []
    for argument in arguments {
      values += try numbers(argument)
      guard arguments.count == 1 || values.count <= Self.mostValues else {
        throw tooLarge(at: argument.range)
      }
    }
    guard known.arity.contains(values.count) else {
      throw Diagnostic(
        .missingArgument, "\(known.name) takes \(known.arityText), not \(values.count)",
        at: function.range)
    }
    return .number(known.body(values))
  }

  /// A number or a list of numbers, as a list.
  private func numbers(_ expression: Expression) throws(Diagnostic) -> [Double] {
    let value = try value(of: expression)
    if let numbers = value.asNumbers { return numbers }
    throw Diagnostic(.wrongType, "expected a number, not \(value.noun)", at: expression.range)
  }

  private func near(
    _ left: Expression, _ right: Expression, within tolerance: Expression, isPercent: Bool
  ) throws(Diagnostic) -> Datum {
    let (value, target) = (try number(left), try number(right))
    let amount = try number(tolerance)
    let allowed = isPercent ? amount / 100 * target.magnitude : amount
    let isNear = target.isFinite && (value - target).magnitude <= allowed
    return .boolean(value == target || isNear)
  }
}
