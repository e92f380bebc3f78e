import Language
import Testing

@Suite struct LimitTests {
  @Test(arguments: ["(", "[", "-", "not ", "2^", "f(", "a["])
  func aMillionOpenOnesAreOneComplaint(opener: String) {
    let text = "print " + String(repeating: opener, count: 1_000_000 / opener.utf8.count)
    #expect(complaint(text)?.code == .tooDeep)
  }

  @Test func blocksNestToTheSameDepth() {
    let loop = "for g in [1] { "
    let nested = { (count: Int) in
      String(repeating: loop, count: count) + "quit" + String(repeating: "}", count: count)
    }
    #expect(complaint(nested(Parser.maximumDepth - 1)) == nil)
    #expect(complaint(nested(Parser.maximumDepth + 1))?.code == .tooDeep)
  }

  @Test func theDepthIsExact() {
    let nested = { (count: Int) in
      "print " + String(repeating: "(", count: count) + "1" + String(repeating: ")", count: count)
    }
    #expect(complaint(nested(Parser.maximumDepth)) == nil)
    let error = complaint(nested(Parser.maximumDepth + 1))
    #expect(error?.code == .tooDeep)
    let last = "print ".utf8.count + Parser.maximumDepth
    #expect(error?.range == SourceRange(last, last + 1))
  }

  @Test func aLongSumIsRefusedBeforeItsTreeIsTooHigh() {
    let sum = { (count: Int) in "print 1" + String(repeating: "+1", count: count - 1) }
    #expect(complaint(sum(Parser.maximumHeight)) == nil)
    #expect(complaint(sum(Parser.maximumHeight + 1))?.code == .tooDeep)
    #expect(complaint(sum(400_000))?.code == .tooDeep)
  }

  @Test func aStatementHasALargestLength() throws {
    let word = { (count: Int) in "stats " + String(repeating: "x", count: count - 6) }
    let longest = word(Parser.maximumLength)
    #expect(complaint(longest) == nil)
    let error = complaint(word(Parser.maximumLength + 1))
    #expect(error?.code == .tooLong)
    #expect(error?.message.contains("'statement' allows: 65536") == true)
    #expect(complaint(word(Parser.maximumLength + 1))?.isIncomplete == false)
    #expect(try statements(longest + "; " + longest).count == 2)
  }

  @Test func aLongListIsNoDeepOne() throws {
    let text = "print [" + String(repeating: "1,", count: 30_000) + "]"
    #expect(try statements(text).count == 1)
  }

  @Test func anUnclosedBracketInALongTextIsTooLong() {
    let text = "print [" + String(repeating: "1,\n", count: 500_000)
    #expect(complaint(text)?.code == .tooLong)
  }
}
