/// Reads statements one at a time, so that a later mistake does not stop an earlier statement.
///
/// The grammar in EBNF. Which arguments a verb takes is told by the `Grammar`; the slot of an
/// argument chooses how its text is read.
/// ```
/// script     = [statement] {(";" | newline) [statement]} .
/// statement  = verb [keyword] {argument} | "?" {argument} | sentence .
/// keyword    = run {run} .                   (* the words of a form of the verb, the most that fit *)
/// argument   = label "=" value | "--" flag | value | fixed .
/// value      = word | expression | sentence | name | block | option       (* by the slot *)
///            | phrase | statement .
/// phrase     = {string | any but blank, newline, ";" and "}"} .
/// option     = word ["(" [label "=" setting {"," label "=" setting}] ")"] .
/// setting    = name | string | expression .  (* by the label *)
/// fixed      = "in" | "=" | … .                                   (* where a verb declares it *)
/// block      = "{" script "}" .
/// word       = string | run .                (* a run goes up to a blank, newline, ";" or "}" *)
///
/// sentence   = expression .                  (* blanks are free *)
/// expression = conjunct {"or" conjunct} .    (* in its own slot without blanks, but in brackets *)
/// conjunct   = negation {"and" negation} .
/// negation   = "not" negation | comparison .
/// comparison = span [("<" | "<=" | ">" | ">=" | "==" | "!=") span
///            | "~" span "within" sum ["%"]] .
/// span       = sum [".." sum ["by" sum]] .
/// sum        = product {("+" | "-") product} .
/// product    = signed {("*" | "/") signed} .
/// signed     = "-" signed | power .
/// power      = postfix ["^" signed] .
/// postfix    = primary {"[" expression {"," expression} "]"} .
/// primary    = number | string | "true" | "false" | list | "(" expression ")" | call | path .
/// list       = "[" [expression {"," expression} [","]] "]" .
/// call       = name "(" [expression {"," expression}] ")" .
/// path       = name {"." name} .
///
/// name       = letter {letter | digit | mark} .       (* letters: Unicode's, and "_" *)
/// number     = (digits ["." [digits]] | "." digits) [("e" | "E") ["+" | "-"] digits] .
/// digits     = digit {["_"] digit} .
/// string     = '"' {any but '"' and "\" | escape} '"' .      (* JSON's escapes; lines are free *)
/// comment    = "#" {any but newline} .       (* where an argument or statement may begin *)
/// ```
/// Inside brackets blanks, newlines and comments are free. The brackets of a call and of an index are
/// glued to what stands before them. "≤", "≥", "≠", "≈", "−", "×", "·" and "÷" are other spellings of
/// operators; the `Grammar` says which symbols are other spellings of names.
public struct Parser: Sendable {
  /// How deep brackets, blocks and stacked signs may nest.
  public static let maximumDepth = 64

  /// How high the tree of an expression may grow, so that walking it needs little stack.
  public static let maximumHeight = 512

  /// How many bytes one statement may have, blocks included.
  public static let maximumLength = 1 << 16

  let grammar: Grammar
  var scanner: Scanner

  /// The brackets and braces that are open, outermost first.
  var openers: [SourceRange] = []

  /// How many brackets, braces and stacked signs are open.
  var depth = 0

  /// The blanks an expression may hold at this moment.
  var spacing = Spacing.none

  /// How many brackets and braces were open when the text ended within a statement.
  public private(set) var unclosed = 0

  /// What may stand at the end of the text, when that is what the parser is asked for.
  var wishes: Wishes?

  enum Spacing {
    case none, blanks, lines
  }

  public init(_ text: String, grammar: Grammar) {
    self.grammar = grammar
    scanner = Scanner(text)
  }

  /// The text of a range of the source.
  public func text(of range: SourceRange) -> String { scanner.text(range) }

  /// The next statement, or nothing at the end of the text.
  ///
  /// O(length of the statement).
  /// After an error the parser stands before the broken statement; `recover` steps over it.
  public mutating func next() throws(Diagnostic) -> Statement? {
    scanner.skipLines(andSemicolons: true)
    guard !scanner.isAtEnd else {
      wish(.statement)
      return nil
    }
    let start = scanner.position
    let limit = start + Self.maximumLength
    scanner.end = min(scanner.bytes.count, limit + 1)
    defer { scanner.end = scanner.bytes.count }
    do throws(Diagnostic) {
      let statement = try statement()
      guard scanner.position <= limit else { throw tooLong(from: start) }
      return statement
    } catch {
      let error = scanner.position > limit ? tooLong(from: start) : error
      unclosed = error.isIncomplete ? openers.count : 0
      (scanner.position, openers, depth, spacing) = (start, [], 0, .none)
      throw error
    }
  }

  /// Steps over blanks, line ends, comments and semicolons up to the next statement; what was stepped
  /// over.
  public mutating func gap() -> SourceRange {
    let start = scanner.position
    scanner.skipLines(andSemicolons: true)
    return SourceRange(start, scanner.position)
  }

  private func tooLong(from start: Int) -> Diagnostic {
    Diagnostic(
      .tooLong,
      "the statement has more bytes than the limit 'statement' allows: \(Self.maximumLength)",
      at: SourceRange(start, start + 1), hint: "put large data into a .npy file")
  }
}

// MARK: - Recovery

extension Parser {
  /// How far recovery looks for the end of a statement whose brackets may not close.
  private static let recoveryReach = 1 << 14

  /// The text that `recover` would step over, without blanks at its ends; of a very long one the
  /// beginning.
  public var brokenStatement: SourceRange {
    var reader = scanner
    reader.skipLines(andSemicolons: true)
    let start = reader.position
    let end = Self.end(of: reader) ?? min(scanner.bytes.count, start + Self.recoveryReach)
    let blanks = scanner.bytes[start..<end].reversed().prefix { $0 <= UInt8(ascii: " ") }
    return SourceRange(start, end - blanks.count)
  }

  /// Steps over the statement here, up to the newline or `;` that ends it.
  ///
  /// If its brackets never close, those of lists and calls are ignored; if its braces do not
  /// either, only its first line is given up. O(length of the statement), but brackets are looked at
  /// for 16 KiB at most.
  public mutating func recover() {
    scanner.skipLines(andSemicolons: true)
    let rest = scanner.bytes[scanner.position...]
    scanner.position =
      Self.end(of: scanner) ?? rest.firstIndex(where: Scanner.isNewline) ?? rest.endIndex
  }

  /// Where the broken statement at a place ends, if that can be told from what recovery looks at.
  private static func end(of statement: Scanner) -> Int? {
    var reader = statement
    var ends = StatementEnds()
    let reach = min(reader.bytes.count, reader.position + recoveryReach)
    while reader.position < reach, ends.balanced == nil { ends.step(&reader) }
    if reader.isAtEnd, ends.isClosed { ends.balanced = reader.position }
    return ends.balanced ?? ends.outsideBraces ?? ends.line
  }
}

/// Where a broken statement may end, from the strictest reading of its brackets to the loosest.
private struct StatementEnds {
  var balanced: Int?
  var outsideBraces: Int?
  var line: Int?
  private var brackets = 0
  private var braces = 0

  var isClosed: Bool { brackets == 0 && braces == 0 }

  mutating func step(_ reader: inout Scanner) {
    guard let next = reader.byte() else { return }
    switch next {
    case UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"): brackets = max(brackets - 1, 0)
    case UInt8(ascii: "{"): braces += 1
    case UInt8(ascii: "}"): braces = max(braces - 1, 0)
    case UInt8(ascii: "\""): Self.skipString(&reader)
    case UInt8(ascii: ";"): end(at: reader.position, isLine: false)
    case 0x0A, 0x0D: end(at: reader.position, isLine: true)
    default: break
    }
    reader.position += 1
  }

  private mutating func end(at position: Int, isLine: Bool) {
    if isClosed { balanced = balanced ?? position }
    if braces == 0 { outsideBraces = outsideBraces ?? position }
    if isLine { line = line ?? position }
  }

  /// Steps to the closing quote if it is on the same line, else not at all.
  private static func skipString(_ reader: inout Scanner) {
    var ahead = reader
    ahead.position += 1
    while let next = ahead.byte(), !Scanner.isNewline(next) {
      if next == UInt8(ascii: "\"") {
        reader = ahead
        return
      }
      ahead.position += next == UInt8(ascii: "\\") ? 2 : 1
    }
  }
}
