import Language
import Testing

@Suite struct RecoveryTests {
  @Test(arguments: ["x", "(", "{", "\"", "1,", "é"])
  func aLineTooLongToBeUnderstoodIsGivenUpWhole(piece: String) throws {
    let line = "print [" + String(repeating: piece, count: 100_000)
    var parser = Parser(line + "\nquit", grammar: sessionGrammar)
    #expect(throws: Diagnostic.self) { try parser.next() }
    #expect(parser.brokenStatement.upperBound <= 1 << 14)
    parser.recover()
    #expect(try parser.next()?.verb.value == "quit")
  }

  /// Reads on after every mistake, as a session that keeps going does.
  private func keepGoing(_ text: String) -> [String] {
    var parser = Parser(text, grammar: sessionGrammar)
    var results: [String] = []
    while true {
      do throws(Diagnostic) {
        guard let statement = try parser.next() else { return results }
        results.append(statement.shown)
      } catch {
        results.append(error.code.rawValue)
        parser.recover()
      }
    }
  }

  @Test(arguments: [
    ("unroll ); unroll 2", ["E101", "unroll 2"]),
    ("xaiver 1\nunroll 2", ["E201", "unroll 2"]),
    ("for g in [1] { nonsense; unroll 1\nunroll 2 }\nunroll 3", ["E201", "unroll 3"]),
    ("set Whh [[0, 1],\n [1 1]]\nunroll 2", ["E101", "unroll 2"]),
    ("stats \"a;b\"c; unroll 2", ["E101", "unroll 2"]),
    ("unroll (1\nunroll 2\nunroll 3", ["E101", "unroll 2", "unroll 3"]),
    ("unroll (1\nfor g in [1] { unroll 2 }", ["E101", "for 'g' [1] {unroll 2}"]),
    ("for g in [1] { unroll )\nunroll 2", ["E101", "unroll 2"]),
    ("} unroll 1\nunroll 2", ["E101", "unroll 2"]),
    ("unroll \"1\\\"; unroll 2\nunroll 3", ["E102", "unroll 2", "unroll 3"]),
    ("unroll )\r\nunroll 2", ["E101", "unroll 2"]),
    ("unroll ) }; unroll 2", ["E101", "unroll 2"]), ("unroll )", ["E101"]),
  ])
  func readingGoesOnBehindTheBrokenStatement(text: String, expected: [String]) {
    #expect(keepGoing(text) == expected)
  }

  @Test func anUnbrokenStatementIsSteppedOverToo() throws {
    var parser = Parser("\n unroll 1; unroll 2", grammar: sessionGrammar)
    parser.recover()
    #expect(try parser.next()?.shown == "unroll 2")
  }

  @Test func manyBrokenStatementsAreEachSteppedOver() {
    // Were recovery quadratic in the length of the text, this would take minutes.
    let text = String(repeating: "unroll (\n", count: 20_000)
    #expect(keepGoing(text).count == 20_000)
  }
}
