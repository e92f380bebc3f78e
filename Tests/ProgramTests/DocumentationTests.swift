import Foundation
import Testing
import Workbench

/// What README and help show is what the program does.
///
/// With RECORD=1 in the environment the recorded texts are written anew instead of compared.
@Suite(.serialized) struct DocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  @Test func theFirstMinuteOfTheReadmeIsTrue() throws {
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let start = try #require(readme.range(of: "```\nwhh> "))
    let end = try #require(readme.range(of: "\n```", range: start.upperBound..<readme.endIndex))
    let block = readme.index(start.lowerBound, offsetBy: 4)..<end.lowerBound
    let inputs = readme[block].split(separator: "\n").filter { $0.hasPrefix("whh> ") }
      .map { $0.dropFirst(5) }
    let shown = try played(inputs.joined(separator: "\n"))
    if Self.isRecording {
      try readme.replacingCharacters(in: block, with: shown).write(
        to: Self.root.appending(path: "README.md"), atomically: true, encoding: .utf8)
    } else {
      #expect(String(readme[block]) == shown)
    }
  }

  @Test func theReadmesScriptsRun() throws {
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```").enumerated()
      .filter { $0.offset % 2 == 1 && $0.element.hasPrefix("\n") && !$0.element.contains("whh> ") }
    #expect(!blocks.isEmpty)
    for (_, script) in blocks { _ = try played(script) }
  }

  @Test func theReadmesTableIsTheListOfCommands() throws {
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let rows = Catalogue.standard.commands.map { "| `\($0.name)` | \($0.summary) |" }
    #expect(
      readme.contains("| command | does |\n|---|---|\n" + rows.joined(separator: "\n") + "\n\n"))
  }

  @Test func theExamplesOfHelpAnswerAsRecorded() throws {
    var text = ""
    for command in Catalogue.standard.commands {
      for example in command.examples {
        text += "# \(command.name)\n" + (try played(example)) + "\n\n"
      }
    }
    let file = Self.root.appending(path: "Tests/ProgramTests/Recorded/examples.txt")
    if Self.isRecording {
      try text.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
  }

  @Test func theFirstLookPlaysWithoutATerminal() throws {
    let run = try Program.run(["-i", "examples/first-look.whh"], in: Self.root.path())
    #expect(run.status == 0)
    #expect(run.standardOutput.contains("cause saturation"))
    #expect(run.standardError == "")
  }

  /// What playing a script shows, which must work.
  private func played(_ script: String) throws -> String {
    let folder = try TemporaryFolder()
    let file = folder.path + "/script.whh"
    try script.write(toFile: file, atomically: true, encoding: .utf8)
    let run = try Program.run(["-i", file], in: folder.path)
    #expect(run.status == 0, "\(run.standardError)")
    return run.standardOutput.trimmingCharacters(in: .newlines)
  }
}
