/// A tree of operations on literals and names, with the place of every node.
public struct Expression: Sendable, Equatable {
  /// What stands at a node.
  public indirect enum Node: Sendable, Equatable {
    case number(Double)
    case text(String)
    case boolean(Bool)
    case list([Expression])

    /// `from..to by step`, both ends included.
    case range(from: Expression, to: Expression, by: Expression?)

    /// A name and its members, as `Whh.f.std`.
    case path([Located<String>])

    /// `Whh[1, 2]`.
    case index(Expression, [Expression])

    case call(function: Located<String>, [Expression])
    case negate(Expression)
    case not(Expression)
    case binary(Operator, Expression, Expression)

    /// `a ~ b within tolerance`, the tolerance in per cent of `b` or absolute.
    case near(Expression, Expression, tolerance: Expression, isPercent: Bool)
  }

  public let node: Node
  public let range: SourceRange

  /// The longest way down to a leaf, which counts 1; whoever walks the tree needs that much stack.
  public let height: Int

  /// A node over finished children.
  ///
  /// O(children).
  public init(_ node: Node, at range: SourceRange) {
    self.node = node
    self.range = range
    height = 1 + (node.children.map(\.height).max() ?? 0)
  }
}

/// An operation on two values; the raw value is how it is written.
public enum Operator: String, CaseIterable, Sendable {
  case or
  case and
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"
  case equal = "=="
  case notEqual = "!="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"
}

extension Operator {
  /// The other ways to write it.
  var otherSpellings: [String] {
    switch self {
    case .lessOrEqual: ["≤"]
    case .greaterOrEqual: ["≥"]
    case .notEqual: ["≠"]
    case .subtract: ["−"]
    case .multiply: ["×", "·"]
    case .divide: ["÷"]
    case .or, .and, .less, .greater, .equal, .add, .power: []
    }
  }

  /// All ways to write it.
  public var spellings: [String] { [rawValue] + otherSpellings }

  /// How `a ~ b within c` may be written.
  public static let nearSpellings = ["~", "≈"]
}

extension Expression.Node {
  /// The operands, in the order of the text.
  public var children: [Expression] {
    switch self {
    case .number, .text, .boolean, .path: []
    case .list(let elements): elements
    case .range(let from, let to, let step): [from, to] + (step.map { [$0] } ?? [])
    case .index(let base, let indices): [base] + indices
    case .call(_, let arguments): arguments
    case .negate(let operand), .not(let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .near(let left, let right, let tolerance, _): [left, right, tolerance]
    }
  }
}

extension Expression {
  /// Every dotted name the expression reads, in the order of the text, repetitions included.
  ///
  /// Functions are not among them; an index is left out, but what it reads is there.
  public var paths: [Located<[String]>] {
    if case .path(let names) = node { return [Located(names.map(\.value), at: range)] }
    return node.children.flatMap(\.paths)
  }
}
