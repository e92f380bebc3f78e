import Language

/// One argument of a command, declared once: how it is called, read, checked and explained.
///
/// Parsing, type errors, help and completion all come from here.
struct Parameter<Argument: Sendable>: Sendable {
  /// What the declaration says; most parameters are one entry, a set of knobs is several.
  let infos: [ParameterInfo]
  let read: @Sendable (ArgumentReader, Evaluation) throws(Diagnostic) -> Argument
}

/// The part of a parameter that the parser, help and completion need.
public struct ParameterInfo: Equatable, Sendable {
  public enum Place: Equatable, Sendable {
    case positional
    /// Whatever is left when the positional arguments are taken, one or more.
    case rest
    case labelled
    case flag
  }

  public let place: Place
  public let label: String
  public let slot: Slot
  public let help: String
  public var isRequired: Bool
  /// The value when nothing is said, as it would be typed.
  public var fallback: String?
  /// The words that may stand here, where they are known beforehand.
  public var choices: [String] = []
  /// What a usage line says instead, once for all that say the same.
  public var stand: String?
  /// What may stand here, where it is neither a short list nor just any number.
  var domain: Domain?
  /// Whether it is a knob, of which a scheme has its own.
  var isKnob = false

  /// As it stands in a usage line: `MATRIX`, `[SIZE]`, `[batch=1]`.
  public var usage: String {
    if let stand { return stand }
    switch place {
    case .flag: return "[--\(label)]"
    case .labelled:
      let values = choices.isEmpty ? fallback ?? label.uppercased() : choices.joined(separator: "|")
      return "[\(label)=\(values)]"
    case .rest: return label.uppercased() + "…"
    case .positional: break
    }
    if case .keyword(let word) = slot { return word }
    if case .block = slot { return "{ … }" }
    let name = choices.isEmpty ? label.uppercased() : choices.joined(separator: "|")
    return isRequired ? name : "[\(name)]"
  }
}

/// The arguments of one statement, for the parameters to take what is theirs.
struct ArgumentReader: Sendable {
  let statement: Statement
  /// The arguments beyond those that have a place.
  let rest: [Language.Argument]
  private let positional: [String: Language.Argument]

  init(_ statement: Statement, positional labels: [String]) {
    self.statement = statement
    let given = statement.arguments.filter { $0.label == nil }
    rest = Array(given.dropFirst(labels.count))
    positional = Dictionary(zip(labels, given), uniquingKeysWith: { first, _ in first })
  }

  func positional(_ label: String) -> Language.Argument? { positional[label] }

  func labelled(_ label: String) -> Language.Argument? {
    statement.arguments.first { $0.label?.value == label }
  }

  func argument(of info: ParameterInfo) -> Language.Argument? {
    info.place == .positional ? positional(info.label) : labelled(info.label)
  }

  /// The complaint about an argument that has to be there and is not.
  func missing(_ info: ParameterInfo) -> Diagnostic {
    Diagnostic(
      .missingArgument, "'\(statement.verb.value)' needs \(info.label): \(info.help)",
      at: statement.verb.range, hint: "help \(statement.verb.value) shows how it is used")
  }
}

extension ParameterInfo {
  var isKeyword: Bool {
    if case .keyword = slot { return true }
    return false
  }
}

extension Parameter {
  /// A parameter of one entry; `convert` sees the argument that was given for it.
  static func one(
    _ info: ParameterInfo, fallback: Argument?,
    convert: @escaping @Sendable (Language.Argument, Evaluation) throws(Diagnostic) -> Argument
  ) -> Parameter {
    Parameter(infos: [info]) { (reader, evaluation) throws(Diagnostic) in
      if let argument = reader.argument(of: info) { return try convert(argument, evaluation) }
      guard let fallback else { throw reader.missing(info) }
      return fallback
    }
  }

  /// The same parameter, as one that may be left out.
  func optional() -> Parameter<Argument?> {
    let infos = infos.map { info in
      var info = info
      info.isRequired = false
      return info
    }
    return Parameter<Argument?>(infos: infos) { (reader, evaluation) throws(Diagnostic) in
      guard infos.contains(where: { reader.argument(of: $0) != nil }) else { return nil }
      return try read(reader, evaluation)
    }
  }
}
