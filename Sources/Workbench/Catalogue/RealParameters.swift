import Language

// Numbers within bounds, as parameters.

extension Parameter where Argument == Double {
  /// A finite number, in the place where it stands.
  static func finite(_ label: String, _ help: String) -> Self {
    bounded(info(label, .positional, help), fallback: nil, "a finite number") { $0.isFinite }
  }

  /// A number in a range, in the place where it stands.
  static func share(_ label: String, _ help: String, in range: ClosedRange<Double>) -> Self {
    bounded(info(label, .positional, help), fallback: nil, describe(range)) { range ~= $0 }
  }

  /// A number in a range, by its label.
  static func share(
    _ label: String, default fallback: Double, _ help: String, in range: ClosedRange<Double>
  ) -> Self {
    var info = info(label, .labelled, help)
    info.fallback = Datum.number(fallback).literal
    return bounded(info, fallback: fallback, describe(range)) { range ~= $0 }
  }

  /// A finite number above zero, by its label.
  static func positive(_ label: String, _ help: String) -> Self {
    bounded(info(label, .labelled, help), fallback: nil, "a finite number above zero") {
      $0 > 0 && $0.isFinite
    }
  }

  private static func info(
    _ label: String, _ place: ParameterInfo.Place, _ help: String
  ) -> ParameterInfo {
    ParameterInfo(
      place: place, label: label, slot: .expression, help: help, isRequired: place == .positional)
  }

  private static func describe(_ range: ClosedRange<Double>) -> String {
    let upper = Datum.number(range.upperBound).literal
    return range.lowerBound > 0 && range.lowerBound < 1e-300
      ? "above zero and at most \(upper)"
      : "between \(Datum.number(range.lowerBound).literal) and \(upper)"
  }

  private static func bounded(
    _ info: ParameterInfo, fallback: Double?, _ allowed: String,
    _ isAllowed: @escaping @Sendable (Double) -> Bool
  ) -> Self {
    .one(info, fallback: fallback) { (argument, evaluation) throws(Diagnostic) in
      let value = try evaluation.number(try argument.expression, from: argument.range)
      if isAllowed(value) { return value }
      throw Diagnostic(
        .outOfRange, "\(info.label) is \(allowed), not \(Datum.number(value).literal)",
        at: argument.range)
    }
  }
}
