/// Writes values as JSON (RFC 8259) on one line.
///
/// Goals, in order: valid whatever the values are; numbers read back as the same doubles; keys in
/// the order of the report, which is why Foundation's writer was not taken. O(length of the output).
///
/// A number that is not finite becomes a string, `"inf"`, `"-inf"` or `"nan"`, for JSON has none.
public struct JSONRenderer: Sendable {
  public init() {}

  /// A statement with its outcome, as one line of JSON Lines, without the line's end.
  public func render(_ record: StatementRecord) -> String {
    var fields = [
      Field(key: "input", value: .text(record.input)),
      Field(key: "command", value: text(record.command)),
    ]
    switch record.outcome {
    case .report(let report):
      fields += [
        Field(key: "ok", value: .boolean(true)),
        Field(key: "seconds", value: .number(record.seconds)),
        Field(key: "result", value: .record(report.result)),
      ]
    case .failure(let failure):
      fields += [
        Field(key: "ok", value: .boolean(false)),
        Field(key: "seconds", value: .number(record.seconds)),
        Field(key: "error", value: .record(self.fields(of: failure))),
      ]
    }
    return render(.record(fields))
  }

  /// A value by itself.
  public func render(_ datum: Datum) -> String {
    var writer = JSONWriter()
    writer.write(datum)
    return writer.text
  }

  private func fields(of failure: FailureRecord) -> [Field] {
    [
      Field(key: "code", value: .text(failure.code)),
      Field(key: "message", value: .text(failure.message)),
      Field(key: "line", value: .integer(failure.line)),
      Field(key: "column", value: .integer(failure.column)),
      Field(key: "length", value: .integer(failure.length)),
      Field(key: "hint", value: text(failure.hint)),
    ]
  }

  private func text(_ text: String?) -> Datum { text.map { .text($0) } ?? .null }
}

/// The growing text.
private struct JSONWriter {
  private(set) var text = ""

  mutating func write(_ datum: Datum) {
    switch datum {
    case .null: text += "null"
    case .boolean(let truth): text += truth ? "true" : "false"
    case .integer(let integer): text += String(integer)
    case .number(let number): write(number)
    case .text(let string): write(string)
    case .list(let items): write(items, between: "[", "]") { $0.write($1) }
    case .numbers(let numbers): write(numbers, between: "[", "]") { $0.write($1) }
    case .record(let fields):
      write(fields, between: "{", "}") { writer, field in
        writer.write(field.key)
        writer.text += ":"
        writer.write(field.value)
      }
    }
  }

  private mutating func write<Item>(
    _ items: [Item], between opening: String, _ closing: String,
    _ writeItem: (inout JSONWriter, Item) -> Void
  ) {
    text += opening
    var isFirst = true
    for item in items {
      if !isFirst { text += "," }
      isFirst = false
      writeItem(&self, item)
    }
    text += closing
  }

  /// The shortest digits that read back as the same double; `512` for 512.0, but `-0.0` keeps its
  /// point, since readers take `-0` for the integer zero.
  private mutating func write(_ number: Double) {
    guard number.isFinite else {
      text += number.isNaN ? "\"nan\"" : number < 0 ? "\"-inf\"" : "\"inf\""
      return
    }
    let digits = number.description
    let isWhole = digits.hasSuffix(".0") && number != 0
    text += isWhole ? String(digits.dropLast(2)) : digits == "0.0" ? "0" : digits
  }

  /// A string in quotes.
  ///
  /// Beyond what the RFC asks for, all that could steer a terminal is escaped.
  private mutating func write(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.isUnsafeToShow: text += Self.escape(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// `\u001b`; every scalar that is unsafe to show fits in four digits.
  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
