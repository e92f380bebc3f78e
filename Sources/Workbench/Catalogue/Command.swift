import Language
import LinearAlgebra

/// A verb of the language: its name, its help, its forms and what it does, declared once.
///
/// The parser's signature, type errors, help, completion, the manual page and the tested examples all
/// come from this declaration.
public struct Command: Sendable {
  public let name: String
  public let summary: String
  /// What help says below the usage: paragraphs.
  public let discussion: String
  /// Where the method comes from, as a card has it; empty where it needs no reference.
  public let source: String
  public let forms: [Form]
  /// Whether it is about the session and not about the network, so that the log does not hold it.
  let isAside: Bool
  /// Whether it only tells something: the state after it is that before.
  let onlyTells: Bool
  /// Scripts that help shows and the tests run.
  public let examples: [String]

  /// A command with several forms, told apart by the words after the verb.
  init(
    _ name: String, _ summary: String, discussion: String = "", source: String = "",
    examples: [String], isAside: Bool = false, onlyTells: Bool = false, forms: [Form]
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.source = source
    self.examples = examples
    self.forms = forms
    self.isAside = isAside
    self.onlyTells = onlyTells
  }

  /// A command with one form; `run` receives its arguments typed, and so does `preview`.
  init<each Argument: Sendable>(
    _ name: String, _ summary: String, discussion: String = "", source: String = "",
    examples: [String], isAside: Bool = false, onlyTells: Bool = false,
    _ parameter: repeat Parameter<each Argument>,
    preview: (@Sendable (Evaluation, repeat each Argument) throws -> String?)? = nil,
    run: @escaping @Sendable (Evaluation, repeat each Argument) throws -> Outcome
  ) {
    self.init(
      name, summary, discussion: discussion, source: source, examples: examples,
      isAside: isAside, onlyTells: onlyTells,
      forms: [Form(nil, "", repeat each parameter, preview: preview, run: run)])
  }

  /// The form that a statement was parsed by.
  func form(of statement: Statement) -> Form? {
    forms.first { $0.keyword == statement.keyword?.value }
  }

  /// Carries out a statement that was parsed by one of the forms.
  func run(_ statement: Statement, _ evaluation: Evaluation) throws -> Outcome {
    guard let form = form(of: statement) else {
      throw Diagnostic(
        .missingArgument, "'\(name)' needs a word after it", at: statement.range,
        hint: forms.map { $0.usage(of: name) }.joined(separator: "; "))
    }
    return try form.run(statement, evaluation)
  }
}

/// One way to use a command.
public struct Form: Sendable {
  /// The word or words behind the verb that choose this form; `nil` for the form without any.
  public let keyword: String?
  public let help: String
  public let parameters: [ParameterInfo]
  let run: @Sendable (Statement, Evaluation) throws -> Outcome
  /// What a statement would do, in a line, as far as that can be told at once and without doing it.
  ///
  /// It answers within milliseconds, opens no file that the statement would write, and reads the
  /// arguments in any case, so that what is wrong with them is found.
  let preview: @Sendable (Statement, Evaluation) throws -> String?

  /// A form whose parameters are known when it is written: `run` and `preview` receive them typed.
  init<each Argument: Sendable>(
    _ keyword: String?, _ help: String, _ parameter: repeat Parameter<each Argument>,
    preview: (@Sendable (Evaluation, repeat each Argument) throws -> String?)? = nil,
    run: @escaping @Sendable (Evaluation, repeat each Argument) throws -> Outcome
  ) {
    self.keyword = keyword
    self.help = help
    var infos: [ParameterInfo] = []
    for parameter in repeat each parameter { infos += parameter.infos }
    parameters = infos
    let positional = infos.positionalLabels
    self.run = { statement, evaluation in
      let reader = ArgumentReader(statement, positional: positional)
      let arguments = (repeat try (each parameter).read(reader, evaluation))
      return try run(evaluation, repeat each arguments)
    }
    self.preview = { statement, evaluation in
      let reader = ArgumentReader(statement, positional: positional)
      let arguments = (repeat try (each parameter).read(reader, evaluation))
      return try preview?(evaluation, repeat each arguments)
    }
  }

  /// The line that shows how the form is typed.
  func usage(of verb: String) -> String {
    var words = [verb] + [keyword].compactMap(\.self)
    for word in parameters.map(\.usage) where word != words.last { words.append(word) }
    return words.joined(separator: " ")
  }

  /// What the parser has to know.
  var signature: Signature {
    Signature(
      keyword: keyword,
      positional: parameters.filter { $0.place == .positional }.map(\.slot),
      rest: parameters.first { $0.place == .rest }?.slot,
      labels: Dictionary(
        parameters.filter { $0.place == .labelled }.map { ($0.label, $0.slot) },
        uniquingKeysWith: { first, _ in first }),
      flags: parameters.filter { $0.place == .flag }.map(\.label))
  }
}

extension [ParameterInfo] {
  /// The labels of the arguments that are told apart by their place.
  var positionalLabels: [String] {
    filter { $0.place == .positional && !$0.isKeyword }.map(\.label)
  }
}

/// What a command leaves behind: the next workspace, and something to read.
public struct Outcome: Sendable {
  public var workspace: Workspace
  public var report: Report
  /// Whether the session ends here.
  public var ends = false
  /// The history that takes the place of the present one, after a statement about the session.
  var history: (history: History, events: [LogEvent])?

  init(_ workspace: Workspace, _ report: Report = Report(), ends: Bool = false) {
    self.workspace = workspace
    self.report = report
    self.ends = ends
  }
}
