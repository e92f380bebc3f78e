import Foundation
import Testing
import Workbench

@Suite struct JSONRendererTests {
  private let json = JSONRenderer()

  @Test func aReportKeepsTheOrderOfItsFields() {
    let report = Report(
      result: [
        Field(key: "steps", value: .integer(100)), Field(key: "activation", value: .text("tanh")),
        Field(key: "variance", value: .numbers([0.5, 1, -.infinity])),
        Field(key: "first_nonfinite_step", value: .null),
      ], blocks: [.heading("not in JSON")])
    let record = StatementRecord(
      input: "unroll 100", command: "unroll", seconds: 0.0012, outcome: .report(report))
    #expect(
      json.render(record)
        == #"{"input":"unroll 100","command":"unroll","ok":true,"seconds":0.0012,"result":"#
        + #"{"steps":100,"activation":"tanh","variance":[0.5,1,"-inf"],"#
        + #""first_nonfinite_step":null}}"#)
  }

  @Test func aFailureTellsItsPlace() {
    let failure = FailureRecord(
      code: "E202", message: "there is no scheme 'xaiver'", line: 3, column: 10, length: 6)
    let record = StatementRecord(
      input: "init \"", command: nil, seconds: 0, outcome: .failure(failure))
    #expect(
      json.render(record)
        == #"{"input":"init \"","command":null,"ok":false,"seconds":0,"error":{"code":"E202","#
        + #""message":"there is no scheme 'xaiver'","line":3,"column":10,"length":6,"#
        + #""hint":null}}"#)
  }

  @Test func everyScalarSurvivesAReader() throws {
    for start in stride(from: UInt32(0), to: 0x11_0000, by: 0x1000) {
      let scalars = (start..<start + 0x1000).compactMap(Unicode.Scalar.init)
      let text = String(String.UnicodeScalarView(scalars))
      let read = try read(.text(text)) as? String
      // Compared by scalars, because strings are equal when they only look the same.
      #expect(read.map { Array($0.unicodeScalars) } == scalars, "from \(start)")
    }
  }

  @Test func nothingThatSteersATerminalIsWrittenRaw() {
    let text = "\u{0}\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{2028}\u{2029}\t\r\n"
    #expect(
      json.render(.text(text))
        == #""\u0000\u001b[31m\u007f\u009b\u202e\u2028\u2029\t\r\n""#)
  }

  @Test func numbersReadBackToTheBit() throws {
    var generator = SeededGenerator(seed: 2)
    let edges = [
      0, 1, -1, 0.1, 1e15, 1e16, 1e22, 123_456_789, .leastNonzeroMagnitude,
      .greatestFiniteMagnitude, .pi,
    ]
    let random = (0..<20_000).map { _ in Double(bitPattern: generator.next()) }
    let numbers = edges + random.filter(\.isFinite)
    let text = json.render(.numbers(numbers))
    // Foundation's reader is off by one in the last bit now and then; the standard library's is not.
    #expect((try read(.numbers(numbers)) as? [Double])?.count == numbers.count)
    let read = text.dropFirst().dropLast().split(separator: ",").map { Double($0)?.bitPattern }
    #expect(zip(read, numbers).first { $0 != $1.bitPattern } == nil)
    #expect(read.count == numbers.count)
  }

  @Test(arguments: [
    (512, "512"), (-3, "-3"), (0, "0"), (-0.0, "-0.0"), (1e16, "1e+16"), (1e-5, "1e-05"),
    (.nan, "\"nan\""), (.infinity, "\"inf\""), (-.infinity, "\"-inf\""),
  ]) func numbersAreShort(number: Double, text: String) {
    #expect(json.render(.number(number)) == text)
  }

  @Test func emptyThingsAreEmpty() {
    let empty = Datum.list([.list([]), .record([]), .numbers([]), .boolean(true)])
    #expect(json.render(empty) == "[[],{},[],true]")
  }

  private func read(_ datum: Datum) throws -> Any {
    try JSONSerialization.jsonObject(
      with: Data(json.render(datum).utf8), options: .fragmentsAllowed)
  }
}
