import Foundation
import RandomStatements
import Testing
import Workbench

/// A thousand sessions of random statements, saved by one process each and checked by others.
@Suite struct RandomSessionTests {
  private static let count = 250

  @Test(arguments: 0..<4)
  func everySessionThatIsSavedChecks(quarter: Int) throws {
    let folder = try TemporaryFolder()
    var accepted: Set<String> = ["quit"]
    for number in 0..<Self.count {
      var statements = RandomStatements(seed: UInt64(Self.count * quarter + number))
      // What would leave before it is saved.
      let script = statements.script(lines: 6, without: ["quit"]) + ["save \(number).whh"]
      try script.joined(separator: "\n").write(
        toFile: folder.path + "/script", atomically: true, encoding: .utf8)
      let run = try Program.run(["--json", "--keep-going", "script"], in: folder.path)
      #expect(run.status < 128, "session \(number): \(run.standardError)")
      accepted.formUnion(Self.accepted(in: run.standardOutput))
    }
    // Every command went through in some session.
    #expect(Set(Catalogue.standard.commands.map(\.name)).subtracting(accepted) == [])
    let files = (0..<Self.count).map { "\($0).whh" }
    for threads in ["1", "2"] {
      let check = try Program.run(
        ["replay", "--check", "--trust", "--threads", threads] + files, in: folder.path)
      #expect(check.status == 0, "\(check.standardError)")
      #expect(check.standardOutput.hasSuffix("\(files.count) sessions: \(files.count) agree\n"))
    }
  }

  /// The commands of the statements that were carried out.
  private static func accepted(in lines: String) -> [String] {
    lines.split(separator: "\n").compactMap { line in
      guard line.contains("\"ok\":true"),
        let start = line.range(of: "\"command\":\""),
        let end = line.range(of: "\"", range: start.upperBound..<line.endIndex)
      else { return nil }
      return String(line[start.upperBound..<end.lowerBound])
    }
  }
}
