import Language
import Testing

/// What is complained about, with the guillemets around the range of the complaint.
@Suite struct ComplaintTests {
  @Test(
    arguments: [
      ("«xaiver» Whh", .unknownCommand),
      ("unroll 1; «unrol» 2", .unknownCommand),
      ("«g» = 2", .unknownCommand), ("«g»=2", .unknownCommand),
      ("set activation tanh «relu»", .extraArgument), ("input «nosie»", .unknownChoice),
      ("«input»", .missingArgument), ("«input» # none", .missingArgument),
      ("unroll 100 «20»", .extraArgument), ("unroll 100 «+» 20", .extraArgument),
      ("backprop «(1 + 2)» 3", .extraArgument), ("unroll 100 «batch» 2", .extraArgument),
      ("init Whh normal 512 «gian»=2", .unknownLabel), ("unroll 1 «x»=2", .unknownLabel),
      ("quit «x»=2", .unknownLabel), ("stats «--breif»", .unknownLabel),
      ("unroll 1 «--batch=2»", .unknownLabel), ("unroll 1 «batch=» 2", .missingArgument),
      ("init Whh normal gain=1 «gain»=2", .repeatedLabel), ("stats --all --«all»", .repeatedLabel),
      ("let «2nd» = 3", .badName), ("let «and» = 3", .badName), ("let a«-»b = 3", .unexpectedText),
      ("let g «1»", .unexpectedText), ("let g = 1 «=» 2", .unexpectedText),
      ("let g = 1 +«»", .unexpectedText), ("let g = 1 +«»\n2", .unexpectedText),
      ("let g = 1 + «;» 2", .unexpectedText), ("let g = 2 «x»", .unexpectedText),
      ("for g «on» [1] { }", .unexpectedText), ("for g in «{» }", .unexpectedText),
      ("for g in [1] { } «x»", .extraArgument), ("«}»", .unexpectedText),
      ("quit «{»}", .extraArgument),
      ("expect 1 < 2 «<» 3", .unexpectedText), ("expect a ~ b«»", .unexpectedText),
      ("expect a == b «~» c within 1", .unexpectedText), ("expect a «=» b", .unexpectedText),
      ("expect a «&»& b", .unexpectedText), ("expect «!»a", .unexpectedText),
      ("print 2*«*»3", .unexpectedText), ("print 5«%»", .unexpectedText),
      ("print 1..«.»5", .unexpectedText), ("print a.«»", .unexpectedText),
      ("print «and»", .unexpectedText), ("print a[«]»", .unexpectedText),
      ("print («)»", .unexpectedText),
      ("print [1«;» 2]", .unexpectedText), ("print [1 «2»]", .unexpectedText),
      ("print f(1,«)»", .unexpectedText), ("print «'»x'", .unexpectedText),
      ("unroll 512«#»comment", .unexpectedText), ("print 3«#»comment", .unexpectedText),
      ("print \"a\"«b»", .unexpectedText), ("stats \"a\"«b»", .unexpectedText),
      ("stats «a\u{1}b»", .unexpectedText), ("print σ «é»", .unexpectedText),
      ("print «(»1", .unfinished),
      ("print «[»1,", .unfinished), ("for g in [1] «{» init Whh", .unfinished),
      ("for g in «[»1", .unfinished), ("print «\"»abc", .unfinished),
      ("stats «\"»abc\n", .unfinished),
      ("print \"a«\\x»\"", .badString), ("print \"«\\uD800»x\"", .badString),
      ("print \"«\\u12»G4\"", .badString), ("print \"a«\u{1}»\"", .badString),
      ("export Whh «\"a\\u0000b\"»", .badString), ("print «12abc» + 1", .badNumber),
    ] as [(String, ErrorCode)])
  func theRangeIsTheCulprits(marked: String, code: ErrorCode) {
    let marked = Marked(marked)
    let error = complaint(marked.text)
    #expect(error?.code == code, "\(String(describing: error))")
    #expect(error?.range == marked.range, "\(String(describing: error))")
    #expect(error?.isIncomplete == (code == .unfinished))
  }
}
