import Language
import Networks

// The kinds of parameter that commands are declared with.

extension Parameter where Argument == Located<String> {
  /// A word: a raw run of text up to a blank, or a string.
  ///
  /// `choices` are the words that may stand there, or `domain` knows them.
  static func word(
    _ label: String, _ help: String, among choices: [String] = [], _ domain: Domain? = nil
  ) -> Self {
    text(label, .word, help, among: choices, domain)
  }

  /// The path of a file; `~` stands for the home folder.
  static func path(_ label: String, _ help: String) -> Self {
    .one(info(label, .path, help), fallback: nil) { (argument, _) throws(Diagnostic) in
      Located(expandingHome(try argument.word), at: argument.range)
    }
  }

  /// A name for a variable.
  static func name(_ label: String, _ help: String) -> Self { text(label, .name, help) }

  private static func text(
    _ label: String, _ slot: Slot, _ help: String, among choices: [String] = [],
    _ domain: Domain? = nil
  ) -> Self {
    let info = ParameterInfo(
      place: .positional, label: label, slot: slot, help: help, isRequired: true, choices: choices,
      domain: domain)
    return .one(info, fallback: nil) { (argument, _) throws(Diagnostic) in
      Located(try argument.word, at: argument.range)
    }
  }

  private static func info(_ label: String, _ slot: Slot, _ help: String) -> ParameterInfo {
    ParameterInfo(place: .positional, label: label, slot: slot, help: help, isRequired: true)
  }
}

extension Parameter where Argument == Void {
  /// A word of the statement's own grammar, such as the `in` of `for g in …`; it carries no value.
  static func keyword(_ word: String) -> Self {
    let info = ParameterInfo(
      place: .positional, label: word, slot: .keyword(word), help: "", isRequired: true)
    return Parameter(infos: [info]) { (_, _) throws(Diagnostic) in }
  }
}

extension Parameter where Argument == MatrixName {
  /// The name of a matrix of the network.
  ///
  /// `others` are words that could have stood there as well, for a suggestion.
  static func matrix(orAmong others: [String] = []) -> Self {
    let names = MatrixName.allCases.map(\.rawValue)
    let info = ParameterInfo(
      place: .positional, label: "matrix", slot: .word, help: "a matrix of the network",
      isRequired: true, choices: names)
    return .one(info, fallback: nil) { (argument, evaluation) throws(Diagnostic) in
      let name = try matrixName(
        Located(try argument.word, at: argument.range), among: names + others)
      try evaluation.workspace.checkGate(of: name, at: argument.range)
      return name
    }
  }
}

extension Parameter where Argument == Located<Double> {
  /// A number, as an expression without blanks.
  static func number(_ label: String, _ help: String, _ domain: Domain? = nil) -> Self {
    let info = ParameterInfo(
      place: .positional, label: label, slot: .expression, help: help, isRequired: true,
      domain: domain)
    return .one(info, fallback: nil) { (argument, evaluation) throws(Diagnostic) in
      Located(
        try evaluation.number(try argument.expression, from: argument.range), at: argument.range)
    }
  }
}

extension Parameter where Argument == Double {
  /// A finite number that is not negative, by its label.
  static func amount(_ label: String, default fallback: Double, _ help: String) -> Self {
    let info = ParameterInfo(
      place: .labelled, label: label, slot: .expression, help: help, isRequired: false,
      fallback: Datum.number(fallback).literal)
    return .one(info, fallback: fallback) { (argument, evaluation) throws(Diagnostic) in
      let value = try evaluation.number(try argument.expression, from: argument.range)
      guard value >= 0, value.isFinite else {
        throw Diagnostic(
          .outOfRange, "\(label) is a finite number, zero or larger", at: argument.range,
          hint: "try \(label)=\(Datum.number(fallback).literal)")
      }
      return value
    }
  }
}

extension Parameter where Argument == Bool {
  /// A `--flag`.
  static func flag(_ label: String, _ help: String) -> Self {
    let info = ParameterInfo(
      place: .flag, label: label, slot: .word, help: help, isRequired: false)
    return Parameter(infos: [info]) { (reader, _) throws(Diagnostic) in
      reader.labelled(label) != nil
    }
  }
}

extension Parameter where Argument == Located<Int> {
  /// A whole number above zero, in the place where it stands.
  static func count(_ label: String, _ help: String, within limit: Limit? = nil) -> Self {
    let info = ParameterInfo(
      place: .positional, label: label, slot: .expression, help: help, isRequired: true,
      domain: .counts(within: limit))
    return .one(info, fallback: nil) { (argument, evaluation) throws(Diagnostic) in
      Located(
        try evaluation.count(
          try argument.expression, label, within: limit, from: argument.range),
        at: argument.range)
    }
  }
}

extension Parameter where Argument == Int {
  /// A whole number above zero, by its label.
  static func count(
    _ label: String, default fallback: Int, _ help: String, within limit: Limit? = nil
  ) -> Self {
    let info = ParameterInfo(
      place: .labelled, label: label, slot: .expression, help: help, isRequired: false,
      fallback: "\(fallback)", domain: .counts(within: limit))
    return .one(info, fallback: fallback) { (argument, evaluation) throws(Diagnostic) in
      try evaluation.count(
        try argument.expression, label, within: limit, from: argument.range)
    }
  }
}

extension Parameter where Argument == Language.Expression {
  /// An expression in which blanks are free, for the command to evaluate.
  static func sentence(_ label: String, _ help: String) -> Self {
    expression(label, .sentence, help)
  }

  /// An expression without blanks, for the command to evaluate.
  static func expression(_ label: String, _ help: String, _ domain: Domain? = nil) -> Self {
    expression(label, .expression, help, domain)
  }

  private static func expression(
    _ label: String, _ slot: Slot, _ help: String, _ domain: Domain? = nil
  ) -> Self {
    let info = ParameterInfo(
      place: .positional, label: label, slot: slot, help: help, isRequired: true, domain: domain)
    return .one(info, fallback: nil) { (argument, _) throws(Diagnostic) in
      try argument.expression
    }
  }
}

extension Parameter where Argument == [Statement] {
  /// Statements in braces.
  static func block(_ label: String, _ help: String) -> Self {
    let info = ParameterInfo(
      place: .positional, label: label, slot: .block, help: help, isRequired: true)
    return .one(info, fallback: nil) { (argument, _) throws(Diagnostic) in
      guard case .block(let statements) = argument.content else {
        throw Diagnostic(.unexpectedText, "expected { here", at: argument.range)
      }
      return statements
    }
  }
}

extension Parameter
where Argument: RawRepresentable<String> & CaseIterable & Sendable {
  /// One of a closed list of words, by its label.
  static func choice(_ label: String, default fallback: Argument, _ help: String) -> Self {
    let info = ParameterInfo(
      place: .labelled, label: label, slot: .word, help: help, isRequired: false,
      fallback: fallback.rawValue, choices: Argument.allCases.map(\.rawValue))
    return .one(info, fallback: fallback, convert: parse(info))
  }

  /// One of a closed list of words, in the place where it stands.
  static func choice(_ label: String, _ help: String) -> Self {
    let info = ParameterInfo(
      place: .positional, label: label, slot: .word, help: help, isRequired: true,
      choices: Argument.allCases.map(\.rawValue))
    return .one(info, fallback: nil, convert: parse(info))
  }

  private static func parse(
    _ info: ParameterInfo
  ) -> @Sendable (Language.Argument, Evaluation) throws(Diagnostic) -> Argument {
    { (argument, _) throws(Diagnostic) in
      let word = try argument.word
      if let choice = Argument(rawValue: word) { return choice }
      throw unknown(
        .unknownChoice, "there is no \(info.label) '\(word)'", word, among: info.choices,
        at: argument.range)
    }
  }
}

extension Language.Argument {
  /// The text of a word, path or name.
  var word: String {
    get throws(Diagnostic) {
      guard case .word(let word) = content else {
        throw Diagnostic(.wrongType, "expected a word here", at: range)
      }
      return word
    }
  }

  /// The expression that was written.
  var expression: Language.Expression {
    get throws(Diagnostic) {
      guard case .expression(let expression) = content else {
        throw Diagnostic(.wrongType, "expected a number here", at: range)
      }
      return expression
    }
  }
}

/// A complaint about a word that is not on a list, with the nearest that is, or else the list.
func unknown(
  _ code: ErrorCode, _ message: String, _ word: String, among known: [String],
  at range: SourceRange
) -> Diagnostic {
  let nearest = nearest(to: word, among: known).map { "did you mean '\($0)'?" }
  return Diagnostic(
    code, message, at: range, hint: nearest ?? "there is \(known.joined(separator: ", "))")
}

/// The word on a list that was probably meant: the nearest, or the only one that begins so.
func nearest(to word: String, among known: [String]) -> String? {
  if let near = suggestion(for: word, among: known) { return near }
  let longer = known.filter { $0.lowercased().hasPrefix(word.lowercased()) }
  return word.count > 1 && longer.count == 1 ? longer[0] : nil
}

/// The matrix that a word names; `known` are the words that could have stood there.
func matrixName(
  _ word: Located<String>, among known: [String] = MatrixName.allCases.map(\.rawValue)
) throws(Diagnostic) -> MatrixName {
  if let name = MatrixName(rawValue: word.value) { return name }
  throw unknown(
    .unknownMatrix, "there is no matrix '\(word.value)'", word.value, among: known,
    at: word.range)
}
