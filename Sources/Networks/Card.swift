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

/// Another library's spelling, which leads to exactly that library's law.
public struct Synonym<Root>: Sendable {
  public let name: String
  public let adjust: @Sendable (inout Root) -> Void

  public init(_ name: String, adjust: @escaping @Sendable (inout Root) -> Void = { _ in }) {
    (self.name, self.adjust) = (name, adjust)
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
}

extension Knob where Root: Sendable {
  /// A number that must lie in `range`.
  public static func real(
    _ label: String, _ path: any WritableKeyPath<Root, Double> & Sendable,
    in range: ClosedRange<Double> = -Double
      .greatestFiniteMagnitude...Double
      .greatestFiniteMagnitude,
    default fallback: String, _ help: String
  ) -> Knob {
    Knob(label: label, help: help, kind: .number, fallback: fallback) {
      (root, value) throws(KnobError) in
      root[keyPath: path] = try number(value, in: range)
    }
  }

  /// A number that must lie in `range`; the law has its own value while it is unset.
  public static func real(
    _ label: String, _ path: any WritableKeyPath<Root, Double?> & Sendable,
    in range: ClosedRange<Double>, _ help: String
  ) -> Knob {
    Knob(label: label, help: help, kind: .number, fallback: nil) {
      (root, value) throws(KnobError) in
      root[keyPath: path] = try number(value, in: range)
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
    let endless = Double.greatestFiniteMagnitude
    return switch (range.lowerBound, range.upperBound) {
    case (-endless, endless): "a finite number"
    case (0, endless): "a finite number, zero or larger"
    case (let low, endless): "\(low) or larger"
    case (let low, let high): "between \(low) and \(high)"
    }
  }
}
