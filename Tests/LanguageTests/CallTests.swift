import Language
import Testing

/// Words with settings in brackets, and as many of them as one likes.
@Suite struct CallTests {
  @Test(arguments: [
    ("compare xavier", "compare xavier()"),
    ("compare xavier np-rnn torch.RNN", "compare xavier() np-rnn() torch.RNN()"),
    ("compare normal(gain=3)", "compare normal(gain=3)"),
    ("compare normal() he", "compare normal() he()"),
    ("compare normal( gain = 1 + 2 , mode=fan_in ,)", "compare normal(gain=(+ 1 2) mode='fan_in')"),
    (
      "compare normal(\n  gain=sqrt(1/n), # why\n  mode=\"a b\") he",
      "compare normal(gain=(sqrt (/ 1 n)) mode='a b') he()"
    ),
    ("compare a seeds=3 b(gain=1) ", "compare a() seeds=3 b(gain=1)"),
    ("for g in x { compare a b(gain=g)}", "for 'g' x {compare a() b(gain=g)}"),
  ])
  func aWordMayHaveSettings(text: String, expected: String) throws {
    #expect(try reading(text) == [expected])
  }

  @Test(arguments: [
    ("compare normal(«gian»=3)", ErrorCode.unknownLabel, "gain="),
    ("compare normal(gain=3, «gain»=4)", .repeatedLabel, "twice"),
    ("compare normal(gain=3)«x»", .unexpectedText, "blank"),
    ("compare normal(gain «3»)", .unexpectedText, "'='"),
    ("compare normal(gain=3 «mode»=a)", .unexpectedText, "','"),
    ("compare normal(gain=«)»", .unexpectedText, ""),
    ("compare normal(mode=«3»)", .unexpectedText, "word"),
    ("compare «(»gain=3)", .unexpectedText, "word"),
    ("compare normal«(»gain=3", .unfinished, "')'"),
    ("compare xavier «sedes»=3", .unknownLabel, "seeds="),
  ])
  func aComplaintPointsIntoTheBrackets(marked: String, code: ErrorCode, says: String) throws {
    let wrong = Marked(marked)
    let error = try #require(complaint(wrong.text))
    #expect(error.code == code)
    #expect(error.range == wrong.range, "\(error)")
    #expect((error.message + " " + (error.hint ?? "")).contains(says), "\(error)")
  }

  @Test func anOpenBracketWaitsForMore() throws {
    #expect(try #require(complaint("compare normal(gain=3")).isIncomplete)
  }

  @Test func settingsAreRead() throws {
    let paths = try statements("compare normal(gain=Whh.radius, std=g)").first?.paths
    #expect(paths?.map(\.value) == [["Whh", "radius"], ["g"]])
  }
}
