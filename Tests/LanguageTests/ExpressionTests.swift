import Language
import Testing

@Suite struct ExpressionTests {
  @Test(arguments: [
    ("1 + 2*3", "(+ 1 (* 2 3))"), ("1 - 2 - 3", "(- (- 1 2) 3)"), ("8/4/2", "(/ (/ 8 4) 2)"),
    ("1 - 2 + 3", "(+ (- 1 2) 3)"), ("(1 + 2)*3", "(* (+ 1 2) 3)"),
    ("-2^2", "(- (^ 2 2))"), ("2^-1", "(^ 2 (- 1))"), ("2^3^2", "(^ 2 (^ 3 2))"),
    ("2^-3^2", "(^ 2 (- (^ 3 2)))"), ("-2*3", "(* (- 2) 3)"), ("2*-3", "(* 2 (- 3))"),
    ("--1", "(- (- 1))"), ("a -b", "(- a b)"), ("-a[1]^2", "(- (^ (at a 1) 2))"),
    ("1..2+3", "(.. 1 (+ 2 3))"), ("-1..1", "(.. (- 1) 1)"), ("1..100", "(.. 1 100)"),
    ("0.5..1.5 by 0.1", "(.. 0.5 1.5 0.1)"), ("1. .. 2.", "(.. 1 2)"), ("a..b", "(.. a b)"),
    ("1 < 2 + 3", "(< 1 (+ 2 3))"), ("a <= b", "(<= a b)"), ("a>=b", "(>= a b)"),
    ("a != b", "(!= a b)"), ("a == 1..2", "(== a (.. 1 2))"),
    ("a ~ b within 1%", "(~% a b 1)"), ("a ~ b + 1 within 2*c", "(~ a (+ b 1) (* 2 c))"),
    ("a ~ b within 1 % and c", "(and (~% a b 1) c)"),
    ("not a < b", "(not (< a b))"), ("not not a", "(not (not a))"),
    ("not a and b", "(and (not a) b)"), ("a or b and c", "(or a (and b c))"),
    ("a and b or c and d", "(or (and a b) (and c d))"), ("a or b or c", "(or (or a b) c)"),
    ("(a or b) and c", "(and (or a b) c)"), ("a == \"chaos\"", "(== a \"chaos\")"),
  ])
  func operatorsBindAsTheGrammarSays(text: String, expected: String) throws {
    #expect(try reading("print \(text)") == ["print \(expected)"])
  }

  @Test(arguments: [
    ("Whh.f.std", "Whh.f.std"), ("Whh[1,2]", "(at Whh 1 2)"), ("a[1][2]", "(at (at a 1) 2)"),
    ("states.variance[100]", "(at states.variance 100)"), ("max(1, 2)", "(max 1 2)"),
    ("f()", "(f)"), ("max([1, 2])[1]", "(at (max [1 2]) 1)"), ("[]", "[]"), ("[1, 2,]", "[1 2]"),
    ("[\n1 # one\n, 2\n]", "[1 2]"), ("[1 -2]", "[(- 1 2)]"), ("true", "true"),
    ("orange", "orange"), ("a.by.or", "a.by.or"), ("notable", "notable"),
    ("e\u{301}_1", "e\u{301}_1"),
  ])
  func leavesAndWhatIsGluedToThem(text: String, expected: String) throws {
    #expect(try reading("print \(text)") == ["print \(expected)"])
  }

  @Test(arguments: ["a", "1 + 2", "f(x)[2]", "-a", "[1, 2]", "(a)", "a ~ b within 1%", "not a"])
  func everyExpressionSpansItsText(text: String) throws {
    let source = "print  \(text)  # behind"
    let parser = Parser(source, grammar: sessionGrammar)
    let range = try #require(try statements(source).first?.arguments.first?.range)
    #expect(parser.text(of: range) == text)
  }

  @Test(
    arguments: [
      ("512", 512), ("0.5", 0.5), (".5", 0.5), ("5.", 5), ("1e-3", 1e-3), ("1E+3", 1000),
      ("1_000", 1000), ("1_0.2_5", 10.25), ("1e1_0", 1e10), ("0", 0), ("007", 7),
      ("1.7976931348623157e308", .greatestFiniteMagnitude), ("5e-324", .leastNonzeroMagnitude),
      ("1e-400", 0), ("0.1", 0.1), ("123456789012345678901234567890", 1.2345678901234568e29),
    ] as [(String, Double)])
  func numbersAreReadToTheNearestDouble(text: String, expected: Double) throws {
    guard case .expression(let value) = try statements("print \(text)")[0].arguments[0].content
    else {
      Issue.record("no expression")
      return
    }
    #expect(value.node == .number(expected))
  }

  @Test(arguments: [
    "1__0", "1_", "1_.5", "1._5", "1e", "1e-", "1e_3", "1.2.3", "0x10", "12abc", "1.x", "2σ",
    "1e5.",
    "1e400", "1_e5", "5.e",
  ])
  func aBadNumberIsOneComplaint(text: String) {
    let error = complaint("print [\(text)]")
    #expect(error?.code == .badNumber)
    #expect(error?.range == SourceRange(7, 7 + text.utf8.count))
  }

  @Test(arguments: [
    (#""a b""#, "a b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
    (#""\u0041\u00e9\uD83D\uDE00""#, "Aé😀"), ("\"σ\n\t😀\"", "σ\n\t😀"), (#""""#, ""),
    (#""\u0000""#, "\0"), (#""a;b}#c""#, "a;b}#c"),
  ])
  func stringsHaveTheEscapesOfJSON(text: String, expected: String) throws {
    #expect(try statements("stats \(text)")[0].arguments[0].content == .word(expected))
    guard case .expression(let value) = try statements("print \(text)")[0].arguments[0].content
    else {
      Issue.record("no expression")
      return
    }
    #expect(value.node == .text(expected))
  }

  @Test func heightCountsTheLongestWayToALeaf() throws {
    let heights = try ["1", "-1", "1+2+3", "[1, [2, -3]]"].map { text in
      guard case .expression(let value) = try statements("print \(text)")[0].arguments[0].content
      else { return 0 }
      return value.height
    }
    #expect(heights == [1, 2, 3, 4])
  }
}
