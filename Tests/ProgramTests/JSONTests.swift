import Foundation
import Testing
import Workbench

/// What `--json` promises to programs that read it.
@Suite(.timeLimit(.minutes(2))) struct JSONTests {
  private static let session = """
    init Whh xavier 6; unroll 10 batch=2; backprop; spectrum; stats; show; show Whh
    init Why glorot 2; input noise; init Wxh he 3; init all lecun; let a = [1, 2]; print a
    set activation relu; seed 3; help; help unroll; help E202; expect 1 < 2; print "\\"ü\\n"
    init Whh xaiver; init Why xavier 3 9; print (1; frobnicate; unroll; reset; clear
    """

  @Test func everyLineIsAnObjectOfTheStatementItAnswers() throws {
    let answers = try JSONLine.answers(to: Self.session, options: ["--keep-going"])
    let inputs = Self.session.split { ";\n".contains($0) }.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(answers.map(\.input) == inputs)
    for answer in answers {
      let verb = try #require(answer.input?.split(separator: " ").first)
      #expect(answer.command == String(verb))
    }
    #expect(answers.filter { $0.isOK == false }.count == 5)
  }

  @Test func theKeysStandInTheirOrder() throws {
    let string = #""(?:[^"\\]|\\.)*""#
    let start = #"^\{"input":\#(string),"command":\#(string),"ok":"#
    let seconds = #","seconds":[0-9.e-]+,"#
    let success = try Regex(start + "true" + seconds + #""result":\{.*\}\}$"#)
    let error = #"\{"code":"E\d{3}","message":\#(string),"line":\d+,"column":\d+,"length":\d+,"#
    let failure = try Regex(
      start + "false" + seconds + #""error":"# + error + #""hint":(?:null|\#(string))\}\}$"#)
    for answer in try JSONLine.answers(to: Self.session, options: ["--keep-going"]) {
      #expect(answer.text.contains(answer.isOK == true ? success : failure), "\(answer.text)")
    }
  }

  @Test func keysAreInSnakeCase() throws {
    let names =
      ["Whh", "Wxh", "Why", "bh", "by", "a"] + Catalogue.standard.commands.map(\.name)
    for answer in try JSONLine.answers(to: Self.session, options: ["--keep-going"]) {
      for key in answer.keys.subtracting(names) {
        #expect(key.contains(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/), "\(key)")
      }
    }
  }

  @Test func aFailureSaysWhatThePersonIsTold() throws {
    let script = "print 1\n  init Whh xaiver 3"
    let run = try Program.run(["--json", "-c", script])
    let error = try JSONLine(String(try #require(run.standardOutput.split(separator: "\n").last)))
      .error
    #expect(error["code"] as? String == "E202")
    #expect(error["line"] as? Int == 2)
    #expect(error["column"] as? Int == 12)
    #expect(error["length"] as? Int == 6)
    let (message, hint) = try (
      #require(error["message"] as? String), #require(error["hint"] as? String)
    )
    #expect(run.standardError.hasPrefix("-c:2:12: error[E202]: \(message)\n"))
    #expect(run.standardError.hasSuffix("\n  \(hint)\n"))
    #expect(run.status == 1)
  }

  @Test func everyPassOfALoopHasItsObject() throws {
    let loop = "for g in [1, 0, 2] { expect g < 2; print g }"
    let answers = try JSONLine.answers(to: loop + "; print 7")
    #expect(
      answers.map(\.input) == [
        "expect g < 2", "print g", "expect g < 2", "print g", "expect g < 2",
      ])
    #expect(answers.map(\.isOK) == [true, true, true, true, false])
    let whole = try JSONLine.answers(to: "for g in [1, 2] { print g }")
    #expect(whole.map(\.command) == ["print", "print", "for"])
    #expect(whole.prefix(2).map { $0.result["value"] as? Int } == [1, 2])
  }

  @Test(arguments: [
    ("1/0", #""inf""#), ("-1/0", #""-inf""#), ("0/0", #""nan""#), ("0.1", "0.1"),
    ("1/3", "0.3333333333333333"),
    ("[1, 1/0]", #"[1,"inf"]"#), ("1 < 2", "true"), (#""1""#, #""1""#),
  ])
  func valuesAreWritten(expression: String, json: String) throws {
    let answer = try #require(try JSONLine.answers(to: "print \(expression)").first)
    #expect(answer.text.hasSuffix(#""result":{"value":\#(json)}}"#), "\(answer.text)")
  }

  private static let numbers: [Double] = [
    .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 0.1,
    0.3333333333333333,
    0.30000000000000004, 1e23, 9007199254740992, 4503599627370497.5, 123456789012345680,
    1.4142135623730951, -1e-7, 0.9999999999999999, 1.0000000000000002,
  ]

  @Test(arguments: numbers)
  func numbersComeBackToTheBit(number: Double) throws {
    let answer = try #require(try JSONLine.answers(to: "print \(number)").first)
    let value = try #require(answer.exactResult(as: [String: Double].self)["value"])
    #expect(value.bitPattern == number.bitPattern)
  }

  @Test func whatIsShownIsWhatIsExported() throws {
    let folder = try TemporaryFolder()
    let script = "set dtype float64; init Whh normal 4; export Whh w.npy; show Whh"
    let answer = try #require(try JSONLine.answers(to: script, in: folder.path).last)
    let rows = try answer.exactResult(as: Shown.self).values
    let exported = try NumPyFile(folder.url("w.npy")).doubles
    #expect(rows.flatMap(\.self).map(\.bitPattern) == exported.map(\.bitPattern))
  }

  private struct Shown: Decodable {
    let values: [[Double]]
  }
}
