import Foundation
import Testing

/// The examples are scripts that carry their own expectations: each must run as it is.
@Suite struct ExampleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  /// The scripts of a folder, in order.
  private static func scripts(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: folder).path())
    return (names ?? []).filter { $0.hasSuffix(".whh") }.sorted().map { "\(folder)/\($0)" }
  }

  @Test(arguments: scripts(in: "examples/claims"))
  func aClaimIsMeasuredAndJudged(script: String) throws {
    let run = try Program.run([script], in: Self.root.path())
    #expect(run.status == 0, "\(run.standardError)")
    let text = try String(contentsOf: Self.root.appending(path: script), encoding: .utf8)
    for part in ["# Claim ", "# Prediction. ", "expect ", "# Verdict. "] {
      #expect(text.contains(part), "\(script) has no '\(part)'")
    }
    // What is said in the end is the verdict.
    let said = text.split(separator: "\n").last?.dropFirst("print \"".count).dropLast() ?? ""
    #expect(
      run.standardOutput.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .hasSuffix(said))
  }

  @Test func everyClaimHasItsScript() {
    let scripts = Self.scripts(in: "examples/claims")
    let numbers = scripts.compactMap { Int($0.split(separator: "/").last?.prefix(2) ?? "") }
    #expect(numbers == Array(1...17))
  }
}
