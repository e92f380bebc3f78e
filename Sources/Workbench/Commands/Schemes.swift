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
    guard let made = Networks.initializer(named: name) else { return nil }
    (initializer, spelling, info) = (made, name, SchemeInfo(of: made))
  }

  /// An initialiser as it stands.
  init<Law: Initializer>(_ initializer: Law) {
    self.initializer = initializer
    (spelling, info) = (Law.card.name, SchemeInfo(Law.self))
  }

  /// The same initialiser with knobs turned.
  func turning(_ settings: [KnobSetting]) throws(Diagnostic) -> any Initializer {
    try Self.turn(self.initializer, settings)
  }

  private static func turn<Law: Initializer>(
    _ law: Law, _ settings: [KnobSetting]
  ) throws(Diagnostic) -> Law {
    try Workbench.turning(law, Law.card, settings)
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
  /// Its law for a large square matrix.
  let law: String
  /// Each synonym with whose it is and what it draws.
  let spellings: [Spelling]

  /// One synonym.
  struct Spelling: Sendable {
    let name: String
    let library: String?
    let law: String
  }

  init<Scheme: Initializer>(_: Scheme.Type) {
    let card = Scheme.card
    let square = Shape(512, 512)
    law = Scheme().law(for: square).formula
    spellings = card.synonyms.map { synonym in
      var scheme = Scheme()
      synonym.adjust(&scheme)
      return Spelling(
        name: synonym.name, library: synonym.library, law: scheme.law(for: square).formula)
    }
    name = card.name
    summary = card.summary
    source = card.source
    exclusive = card.exclusive
    synonyms = card.synonyms.map(\.name)
    knobs = card.knobs.map { KnobInfo($0) }
  }

  init(of initializer: some Initializer) { self.init(type(of: initializer)) }

  static let all: [SchemeInfo] = initializers.map { SchemeInfo($0) }

  /// Every name a scheme may be called by.
  static let names: [String] = all.map(\.name) + all.flatMap(\.synonyms)
}

extension Parameter where Argument == Located<Scheme> {
  /// The name of an initialiser.
  static var scheme: Self {
    let info = ParameterInfo(
      place: .positional, label: "scheme", slot: .word, help: "a way to draw; help schemes",
      isRequired: true, domain: .schemes)
    return .one(info, fallback: nil) { (argument, _) throws(Diagnostic) in
      try knownScheme(Located(try argument.word, at: argument.range))
    }
  }
}

/// The scheme that a word names.
func knownScheme(_ word: Located<String>) throws(Diagnostic) -> Located<Scheme> {
  if let scheme = Scheme(named: word.value) { return Located(scheme, at: word.range) }
  let nearest =
    nearest(to: word.value, among: SchemeInfo.all.map(\.name))
    ?? nearest(to: word.value, among: SchemeInfo.names)
  throw Diagnostic(
    .unknownScheme, "there is no scheme '\(word.value)'", at: word.range,
    hint: nearest.map { "did you mean '\($0)'?" }
      ?? "there is " + SchemeInfo.all.map(\.name).joined(separator: ", "))
}

extension Parameter where Argument == [Language.Argument] {
  /// The knobs of all schemes together, unread: which of them a scheme takes, and what `fan_in` is,
  /// is known only later.
  static var knobs: Self {
    var infos: [ParameterInfo] = []
    for knob in SchemeInfo.all.flatMap(\.knobs)
    where !infos.contains(where: { $0.label == knob.label }) {
      var info = knob.parameter(stand: "[KNOB=VALUE …]")
      info.isKnob = true
      infos.append(info)
    }
    let known = infos
    return Parameter(infos: known) { (reader, _) throws(Diagnostic) in
      known.compactMap { reader.argument(of: $0) }
    }
  }
}
