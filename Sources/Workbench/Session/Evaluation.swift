import Language
import LinearAlgebra

/// What a statement may read while it is carried out: the workspace it started from, and the means
/// of the machine.
struct Evaluation {
  let workspace: Workspace
  let catalogue: Catalogue
  let resources: Resources
  /// The text that the statement stands in.
  let source: Source
  /// Who is told of the statements that this one carries out.
  let audience: Session.Audience
  /// All states of the session; `nil` inside a block, where a statement about the session has no
  /// place.
  let history: History?
  /// The verb of the statement, for complaints about the statement as a whole.
  let statementRange: SourceRange
  /// Carries out statements one after the other, from the given workspace to the next.
  let perform: ([Statement], Workspace) throws -> Outcome

  var interruption: Interruption { resources.interruption }
}

/// What a session may use of the machine.
public struct Resources: Sendable {
  /// How many threads a product may be spread over; results do not depend on it.
  public var threads: Int
  public var memory: MemoryBudget
  public var interruption: Interruption
  /// Whether a saved session is being played.
  var isPlaying = false
  /// The person at the terminal, where there is one.
  public var dialogue: Dialogue?
  /// The limits that a session starts with; for a statement, those that hold now.
  public var limits: Limits
  public var access = FileAccess.open

  public init(
    threads: Int = 1, memory: MemoryBudget = .ofThisMachine, interruption: Interruption = .never,
    limits: Limits = .standard
  ) {
    self.threads = threads
    self.memory = memory
    self.interruption = interruption
    self.limits = limits
  }
}

extension Evaluation {
  /// The value of an expression that has to be a number.
  func number(
    _ expression: Expression, from range: SourceRange, locals: [String: Datum] = [:]
  ) throws(Diagnostic) -> Double {
    let value = try Evaluator(workspace, locals: locals).value(of: expression)
    guard let number = value.asNumber else {
      throw Diagnostic(.wrongType, "expected a number, not \(value.noun)", at: range)
    }
    return number
  }

  /// The value of an expression that has to be a seed.
  func seed(_ expression: Expression, from range: SourceRange) throws(Diagnostic) -> UInt64 {
    let value = try number(expression, from: range)
    // Above 2^53 doubles skip whole numbers, and the seed used would not be the one typed.
    guard let seed = UInt64(exactly: value), seed < 1 << 53 else {
      throw Diagnostic(
        .outOfRange, "a seed is a whole number from 0 up to 2^53", at: range, hint: "try seed 7")
    }
    return seed
  }

  /// The value of an expression that has to be a whole number above zero, and within a limit if there
  /// is one.
  func count(
    _ expression: Expression, _ label: String, within limit: Limit? = nil, from range: SourceRange
  ) throws(Diagnostic) -> Int {
    let value = try number(expression, from: range)
    if let limit { try check(value, within: limit, at: range) }
    // Far above what any memory holds, and far below where arithmetic on sizes would overflow.
    guard value <= 1e15 else {
      throw Diagnostic(
        .outOfRange, "\(Datum.number(value).literal) is too large for \(label)", at: range,
        hint: "try 512")
    }
    guard let count = Int(exactly: value), count > 0 else {
      throw Diagnostic(
        .outOfRange,
        "\(label) is a whole number above zero, not \(Datum.number(value).literal)", at: range,
        hint: "try \(max(1, Int(value.magnitude.rounded())))")
    }
    return count
  }
}
