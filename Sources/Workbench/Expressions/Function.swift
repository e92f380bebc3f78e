import LinearAlgebra

/// A function of the expression language: one row of the table below.
struct Function: Sendable {
  let name: String
  let summary: String
  let arity: ClosedRange<Int>
  let body: @Sendable ([Double]) -> Double

  /// A function of one number.
  init(_ name: String, _ summary: String, _ body: @escaping @Sendable (Double) -> Double) {
    self.name = name
    self.summary = summary
    arity = 1...1
    self.body = { body($0[0]) }
  }

  /// A function of any number of numbers, one at least.
  init(
    _ name: String, _ summary: String, folding body: @escaping @Sendable (Double, Double) -> Double
  ) {
    self.name = name
    self.summary = summary
    arity = 1...Int.max
    self.body = { numbers in numbers.dropFirst().reduce(numbers[0], body) }
  }

  var arityText: String { arity == 1...1 ? "one number" : "one number or more" }

  static let all: [Function] = [
    Function("sqrt", "square root") { $0.squareRoot() },
    Function("exp", "e to the power") { Elementary.exp($0) },
    Function("log", "natural logarithm") { Elementary.log($0) },
    Function("log10", "decimal logarithm") { Elementary.log10($0) },
    Function("abs", "magnitude") { $0.magnitude },
    Function("min", "the smallest", folding: Double.minimum),
    Function("max", "the largest", folding: Double.maximum),
  ]

  /// Names that always have a value.
  static let constants: [String: Datum] = [
    "pi": .number(.pi), "inf": .number(.infinity), "nan": .number(.nan), "none": .null,
  ]
}
