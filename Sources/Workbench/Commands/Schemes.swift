import Language
import LinearAlgebra
import Networks

/// A scheme as the user chose it: which initialiser, under which of its names.
struct Scheme: Sendable {
  /// The initialiser at its defaults, or as a synonym sets it.
  let initializer: any Initializer
  let spelling: String
  let info: SchemeInfo

  /// The initialiser of that name or synonym.
  init?(named name: String) {
    for type in initializers {
      if let made = Self.make(type, named: name) {
        (initializer, spelling, info) = (made, name, SchemeInfo(type))
        return
      }
    }
    return nil
  }

  private static func make<Law: Initializer>(_: Law.Type, named name: String) -> Law? {
    var law = Law()
    if Law.card.name == name { return law }
    guard let synonym = Law.card.synonyms.first(where: { $0.name == name }) else { return nil }
    synonym.adjust(&law)
    return law
  }

  /// The same initialiser with knobs turned.
  func turning(_ knobs: [Located<(label: String, value: KnobValue)>]) throws(Diagnostic)
    -> any Initializer
  {
    try Self.turn(initializer, knobs)
  }

  private static func turn<Law: Initializer>(
    _ law: Law, _ knobs: [Located<(label: String, value: KnobValue)>]
  ) throws(Diagnostic) -> Law {
    var turned = law
    for knob in knobs {
      guard let known = Law.card.knobs.first(where: { $0.label == knob.value.label }) else {
        continue
      }
      do {
        try known.set(&turned, knob.value.value)
      } catch {
        throw diagnostic(for: error, knob.value.label, at: knob.range)
      }
    }
    return turned
  }

  private static func diagnostic(
    for error: KnobError, _ label: String, at range: SourceRange
  ) -> Diagnostic {
    switch error {
    case .wantsNumber:
      Diagnostic(.wrongType, "\(label) is a number", at: range, hint: "try \(label)=1")
    case .outOfRange(let allowed):
      Diagnostic(.outOfRange, "\(label) is \(allowed)", at: range, hint: "try \(label)=1")
    case .notAmong(let words):
      Diagnostic(.unknownChoice, "\(label) is \(words.joined(separator: " or "))", at: range)
    }
  }
}

/// A card without its type, for help, the parser and messages.
struct SchemeInfo: Sendable {
  let name: String
  let summary: String
  let source: String
  let knobs: [KnobInfo]
  let exclusive: [(String, String)]
  let synonyms: [String]

  init<Law: Initializer>(_: Law.Type) {
    let card = Law.card
    name = card.name
    summary = card.summary
    source = card.source
    exclusive = card.exclusive
    synonyms = card.synonyms.map(\.name)
    knobs = card.knobs.map { knob in
      KnobInfo(label: knob.label, help: knob.help, fallback: knob.fallback, choices: knob.choices)
    }
  }

  static let all: [SchemeInfo] = initializers.map { SchemeInfo($0) }

  /// Every name a scheme may be called by.
  static let names: [String] = all.map(\.name) + all.flatMap(\.synonyms)
}

/// One knob of a scheme.
struct KnobInfo: Equatable, Sendable {
  let label: String
  let help: String
  let fallback: String?
  /// The words it takes; empty for a number.
  let choices: [String]
}

extension Knob {
  fileprivate var choices: [String] {
    if case .choice(let words) = kind { return words }
    return []
  }
}

extension Parameter where Argument == Located<Scheme> {
  /// The name of an initialiser.
  static var scheme: Self {
    let info = ParameterInfo(
      place: .positional, label: "scheme", slot: .word, help: "a way to draw; help schemes",
      isRequired: true)
    return .one(info, fallback: nil) { (argument, _) throws(Diagnostic) in
      let word = try argument.word
      if let scheme = Scheme(named: word) { return Located(scheme, at: argument.range) }
      let nearest =
        nearest(to: word, among: SchemeInfo.all.map(\.name))
        ?? nearest(to: word, among: SchemeInfo.names)
      throw Diagnostic(
        .unknownScheme, "there is no scheme '\(word)'", at: argument.range,
        hint: nearest.map { "did you mean '\($0)'?" }
          ?? "there is " + SchemeInfo.all.map(\.name).joined(separator: ", "))
    }
  }
}

extension Parameter where Argument == [Language.Argument] {
  /// The knobs of all schemes together, unread: which of them a scheme takes, and what `fan_in` is,
  /// is known only later.
  static var knobs: Self {
    var infos: [ParameterInfo] = []
    for knob in SchemeInfo.all.flatMap(\.knobs)
    where !infos.contains(where: { $0.label == knob.label }) {
      infos.append(
        ParameterInfo(
          place: .labelled, label: knob.label, slot: knob.choices.isEmpty ? .expression : .word,
          help: knob.help, isRequired: false, fallback: nil, choices: knob.choices,
          stand: "[KNOB=VALUE …]"))
    }
    let known = infos
    return Parameter(infos: known) { (reader, _) throws(Diagnostic) in
      known.compactMap { reader.argument(of: $0) }
    }
  }
}
