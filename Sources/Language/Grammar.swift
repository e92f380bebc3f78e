/// How the text of one argument is read.
///
/// Nothing here knows what an argument means; a command declares the shapes and reads the values.
public enum Slot: Sendable, Equatable {
  /// A raw run up to a blank, `;` or `}`, or a string in double quotes.
  case word

  /// Read like `word`; what may be completed there is another matter.
  case path

  /// An expression without blanks, except inside brackets.
  case expression

  /// An expression in which blanks are free; it ends at `;`, `{`, `}`, a comment or the line's end.
  case sentence

  /// A fixed word such as `in`, or `=`, which may be glued to its neighbours.
  ///
  /// It has to be there and leaves no argument behind.
  case keyword(String)

  /// An identifier; it may not be one of the words of expressions.
  case name

  /// Statements in braces.
  case block

  /// A run like that of `word`, in which strings may stand, blanks and all: `2:"init Whh xavier 64"`.
  ///
  /// The argument is the raw text.
  case phrase

  /// A whole statement, up to where it ends by itself; the argument is a block of that one.
  case statement

  /// A word, and glued to it in brackets what is said of it: `normal(gain=3, std=1)`, the values being
  /// read by the slots of their labels.
  case call([String: Slot])
}

/// One form of a verb: what may follow it.
public struct Signature: Sendable, Equatable {
  /// What stands after the verb and chooses this form, as `text` in `input text PATH`: a word, or
  /// several with one blank between them, as `all as`.
  public var keyword: String?

  /// The slots without a label, in order; trailing ones may be left out in the text.
  public var positional: [Slot]

  /// The slot of whatever is left without a label when those have been filled; without it, nothing may
  /// be left.
  public var rest: Slot?

  /// The slots written `label=value`, which may stand anywhere after the verb and the keyword.
  public var labels: [String: Slot]

  /// The names of `--flags`, without the dashes.
  public var flags: [String]

  public init(
    keyword: String? = nil, positional: [Slot] = [], rest: Slot? = nil,
    labels: [String: Slot] = [:], flags: [String] = []
  ) {
    self.keyword = keyword
    self.positional = positional
    self.rest = rest
    self.labels = labels
    self.flags = flags
  }
}

/// The verbs that may begin a statement, each with its forms.
public struct Grammar: Sendable {
  /// The forms of each verb.
  public let signatures: [String: [Signature]]

  /// The verb of a statement that is only an expression, as `print` of `1 + 2`.
  public let implicitVerb: String?

  /// Other spellings of names, which are read as if the plain ones stood there.
  public let spellings: Spellings

  public init(
    _ signatures: [String: [Signature]], implicitVerb: String?, spellings: Spellings = Spellings()
  ) {
    self.signatures = signatures
    self.implicitVerb = implicitVerb
    self.spellings = spellings
  }

  /// The verbs in alphabetical order.
  public var verbs: [String] { signatures.keys.sorted() }
}

/// Symbols that may be typed for names in ASCII, each with the name it is read as.
public struct Spellings: Sendable, Equatable {
  /// Those that mean something as a label, as a word that chooses a form and behind a point, as σ does
  /// for `std`; a name of the user's own may be the same letter.
  public var members: [String: String]

  /// Those that mean the same wherever a name may stand, as π does.
  public var names: [String: String]

  public init(members: [String: String] = [:], names: [String: String] = [:]) {
    self.members = members
    self.names = names
  }

  /// The name that is meant by a name standing by itself.
  func name(_ name: Located<String>) -> Located<String> {
    names.isEmpty ? name : Located(names[name.value] ?? name.value, at: name.range)
  }

  /// The name that is meant by one behind a point, or by a word that chooses a form.
  func member(_ name: Located<String>) -> Located<String> {
    members.isEmpty ? name : Located(members[name.value] ?? name.value, at: name.range)
  }

  /// The one of some labels that is meant.
  func label(_ name: Located<String>, among labels: [String: Slot]) -> Located<String> {
    guard labels[name.value] == nil, let plain = members[name.value], labels[plain] != nil else {
      return name
    }
    return Located(plain, at: name.range)
  }
}
