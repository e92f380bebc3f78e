/// One statement: a verb and what follows it.
public struct Statement: Sendable, Equatable {
  /// The verb as the grammar spells it.
  ///
  /// `help` located at the mark for `?`; the grammar's implicit verb with an empty range for a bare
  /// expression.
  public var verb: Located<String>

  /// The word or words that chose the form, as the grammar spells them; where the form has some.
  public var keyword: Located<String>?

  /// The arguments in the order of the text.
  public var arguments: [Argument]

  public var range: SourceRange

  public init(
    verb: Located<String>, keyword: Located<String>? = nil, arguments: [Argument] = [],
    range: SourceRange
  ) {
    self.verb = verb
    self.keyword = keyword
    self.arguments = arguments
    self.range = range
  }

  /// What the expressions of this statement read, blocks included, in the order of the text.
  public var paths: [Located<[String]>] { arguments.flatMap(\.paths) }
}

/// One argument of a statement.
public struct Argument: Sendable, Equatable {
  /// The label of `label=value`, or the name of a `--flag`.
  public var label: Located<String>?

  public var content: Content

  /// The value with its label.
  public var range: SourceRange

  public init(label: Located<String>? = nil, content: Content, range: SourceRange) {
    self.label = label
    self.content = content
    self.range = range
  }

  /// What the expressions of this argument read.
  public var paths: [Located<[String]>] {
    switch content {
    case .word, .flag: []
    case .expression(let expression): expression.paths
    case .call(_, let arguments): arguments.flatMap(\.paths)
    case .block(let statements): statements.flatMap(\.paths)
    }
  }
}

/// The value of an argument, by the slot that read it.
public enum Content: Sendable, Equatable {
  /// From a word, path or name slot; of a string what its escapes mean.
  case word(String)

  /// From an expression or sentence slot.
  case expression(Expression)

  case block([Statement])

  /// From a call slot: the word, and what stands in its brackets.
  case call(Located<String>, [Argument])

  /// A flag that was given; its name is the argument's label.
  case flag
}
