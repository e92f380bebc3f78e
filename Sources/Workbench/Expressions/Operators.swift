import Language
import LinearAlgebra

extension Evaluator {
  /// The value of a binary operator.
  func apply(
    _ binary: Language.Operator, _ left: Expression, _ right: Expression
  ) throws(Diagnostic) -> Datum {
    switch binary {
    case .and: return .boolean(try truth(left) ? try truth(right) : false)
    case .or: return .boolean(try truth(left) ? true : try truth(right))
    case .equal: return .boolean(try areEqual(left, right))
    case .notEqual: return .boolean(!(try areEqual(left, right)))
    default: break
    }
    let (first, second) = (try number(left), try number(right))
    return switch binary {
    case .add: .number(first + second)
    case .subtract: .number(first - second)
    case .multiply: .number(first * second)
    case .divide: .number(first / second)
    case .power: .number(Elementary.pow(first, second))
    case .less: .boolean(first < second)
    case .lessOrEqual: .boolean(first <= second)
    case .greater: .boolean(first > second)
    case .greaterOrEqual: .boolean(first >= second)
    case .and, .or, .equal, .notEqual: .null
    }
  }

  private func areEqual(_ left: Expression, _ right: Expression) throws(Diagnostic) -> Bool {
    let (first, second) = (try value(of: left), try value(of: right))
    if let first = first.asNumber, let second = second.asNumber { return first == second }
    if let first = first.asNumbers, let second = second.asNumbers { return first == second }
    return first == second
  }
}
