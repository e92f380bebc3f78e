import Foundation
import Testing

/// One line that `--json` answers.
struct JSONLine {
  /// The line as it was written.
  let text: String
  private let object: [String: Any]

  init(_ text: String) throws {
    self.text = text
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    object = try #require(value as? [String: Any], "\(text)")
  }

  var input: String? { object["input"] as? String }
  var command: String? { object["command"] as? String }
  var isOK: Bool? { object["ok"] as? Bool }
  var result: [String: Any] { object["result"] as? [String: Any] ?? [:] }
  var error: [String: Any] { object["error"] as? [String: Any] ?? [:] }

  /// All keys, those of objects inside too.
  var keys: Set<String> { Self.keys(of: object) }

  private static func keys(of value: Any) -> Set<String> {
    switch value {
    case let object as [String: Any]:
      object.reduce(into: []) { $0.formUnion([$1.key] + keys(of: $1.value)) }
    case let array as [Any]: array.reduce(into: []) { $0.formUnion(keys(of: $1)) }
    default: []
    }
  }

  /// The result with its numbers to the last bit, which `JSONSerialization` does not read.
  func exactResult<Result: Decodable>(as type: Result.Type) throws -> Result {
    try JSONDecoder().decode(Envelope<Result>.self, from: Data(text.utf8)).result
  }

  private struct Envelope<Result: Decodable>: Decodable {
    let result: Result
  }

  /// What `--json` answers to `script`, which may fail.
  static func answers(
    to script: String, options: [String] = [], in directory: String = Program.project
  ) throws -> [JSONLine] {
    let run = try Program.run(options + ["--json", "-c", script], in: directory)
    #expect(run.standardOutput.isEmpty || run.standardOutput.hasSuffix("\n"))
    return try run.standardOutput.split(separator: "\n").map { try JSONLine(String($0)) }
  }

  /// The result of the last statement of `script`.
  static func result(
    of script: String, in directory: String = Program.project
  ) throws -> [String: Any] {
    let line = try #require(try answers(to: script, in: directory).last)
    #expect(line.isOK == true, "\(line.text)")
    return line.result
  }
}
