import Foundation
import Language
import LinearAlgebra
import RandomStatements
import Testing
import Workbench

@Suite struct PreviewTests {
  private static let budget = Duration.milliseconds(200)

  @Test(arguments: PreviewRow.all)
  func thisIsTold(_ row: PreviewRow) {
    let shell = Shell()
    #expect(shell.run(row.before).isEmpty)
    #expect(shell.session.preview(of: row.text, within: Self.budget) == row.expected)
  }

  @Test func noTimeIsNoPreviewThatIsWrong() {
    let shell = Shell()
    let told = shell.session.preview(of: "init Whh xavier 512", within: .zero)
    #expect(told == nil || told == "512×512, σ = 0.0442, ρ ≈ 1.03")
  }

  @Test(arguments: [
    "init Whh xavier 2048", "init Whh uniform 2048", "init Whh xavier 16384",
    "init Whh uniform 16384", "init Whh truncated 16384",
    "init all as keras.LSTM 4096", "unroll 1e8", "print max(1..10000)", "Whh.std", "Whh.radius",
    "scale Whh 2", "print [[1..9999], [1..9999]] == [[1..9999], [1..9999]]", "help i",
    "compare xavier he orthogonal uniform size=4096 seeds=100",
  ])
  func itIsToldAtOnce(text: String) {
    let shell = Shell()
    shell.run("init Whh zeros 2048; model lstm inputs=5")
    shell.run("model rnn; init Whh zeros 2048")
    var shortest = Duration.seconds(9)
    for _ in 0..<5 {
      let start = ContinuousClock.now
      _ = shell.session.preview(of: text, within: .milliseconds(10))
      shortest = min(shortest, start.duration(to: .now))
    }
    // 10 ms are promised; other tests share the processor.
    #expect(shortest < .milliseconds(20), "\(text) \(shortest)")
  }

  /// What is promised of a draw is what the draw reports.
  @Test(arguments: [
    "xavier", "glorot", "he", "lecun", "normal", "uniform", "truncated", "torch-linear",
    "torch-rnn",
    "orthogonal", "wigner", "identity", "permutation", "constant",
  ])
  func theDrawKeepsWhatWasPromised(scheme: String) throws {
    let shell = Shell()
    let statement = "init Whh \(scheme) 200"
    let told = try #require(shell.session.preview(of: statement, within: Self.budget))
    let drawn = try shell.result(statement)
    let deviation = try #require(Self.number(after: "σ = ", in: told))
    guard case .number(let expected)? = drawn["expected_std"] else {
      Issue.record("no expected_std")
      return
    }
    #expect((deviation - expected).magnitude <= 0.005 * expected)
    guard let radius = Self.number(after: "ρ ≈ ", in: told) ?? Self.number(after: "ρ = ", in: told)
    else { return }
    let measure = try #require(Self.measure("spectral_radius", in: try shell.result("stats Whh")))
    let predicted = try #require(measure["predicted"]?.number)
    let measured = try #require(measure["measured"]?.number)
    // What is told is the prediction to three digits, and the draw is within six of its spreads; where
    // theory has the limit only, within a tenth.
    #expect((radius - predicted).magnitude <= 0.006 * predicted.magnitude, "\(told)")
    let allowed = measure["spread"]?.number.map { 6 * $0 + 1e-5 } ?? 0.1 * measured
    #expect((predicted - measured).magnitude <= allowed, "\(told) \(measured)")
  }

  /// What `stats` says of one quantity.
  private static func measure(
    _ name: String, in result: [String: Datum]
  ) -> [String: Datum]? {
    func search(_ datum: Datum) -> [String: Datum]? {
      switch datum {
      case .list(let items): return items.lazy.compactMap(search).first
      case .record(let fields):
        let record = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.value) })
        if record["name"] == .text(name), record["predicted"] != nil { return record }
        return fields.lazy.compactMap { search($0.value) }.first
      default: return nil
      }
    }
    return result.values.lazy.compactMap(search).first
  }

  @Test func theoryOfOtherMatricesIsNotTold() throws {
    let shell = Shell()
    shell.run("init Whh xavier 32; theory")
    let told = shell.session.preview(of: "theory.chi", within: Self.budget)
    #expect(told?.hasPrefix("= ") == true)
    shell.run("init Whh normal 32 std=1")
    #expect(shell.session.preview(of: "theory.chi", within: Self.budget) == nil)
    #expect(shell.completions("theory.ch|").candidates.map(\.description) == [""])
  }

  @Test func theModelHasAsManyParametersAsWasPromised() throws {
    for statement in ["model lstm 24 inputs=5 outputs=3", "model gru 10 inputs=2", "model rnn 7"] {
      let shell = Shell()
      let told = try #require(shell.session.preview(of: statement, within: Self.budget))
      let count = try #require(told.split(separator: " ").first.flatMap { Int($0) })
      shell.run(statement + "; init all xavier")
      let entries = shell.workspace.weights.values.reduce(0) { $0 + $1.matrix.elements.count }
      #expect(entries == count, "\(statement)")
    }
  }

  @Test func scalingDoesWhatWasPromised() throws {
    let shell = Shell()
    shell.run("init Whh xavier 64; print Whh.radius")
    for (statement, name) in [("scale Whh 1.7", "ρ"), ("set Whh radius=0.8", "ρ")] {
      let told = try #require(shell.session.preview(of: statement, within: Self.budget))
      let promised = try #require(
        Self.number(after: "→ ", in: told[told.firstRange(of: name)!.lowerBound...]))
      shell.run(statement)
      guard case .number(let measured) = try shell.value("Whh.radius") else { continue }
      #expect((promised - measured).magnitude < 0.01 * measured)
    }
  }

  @Test func aMaskDoesWhatWasPromised() throws {
    let shell = Shell()
    shell.run("init Whh uniform 200")
    let told = try #require(shell.session.preview(of: "mask Whh 0.3", within: Self.budget))
    let promised = try #require(Self.number(after: "about ", in: told))
    shell.run("mask Whh 0.3")
    guard case .number(let measured) = try shell.value("Whh.std") else { return }
    #expect((promised - measured).magnitude < 0.02 * measured)
  }

  @Test func aSavedSessionIsCounted() throws {
    let folder = try Folder()
    let path = folder.path + "/lesson.whh"
    let shell = Shell()
    #expect(shell.run("seed 3; init Whh xavier 8; unroll 5; save \(path)").isEmpty)
    for verb in ["load", "replay"] {
      let told = shell.session.preview(of: "\(verb) \(path)", within: Self.budget)
      #expect(told == "3 statements, seed 1, first seed 3")
    }
    #expect(shell.session.preview(of: "load \(folder.path)/none.whh", within: Self.budget) == nil)
  }

  /// The first number behind some words.
  private static func number(after mark: String, in text: some StringProtocol) -> Double? {
    guard let place = text.firstRange(of: mark) else { return nil }
    return Double(text[place.upperBound...].prefix { "0123456789.e-".contains($0) })
  }
}

extension Datum {
  fileprivate var number: Double? {
    switch self {
    case .number(let number): number
    case .integer(let integer): Double(integer)
    default: nil
    }
  }
}
