import Language

/// What a session may cost.
///
/// A workspace carries its limits as settings; a fresh one has those of its session's `Resources`.
/// The numbers are real, so that one that is far too large can be compared with them as it is.
public struct Limits: Equatable, Sendable {
  /// The bytes and the lines of a script or session file.
  public var fileBytes = Double(1 << 24)
  public var fileLines = 100_000.0
  /// The passes of loops at one level of nesting.
  public var passes = 1e6
  /// The rows or columns of a matrix.
  public var side = 16_384.0
  /// The steps of a run or a measurement, burn-in included.
  public var steps = 1e8
  /// The share of the free memory that a statement may plan to use.
  public var memoryShare = 0.5
  /// The bytes that earlier states are kept in.
  public var undoMemory = 1e9

  public static let standard = Limits()

  public init() {}

  /// Without the limits that `--trust` lifts.
  public var lifted: Limits {
    var lifted = self
    for limit in Limit.all where limit.isLiftedByTrust {
      guard let place = limit.place else { continue }
      lifted[keyPath: place] = limit.settable?.upperBound ?? .infinity
    }
    return lifted
  }
}

/// One limit: a row of the table that `limits` shows.
struct Limit: Sendable {
  let name: String
  let unit: String
  /// What it bounds, to stand behind `at most N`.
  let meaning: String
  /// The value of one that is the same in every session.
  private let fixed: Double
  /// Where the value of another stands.
  fileprivate let place: (any WritableKeyPath<Limits, Double> & Sendable)?
  /// What `limits NAME=VALUE` takes.
  let settable: ClosedRange<Double>?
  let isLiftedByTrust: Bool

  private init(_ name: String, _ unit: String, _ meaning: String, fixed: Int) {
    (self.name, self.unit, self.meaning, self.fixed) = (name, unit, meaning, Double(fixed))
    (place, settable, isLiftedByTrust) = (nil, nil, false)
  }

  private init(
    _ name: String, _ unit: String, _ meaning: String,
    _ place: any WritableKeyPath<Limits, Double> & Sendable,
    settable: ClosedRange<Double>? = nil, isLiftedByTrust: Bool = false
  ) {
    (self.name, self.unit, self.meaning, fixed) = (name, unit, meaning, .infinity)
    (self.place, self.settable, self.isLiftedByTrust) = (place, settable, isLiftedByTrust)
  }

  func value(in limits: Limits) -> Double { place.map { limits[keyPath: $0] } ?? fixed }

  /// The limits with another value of this one, if it is one that can be set.
  func setting(_ value: Double, in limits: Limits) -> Limits {
    var limits = limits
    if let place { limits[keyPath: place] = value }
    return limits
  }
}

extension Limit {
  static let statement = Limit(
    "statement", "bytes", "of one statement, with its blocks", fixed: Parser.maximumLength)
  static let nesting = Limit(
    "nesting", "levels", "of brackets, blocks and lists", fixed: Parser.maximumDepth)
  static let operations = Limit(
    "operations", "operations", "that hang on each other", fixed: Parser.maximumHeight)
  static let values = Limit(
    "values", "values", "in a list", fixed: 1_000_000)
  static let file = Limit(
    "file", "bytes", "of a script or session file", \.fileBytes, isLiftedByTrust: true)
  static let lines = Limit(
    "lines", "lines", "of a script or session file", \.fileLines, isLiftedByTrust: true)
  static let passes = Limit(
    "passes", "passes", "of nested loops, multiplied", \.passes, settable: 1...1e12,
    isLiftedByTrust: true)
  static let side = Limit(
    "side", "rows or columns", "of a matrix", \.side, settable: 1...1e6, isLiftedByTrust: true)
  static let steps = Limit(
    "steps", "steps", "of a run, burn-in included", \.steps, settable: 2...1e12,
    isLiftedByTrust: true)
  static let memory = Limit(
    "memory", "of the free memory", "for one statement", \.memoryShare, settable: 0.01...0.9)
  static let undo = Limit(
    "undo", "bytes", "of states to go back to", \.undoMemory, settable: 0...1e15)
  static let header = Limit(
    "header", "bytes", "of the header of a .npy file", fixed: NpyHeader.longestHeader)

  /// Every limit, in the order in which they are shown.
  static let all = [
    statement, nesting, operations, values, file, lines, passes, side, steps, memory, undo, header,
  ]
}

// MARK: - Complaints

extension Limit {
  /// `more than the limit 'passes' allows: 1000000`, the end of every complaint about a limit.
  func excess(in limits: Limits = .standard) -> String {
    "more than the limit '\(name)' allows: \(Datum.number(value(in: limits)).literal)"
  }

  /// `1000001 passes are more than …`.
  func sentence(_ amount: Double, in limits: Limits = .standard) -> String {
    "\(Datum.number(amount).literal) \(unit) are \(excess(in: limits))"
  }

  /// How the limit could be raised to `amount`.
  func hint(for amount: Double, isGuarded: Bool) -> String? {
    guard let settable else { return nil }
    guard amount <= settable.upperBound else { return "take fewer" }
    if isGuarded { return "take fewer, or let --trust lift the limit" }
    return "take fewer, or raise the limit: limits \(name)=\(Datum.number(amount).literal)"
  }
}

extension Evaluation {
  var limits: Limits { workspace.limits }

  /// Throws where `amount` is more than a limit allows.
  func check(
    _ amount: Double, within limit: Limit, at range: SourceRange
  ) throws(Diagnostic) {
    guard amount > limit.value(in: limits) else { return }
    throw Diagnostic(
      .overLimit, limit.sentence(amount, in: limits), at: range,
      hint: limit.hint(for: amount, isGuarded: resources.access.isGuarded))
  }

  /// Throws where a matrix would have too many rows or columns.
  func checkSide(_ rows: Int, _ columns: Int, at range: SourceRange) throws(Diagnostic) {
    try check(Double(max(rows, columns)), within: .side, at: range)
  }
}

extension Resources {
  /// The means as far as `limits` lets a statement have them.
  func within(_ limits: Limits) -> Resources {
    var resources = self
    resources.limits = limits
    resources.memory.share = limits.memoryShare
    return resources
  }
}

extension Limits {
  /// Those that can be set, as they are.
  var summary: String {
    Limit.all.filter { $0.settable != nil }
      .map { "\($0.name) \(Datum.number($0.value(in: self)).literal)" }.joined(separator: ", ")
  }
}
