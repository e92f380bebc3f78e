import Testing
import Workbench

/// The sentences and the evidence of `stats`: what a person and a program read of a verdict.
@Suite struct VerdictTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let statements: String
    let says: [String]

    var testDescription: String { statements }

    init(_ statements: String, says: String...) {
      (self.statements, self.says) = (statements, says)
    }
  }

  static let cases = [
    Case(
      "init Whh uniform 512; unroll 100",
      says: "gradients vanishing, cause saturation", "100.0 % of the units are saturated",
      "although ρ = 25", "Small variance is not the cause: that of Whh is 42.",
      "of its entries sets ρ, near n · mean = 25"),
    Case(
      "set activation linear; init Whh uniform 512; unroll 100",
      says: "gradients exploding, cause overflow", "The state overflows float32 at step 1",
      "linear does not bound it, and ρ = 25"),
    Case(
      "set Whh [[nan, 1], [1, 1]]; unroll 5",
      says: "A weight is infinite or not a number, so nothing can be said of the gradient."),
    Case(
      "set activation linear; input noise std=1e38; init Whh normal 64 gain=0.5; "
        + "init Wxh constant 64 64 value=1; unroll 20",
      says: "linear does not bound it, and the input drives it there",
      "Whh alone would not, with ρ = 0.5"),
    Case(
      "input noise std=1e39; init Whh xavier 64; init Wxh xavier 64; unroll 20",
      says: "The state overflows float32 at step 1: a sum inside tanh leaves its range."),
    Case(
      "init Whh normal 128 gain=3; unroll 50 h0=zeros",
      says: "gradients exploding, cause none", "around a state that rests at zero",
      "makes that rest unstable"),
    Case(
      "set Whh [[0, 5, 0], [0, 0, 5], [0, 0, 0]]; unroll 3",
      says: "gradients exploding, cause none", "only for a while: ρ = 0 is not above 1",
      "up to σ_max = 5.000 a step", "3 steps are few"),
    Case(
      "init Whh normal 128 gain=3; unroll 50",
      says: "the network is chaotic: tanh bounds the state", "(g = 2.988, ρ = 3.251)"),
    Case(
      "init Whh normal 128 std=0.01; unroll 50",
      says: "every step contracts", "is below 1, so the weights alone shrink it (g = 0.11"),
    Case(
      "input noise; init Whh orthogonal 128; init Wxh orthogonal 128; unroll 60",
      says: "ρ = 1.000 would keep it, but the slope φ′ is only 0.5"),
    Case(
      "init Whh normal 128 std=0.001; init bh constant value=20; unroll 50",
      says: "cause contraction", "100.0 % of the units are where φ is flat"),
    Case(
      "set activation relu; init Whh normal 128 gain=3; unroll 20",
      says: "The gradient explodes, by", "and so will the state: relu does not bound it"),
    Case(
      "init Whh orthogonal 128; unroll 50",
      says: "gradients stable, cause none", "keeps its size to within a factor of 100"),
  ]

  @Test(arguments: cases)
  func theSentenceNamesTheCauseAndItsNumbers(_ known: Case) {
    let shell = Shell()
    #expect(shell.run(known.statements + "; stats").isEmpty)
    let text = shell.text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for words in known.says {
      #expect(text.contains(words), "\(words) is not in: \(text)")
    }
  }

  @Test func theStepOfAnOverflowIsThatOfTheStates() throws {
    let shell = Shell()
    shell.run("set activation linear; init Whh uniform 512; unroll 100")
    guard case .integer(let step) = try shell.value("states.first_nonfinite_step") else {
      Issue.record("there is no such step")
      return
    }
    let sentence = try shell.value("verdict.sentence")
    #expect(sentence.literalText.contains("overflows float32 at step \(step):"))
  }

  @Test func theEvidenceIsDataWithItsThresholds() throws {
    let shell = Shell()
    shell.run("init Whh normal 64 gain=3; unroll 40")
    let verdict = try #require(shell.result("stats")["verdict"]?.fields)
    #expect(verdict.map(\.key) == ["gradients", "cause", "evidence", "sentence"])
    let evidence = try #require(verdict.first { $0.key == "evidence" }?.value.fields)
    #expect(
      evidence.map(\.key) == [
        "growth_per_step", "state_growth_per_step", "spectral_radius", "linear_factor",
        "is_bounded", "gain", "mean_slope", "flat_share", "is_zero_by_flatness", "spectral_norm",
        "memory_gate", "memory_gate_mean", "final_mean_square", "first_nonfinite_step",
        "thresholds",
      ])
    let thresholds = try #require(evidence.last?.value.fields)
    // A factor of 100 either way in 100 steps.
    #expect(
      thresholds == [
        Field(key: "vanishing_below", value: .number(0.9549925860214360)),
        Field(key: "exploding_above", value: .number(1.0471285480508996)),
        Field(key: "flat_share_from", value: .number(0.6)),
        Field(key: "linear_factor_from", value: .integer(1)),
      ])
    #expect(try shell.value("verdict.evidence.gain == Whh.gain") == .boolean(true))
    #expect(
      try shell.value("verdict.evidence.spectral_radius == Whh.radius") == .boolean(true))
    #expect(
      try shell.value("verdict.evidence.growth_per_step > 1.0471285480508996") == .boolean(true))
  }

  @Test(
    arguments: [
      ("init Whh orthogonal 64; unroll 50", Tone.good),
      ("init Whh normal 64 gain=3; unroll 50 h0=zeros", .bad),
      ("init Whh uniform 64; unroll 50", .bad),
    ])
  func onlyAStableNetworkIsShownAsGood(run: String, expected: Tone) throws {
    let shell = Shell()
    shell.run(run + "; stats")
    let report = try #require(shell.replies.last).outcome.get()
    let tones = report.blocks.compactMap { block -> Tone? in
      if case .verdict(_, _, let tone) = block { return tone }
      return nil
    }
    #expect(tones == [expected])
  }

  @Test func withoutARunThereIsNoVerdict() throws {
    let shell = Shell()
    #expect(try shell.result("init Whh xavier 8; stats")["verdict"] == .null)
    #expect(shell.text().contains("No verdict yet"))
  }
}

extension Datum {
  fileprivate var fields: [Field]? {
    if case .record(let fields) = self { return fields }
    return nil
  }

  fileprivate var literalText: String {
    if case .text(let text) = self { return text }
    return ""
  }
}
