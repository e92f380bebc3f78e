import Language

/// A statement of a text, with the prose and the record that stand around it.
struct ScriptItem {
  let statement: Statement
  /// The comment lines and blank lines before it.
  var prose: [String] = []
  /// The comment behind it on its last line.
  var remark = ""
  /// What is recorded of it.
  var record: [RecordedAnswer] = []
}

/// An answer as a session file has it.
struct RecordedAnswer: Equatable, Sendable {
  let key: String
  let text: String
  /// The line of the file, counted from 1.
  let line: Int
}

/// Reads the statements of a text one at a time, and what stands between them.
struct ScriptReader {
  /// What a line of recorded answers begins with.
  static let mark = "#="

  private let source: Source
  private var parser: Parser
  /// The prose that has been read and belongs to the next statement, or to the end.
  private(set) var prose: [String] = []
  /// How far lines have been counted, and the number of the line there.
  private var counted: (offset: Int, line: Int)

  init(_ source: Source, _ grammar: Grammar) {
    self.source = source
    parser = Parser(source.text, grammar: grammar)
    counted = (0, source.firstLine)
    prose = Gap(source, parser.gap(), 1, isStart: true).prose
  }

  /// The number of the line at an offset that is behind those asked for before.
  private mutating func line(at offset: Int) -> Int {
    let text = source.text(of: SourceRange(counted.offset, offset))
    counted = (offset, counted.line + text.utf8.count { $0 == UInt8(ascii: "\n") })
    return counted.line
  }

  /// The next statement, or nothing at the end of the text.
  mutating func next() throws(StatementFailure) -> ScriptItem? {
    let statement: Statement?
    do {
      statement = try parser.next()
    } catch {
      let range = parser.brokenStatement
      let command = source.text(of: range).split(separator: " ").first.map(String.init)
      throw StatementFailure(
        diagnostic: error, range: range, command: command, isSyntactic: true)
    }
    guard let statement else { return nil }
    // The parser may have passed over a comment behind the last argument.
    let between = SourceRange(statement.range.upperBound, parser.gap().upperBound)
    let gap = Gap(source, between, line(at: between.lowerBound), isStart: false)
    defer { prose = gap.prose }
    return ScriptItem(
      statement: statement, prose: prose, remark: gap.remark, record: gap.record)
  }

  /// Steps over a statement that could not be read.
  mutating func recover() {
    parser.recover()
    prose = Gap(source, parser.gap(), 1, isStart: false).prose
  }
}

/// The text between two statements.
private struct Gap {
  private(set) var remark = ""
  private(set) var prose: [String] = []
  private(set) var record: [RecordedAnswer] = []

  /// `first` is the number of the line that the gap begins in.
  init(_ source: Source, _ range: SourceRange, _ first: Int, isStart: Bool) {
    guard range.count > (isStart ? 0 : 1) else { return }
    var number = first
    let lines = source.text(of: range).replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      // What follows the last line end stands on the line of the next statement.
      if index < lines.count - 1 || line.contains("#") {
        take(line.drop { " \t;".contains($0) }, number, isFirst: index == 0 && !isStart)
      }
      number += 1
    }
  }

  private mutating func take(_ line: Substring, _ number: Int, isFirst: Bool) {
    if line.hasPrefix(ScriptReader.mark) {
      record += Self.answers(line.dropFirst(ScriptReader.mark.count), number)
    } else if isFirst {
      remark = String(line)
    } else if !SessionHeader.isHeader(line) {
      prose.append(String(line))
    }
  }

  private static func answers(_ text: Substring, _ line: Int) -> [RecordedAnswer] {
    text.split(separator: " ").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return RecordedAnswer(
        key: String(parts[0]), text: parts.count > 1 ? String(parts[1]) : "", line: line)
    }
  }
}
