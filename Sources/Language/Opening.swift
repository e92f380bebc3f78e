/// Something that may stand at the end of a text: what completion asks the parser for.
///
/// The parser that reads statements answers, so that there is no second grammar.
public struct Opening: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// A statement: a verb, or an expression.
    case statement

    /// The word with this index, from 0, of a keyword that chooses a form.
    case keyword(String, word: Int)

    /// The argument in this place, counted from 0, fixed words included.
    case positional(Int)

    /// One more of the arguments without a label or a place.
    case rest

    /// A label or a flag, when so many places have been taken.
    case named(places: Int)

    /// The value of a label.
    case labelled(String)

    /// A label in the brackets of a call, beside those that are given there.
    case setting(of: String, given: [String])

    /// The value of such a label.
    case settingValue(of: String, label: String)

    /// Something with a value, in an expression.
    case operand

    /// A member of a path, behind the point.
    case member([String])

    /// A word of the grammar, as `within`.
    case word(String)
  }

  public let kind: Kind

  /// Where in the text it begins, in bytes; what stands from there on has been typed of it.
  public let start: Int

  /// What has been read of the statement around it.
  public let frame: Frame

  /// The parts of a statement as far as they have been read.
  public struct Frame: Sendable, Equatable {
    public var verb: String?
    public var keyword: String?
    public var arguments: [Argument] = []
  }
}

/// What the parser writes down while it is asked what may follow.
struct Wishes: Sendable {
  var openings: [Opening] = []
  var frame = Opening.Frame()
  /// The names that statements of the text give a value.
  var names: [String] = []
}

extension Parser {
  /// What may stand at the end of a text that is about to be typed on, and the names that are given
  /// values in it.
  ///
  /// The openings are in groups that begin at one place, the shortest word first: in `a-b` it may be b
  /// that is typed, or a verb with a dash. Those of a group are alternatives. None in a comment, behind
  /// a mistake, and where another word needs a blank first. O(text).
  public static func openings(
    atEndOf text: String, _ grammar: Grammar
  ) -> (groups: [[Opening]], names: [String]) {
    var parser = Parser(text, grammar: grammar)
    parser.wishes = Wishes()
    while true {
      do throws(Diagnostic) {
        guard try parser.next() != nil else { break }
      } catch {
        parser.recover()
      }
    }
    let wishes = parser.wishes ?? Wishes()
    let live = Dictionary(grouping: wishes.openings.filter(parser.reachesEnd), by: \.start)
    return (live.sorted { $0.key > $1.key }.map(\.value), wishes.names)
  }

  /// Whether nothing but the beginning of what is wanted stands from an opening to the end.
  private func reachesEnd(_ opening: Opening) -> Bool {
    var reader = scanner
    reader.position = opening.start
    switch opening.kind {
    case .member, .operand:
      return reader.reachesEnd { $0.continuesName }
    case .positional, .rest, .labelled:
      // An open string may hold blanks; that of a phrase stands behind a number.
      return reader.reachesEnd { !$0.endsWord && !$0.sees("\"") } || reader.reachesEndInString()
    default:
      return reader.reachesEnd { !$0.endsWord }
    }
  }
}

extension Scanner {
  /// Whether all scalars from here to the end are such.
  fileprivate func reachesEnd(_ isSuch: (Scanner) -> Bool) -> Bool {
    var reader = self
    while !reader.isAtEnd {
      guard isSuch(reader) else { return false }
      reader.stepScalar()
    }
    return true
  }

  /// Whether the word here holds the one quotation mark that opens a string which is not closed.
  fileprivate func reachesEndInString() -> Bool {
    var reader = self
    while !reader.endsWord, !reader.sees("\"") { reader.stepScalar() }
    guard reader.take("\"") else { return false }
    return !reader.bytes[reader.position...].contains(UInt8(ascii: "\""))
  }

  /// Whether a word could begin here: not in a comment, and not glued to another word.
  fileprivate var isOpen: Bool {
    guard isAtEnd else { return true }
    guard position != endOfComment || position == 0 else { return false }
    guard position > 0 else { return true }
    let before = bytes[position - 1]
    return before < 0x80 && !Self.isWordByte(before) && !Array("\"])}%".utf8).contains(before)
  }
}

extension Scanner {
  /// Whether nothing stands between here and the end of the statement before.
  fileprivate var beginsStatement: Bool {
    guard isAtEnd, let before = bytes[..<position].last(where: { !Self.isBlank($0) }) else {
      return true
    }
    return Self.isNewline(before) || before == UInt8(ascii: ";") || before == UInt8(ascii: "{")
  }
}

// What the rules of the grammar call; without wishes it does nothing.
extension Parser {
  /// Writes down what may stand here.
  mutating func wish(_ kind: Opening.Kind) { wish(kind, at: scanner) }

  mutating func wish(_ kind: Opening.Kind, at scanner: Scanner) {
    guard let frame = wishes?.frame, scanner.isOpen else { return }
    if kind == .statement, !scanner.beginsStatement { return }
    wishes?.openings.append(Opening(kind: kind, start: scanner.position, frame: frame))
  }

  /// Whether the wishes are asked for and another argument could begin here, not glued to the last.
  var isAskedForArgument: Bool {
    guard wishes != nil, scanner.isAtEnd, scanner.position > 0 else { return wishes != nil }
    let before = scanner.bytes[scanner.position - 1]
    return Scanner.isBlank(before) || before == UInt8(ascii: "?") || before == UInt8(ascii: "=")
  }

  /// Begins a statement inside the one that is being read, which is the answer.
  mutating func beginFrame() -> Opening.Frame? {
    let outer = wishes?.frame
    wishes?.frame = Opening.Frame()
    return outer
  }

  mutating func endFrame(_ outer: Opening.Frame?) {
    if let outer { wishes?.frame = outer }
  }

  mutating func frame(_ verb: Located<String>, _ keyword: Located<String>? = nil) {
    wishes?.frame.verb = verb.value
    wishes?.frame.keyword = keyword?.value
  }

  mutating func frame(_ arguments: [Argument]) { wishes?.frame.arguments = arguments }

  mutating func noteName(_ name: String) { wishes?.names.append(name) }

  /// Reads a statement of a block; a broken one is passed over by who only asks what may follow.
  mutating func statementOfBlock() throws(Diagnostic) -> [Statement] {
    guard wishes != nil else { return [try statement()] }
    let before = (openers, depth, spacing)
    do throws(Diagnostic) {
      return [try statement()]
    } catch {
      (openers, depth, spacing) = before
      scanner.skip { !Self.endsBroken($0) }
      return []
    }
  }

  private static func endsBroken(_ byte: UInt8) -> Bool {
    Scanner.isNewline(byte) || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}")
  }
}
