/// What the editor asks about the text that is typed, of which it knows nothing itself.
///
/// Each is called while nothing waits to be read, and the keys wait for it: 10 ms are not noticed.
public struct Assistance {
  /// Whether Enter carries the text out, and does not begin a new line in it.
  public var isComplete: (String) -> Bool = { _ in true }
  /// How many blanks a new line begins with after a text.
  public var indentation: (String) -> Int = { _ in 0 }
  /// What may stand at the cursor, which is told as a count of scalars.
  public var candidates: (String, Int) -> Candidates = { _, _ in Candidates() }
  /// What would be typed next after a text.
  public var suggestion: (String) -> String? = { _ in nil }
  /// A line that says what the text would do.
  public var preview: (String) -> String? = { _ in nil }
  /// What a pasted text is put in as.
  public var pasted: (String) -> String = { $0 }
  /// What somebody makes of a text in an editor of their own; `nil` where it stays as it is.
  public var edited: (String) -> String? = { _ in nil }
  /// What a text begins with that asks for help; typed first, it changes the prompt instead.
  public var help: Unicode.Scalar?

  public init() {}
}

/// What may be put in the place of some scalars of a text.
public struct Candidates: Equatable, Sendable {
  public var range: Range<Int>
  public var list: [Candidate]

  public init(_ list: [Candidate] = [], replacing range: Range<Int> = 0..<0) {
    (self.list, self.range) = (list, range)
  }

  /// What all of them begin with; O(length).
  var commonPrefix: String {
    guard var prefix = list.first.map({ Array($0.text.unicodeScalars) }) else { return "" }
    for candidate in list {
      let count = zip(prefix, candidate.text.unicodeScalars).prefix { $0 == $1 }.count
      prefix.removeSubrange(count...)
    }
    return String(String.UnicodeScalarView(prefix))
  }
}

/// One of the texts that may be put in.
public struct Candidate: Equatable, Sendable {
  public let text: String
  public let description: String
  /// What follows it when it is the only one: a blank, or `=`.
  public let ending: String

  public init(_ text: String, _ description: String = "", ending: String = "") {
    (self.text, self.description, self.ending) = (text, description, ending)
  }
}

/// How the editor looks.
public struct EditorStyle: Sendable {
  /// Whether there is colour, and the faint text that suggestions are told from typed text by.
  public var isColored = false
  /// Whether nothing is shown that was not asked for, and nothing that is shown is taken back: for
  /// screen readers.
  public var isPlain = false
  /// Whether only ASCII is shown, but for what is typed.
  public var isASCII = false

  public init(isColored: Bool = false, isPlain: Bool = false, isASCII: Bool = false) {
    (self.isColored, self.isPlain, self.isASCII) = (isColored, isPlain, isASCII)
  }
}
