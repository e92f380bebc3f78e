/// The public face of something a user can name: what it is called, what it does, what it takes.
///
/// Help, completion, the parser's labels and the checks of a knob's value all read it.
public struct Card<Root>: Sendable {
  public let name: String
  public let summary: String
  /// Where the law comes from, as author and year.
  public let source: String
  public let knobs: [Knob<Root>]
  /// Pairs of labels of which a call may use only one.
  public let exclusive: [(String, String)]
  public let synonyms: [Synonym<Root>]

  public init(
    _ name: String, _ summary: String, source: String, knobs: [Knob<Root>] = [],
    exclusive: [(String, String)] = [], synonyms: [Synonym<Root>] = []
  ) {
    self.name = name
    self.summary = summary
    self.source = source
    self.knobs = knobs
    self.exclusive = exclusive
    self.synonyms = synonyms
  }
}

/// Another spelling; one of a library leads to exactly that library's law.
public struct Synonym<Root>: Sendable {
  public let name: String
  /// Whose spelling it is, as `torch`; `nil` where it is nobody's.
  public let library: String?
  public let adjust: @Sendable (inout Root) -> Void

  public init(
    _ name: String, of library: String? = nil,
    adjust: @escaping @Sendable (inout Root) -> Void = { _ in }
  ) {
    (self.name, self.library, self.adjust) = (name, library, adjust)
  }
}

/// What a user wrote behind `label=`.
public enum KnobValue: Equatable, Sendable {
  case number(Double)
  case word(String)
}

/// Why a knob refused a value; the sentence is completed by whoever knows the label.
public enum KnobError: Error, Equatable, Sendable {
  case wantsNumber
  case outOfRange(String)
  case notAmong([String])
}

/// One property of `Root` that a user may set by its label.
public struct Knob<Root>: Sendable {
  public enum Kind: Equatable, Sendable {
    case number
    case choice([String])
  }

  public let label: String
  public let help: String
  public let kind: Kind
  /// The value when nothing is said, as it would be typed; `nil` where nothing is the default.
  public let fallback: String?
  public let set: @Sendable (inout Root, KnobValue) throws(KnobError) -> Void
  /// How the knob stands; `nil` where it is unset.
  public let value: @Sendable (Root) -> KnobValue?
}

extension Knob where Root: Sendable {
  public static var finite: ClosedRange<Double> {
    -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  }

  /// Zero or larger.
  public static var amounts: ClosedRange<Double> { 0...Double.greatestFiniteMagnitude }

  /// Above zero.
  public static var positive: ClosedRange<Double> {
    Double.leastNonzeroMagnitude...Double.greatestFiniteMagnitude
  }

  /// Above zero and at most 1.
  public static var shares: ClosedRange<Double> { Double.leastNonzeroMagnitude...1 }

  /// A number that must lie in `range`.
  public static func real(
    _ label: String, _ path: any WritableKeyPath<Root, Double> & Sendable,
    in range: ClosedRange<Double> = finite,
    default fallback: String, _ help: String
  ) -> Knob {
    Knob(label: label, help: help, kind: .number, fallback: fallback) {
      (root, value) throws(KnobError) in
      root[keyPath: path] = try number(value, in: range)
    } value: {
      .number($0[keyPath: path])
    }
  }

  /// A number that must lie in `range`; the law has its own value while it is unset.
  public static func real(
    _ label: String, _ path: any WritableKeyPath<Root, Double?> & Sendable,
    in range: ClosedRange<Double>, default fallback: String? = nil, _ help: String
  ) -> Knob {
    Knob(label: label, help: help, kind: .number, fallback: fallback) {
      (root, value) throws(KnobError) in
      root[keyPath: path] = try number(value, in: range)
    } value: {
      $0[keyPath: path].map { .number($0) }
    }
  }

  /// A whole number that must lie in `range`.
  public static func whole(
    _ label: String, _ path: any WritableKeyPath<Root, Int> & Sendable,
    in range: ClosedRange<Int>, default fallback: String, _ help: String
  ) -> Knob {
    Knob(label: label, help: help, kind: .number, fallback: fallback) {
      (root, value) throws(KnobError) in
      guard case .number(let number) = value else { throw .wantsNumber }
      guard let whole = Int(exactly: number), range.contains(whole) else {
        throw .outOfRange(Networks.describe(range))
      }
      root[keyPath: path] = whole
    } value: {
      .number(Double($0[keyPath: path]))
    }
  }

  /// One of the cases of `Choice`, by its raw value.
  public static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ label: String, _ path: any WritableKeyPath<Root, Choice> & Sendable, default: Choice,
    _ help: String
  ) -> Knob {
    let names = Choice.allCases.map(\.rawValue)
    return Knob(label: label, help: help, kind: .choice(names), fallback: `default`.rawValue) {
      (root, value) throws(KnobError) in
      guard case .word(let word) = value, let choice = Choice(rawValue: word) else {
        throw .notAmong(names)
      }
      root[keyPath: path] = choice
    } value: {
      .word($0[keyPath: path].rawValue)
    }
  }

  private static func number(
    _ value: KnobValue, in range: ClosedRange<Double>
  ) throws(KnobError) -> Double {
    guard case .number(let number) = value else { throw .wantsNumber }
    guard range.contains(number) else { throw .outOfRange(describe(range)) }
    return number
  }

  private static func describe(_ range: ClosedRange<Double>) -> String {
    let (endless, least) = (Double.greatestFiniteMagnitude, Double.leastNonzeroMagnitude)
    return switch (range.lowerBound, range.upperBound) {
    case (-endless, endless): "a finite number"
    case (0, endless): "a finite number, zero or larger"
    case (least, endless): "a finite number above zero"
    case (least, let high): "above zero and at most \(literal(high))"
    case (let low, endless): "\(literal(low)) or larger"
    case (let low, let high): "between \(literal(low)) and \(literal(high))"
    }
  }

}

/// What a whole number in a range may be, as the end of a sentence.
func describe(_ range: ClosedRange<Int>) -> String {
  if range.lowerBound == range.upperBound { return "\(range.lowerBound)" }
  return range.upperBound == .max
    ? "a whole number, \(range.lowerBound) or larger"
    : "a whole number between \(range.lowerBound) and \(range.upperBound)"
}
