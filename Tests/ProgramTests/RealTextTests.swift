import Foundation
import Testing

/// A real text of more than a megabyte, which drives a thousand steps.
@Suite(.timeLimit(.minutes(2))) struct RealTextTests {
  private static let script = """
    input text text.txt; init Whh xavier 256; init all xavier; unroll 1000; backprop; stats
    export states x.npy
    """

  private let folder: TemporaryFolder
  private let text: String

  init() throws {
    let license = try String(contentsOfFile: Program.project + "/LICENSE", encoding: .utf8)
    text = String(repeating: license, count: 1_000_000 / license.utf8.count + 1)
    folder = try TemporaryFolder()
    try folder.write(text, to: "text.txt")
  }

  @Test func itDrivesAThousandSteps() throws {
    #expect(text.utf8.count >= 1_000_000)
    let answers = try JSONLine.answers(to: Self.script, in: folder.path)
    #expect(
      answers.map(\.command) == ["input", "init", "init", "unroll", "backprop", "stats", "export"])
    #expect(answers.allSatisfy { $0.isOK == true })
    let run = answers[3].result
    #expect(run["input"] as? String == "text")
    #expect((run["variance"] as? [Double])?.count == 1000)
    #expect((answers[4].result["log10_norm"] as? [Double])?.count == 1001)
    let matrices = try #require(answers[5].result["matrices"] as? [String: [String: Any]])
    #expect(matrices["Wxh"]?["columns"] as? Int == Set(text.unicodeScalars).count)
    #expect((answers[5].result["verdict"] as? [String: Any])?["cause"] is String)
  }

  /// Step t reads character t: the states before it do not know it, and the one after does.
  @Test(arguments: [1, 500, 1000]) func aStepReadsItsCharacter(step: Int) throws {
    let before = try states()
    var scalars = Array(text.unicodeScalars)
    scalars[step - 1] = scalars[step - 1] == "e" ? "a" : "e"
    try folder.write(String(String.UnicodeScalarView(scalars)), to: "text.txt")
    let after = try states()
    #expect(zip(before, after).map { $0 == $1 }.firstIndex(of: false) == step)
  }

  private func states() throws -> [Data] {
    let run = try Program.run(["-c", Self.script], in: folder.path)
    try #require(run.status == 0, "\(run.standardError)")
    let file = try NumPyFile(folder.url("x.npy"))
    #expect(file.shape == [1001, 1, 256])
    return file.prefixes(1)
  }
}
