import Language
import Testing

@Suite struct ErrorPageTests {
  /// The codes that the parser itself gives, whose wrong lines must therefore be given them.
  private static let ofTheParser: Set<ErrorCode> = [
    .unexpectedText, .unfinished, .badNumber, .badString, .unknownCommand, .unknownLabel,
    .extraArgument, .repeatedLabel, .badName,
  ]

  private func lines(_ kind: String, of code: ErrorCode) -> [String] {
    code.explanation.split(separator: "\n").filter { $0.hasPrefix("  \(kind): ") }.map {
      String($0.dropFirst(kind.count + 4))
    }
  }

  @Test(arguments: ErrorCode.allCases)
  func everyCodeHasATitleAndAPage(code: ErrorCode) {
    #expect(!code.title.isEmpty && !code.title.hasSuffix("."))
    let lines = code.explanation.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(2...8 ~= lines.count)
    #expect(lines.allSatisfy { $0.count <= 80 && !$0.isEmpty })
  }

  @Test(arguments: ErrorCode.allCases)
  func theRightLinesAreRight(code: ErrorCode) {
    for line in lines("right", of: code) {
      #expect(complaint(line) == nil, "\(line)")
    }
    #expect(lines("wrong", of: code).count == lines("right", of: code).count)
  }

  @Test(arguments: ofTheParser)
  func theWrongLinesAreWrong(code: ErrorCode) {
    #expect(!lines("wrong", of: code).isEmpty)
    for line in lines("wrong", of: code) {
      #expect(complaint(line)?.code == code, "\(line)")
    }
  }

  @Test func titlesAreUnique() {
    #expect(Set(ErrorCode.allCases.map(\.title)).count == ErrorCode.allCases.count)
  }

  @Test func codesAreStable() {
    #expect(ErrorCode.allCases.count == 47)
    #expect(ErrorCode(rawValue: "E202") == .unknownScheme)
    #expect(ErrorCode(rawValue: "E802") == .interrupted)
  }
}
