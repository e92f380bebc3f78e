import Language
import LinearAlgebra
import Networks
import Testing
import Workbench

/// The language as commands use it.
@Suite struct LanguageUseTests {
  @Test func theLineOfPythonItAllBeganWith() throws {
    let shell = Shell()
    shell.run("init Whh normal 512 std=sqrt(1/fan_in)")
    #expect(try shell.value("Whh.expected_std == sqrt(1/512)") == .boolean(true))
  }

  @Test func gainMultipliesASchemesDeviation() throws {
    let shell = Shell()
    shell.run("let g = 1.5; init Whh he 64 gain=g")
    #expect(try shell.value("Whh.expected_std ~ 1.5*sqrt(2/64) within 1e-15") == .boolean(true))
    shell.run("init Whh normal 64 gain=2")
    #expect(try shell.value("Whh.expected_std == 2/8") == .boolean(true))
    shell.run("init Whh glorot 64 distribution=normal std=0.5")
    #expect(try shell.value("Whh.expected_std == 0.5") == .boolean(true))
  }

  @Test func sizesFollowFromTheNetwork() throws {
    let shell = Shell()
    shell.run(
      "init Whh xavier 12; init Wxh xavier 5; init Why xavier 3; init bh zeros; init by zeros")
    let shapes = shell.workspace.weights.mapValues { Shape($0.matrix.rows, $0.matrix.columns) }
    #expect(shapes[.recurrent] == Shape(12, 12))
    #expect(shapes[.input] == Shape(12, 5))
    #expect(shapes[.output] == Shape(3, 12))
    #expect(shapes[.hiddenBias] == Shape(12, 1))
    #expect(shapes[.outputBias] == Shape(3, 1))
    shell.run("init all orthogonal 20")
    #expect(shell.workspace.weights[.input]?.matrix.rows == 20)
    #expect(shell.workspace.weights[.input]?.matrix.columns == 5)
    #expect(shell.workspace.weights[.hiddenBias]?.matrix.elements.allSatisfy { $0 == 0 } == true)
  }

  @Test func aLoopRunsItsBodyForEachValue() throws {
    let shell = Shell()
    shell.run(
      "let g = 9\nfor g in [0.5, 1,\n 1.5] {\n  init Whh normal 16 gain=g # draw\n  unroll 5\n}")
    #expect(
      shell.replies.dropFirst().map(\.command) == [
        "init", "unroll", "init", "unroll", "init", "unroll", "for",
      ])
    #expect(try shell.value("g") == .number(9))
    #expect(shell.workspace.draws[.recurrent] == 3)
  }

  @Test(arguments: [
    ("0.5..1.5 by 0.1", 11), ("1..100", 100), ("3..1 by -1", 3), ("1..0", 0),
  ])
  func rangesHaveBothEnds(range: String, count: Int) throws {
    let items = try #require(try Shell().value(range).numbers)
    #expect(items.count == count)
  }

  @Test func rangesStepWithoutDrift() throws {
    let values = try #require(try Shell().value("0..1 by 0.1").numbers)
    #expect(values == (0...10).map { Double($0) * 0.1 })
  }

  @Test(arguments: [
    ("2 + 3 * 4", 14.0), ("-2^2", -4), ("2^3^2", 512), ("(1 + 2) * 3", 9), ("1_000 / 8", 125),
    ("sqrt(16)", 4), ("log10(1000)", 3), ("abs(-3)", 3), ("min(3, 1, 2)", 1), ("max([3, 7])", 7),
    ("exp(0)", 1), ("2^10", 1024), ("10 - 2 - 3", 5), ("pi", Double.pi),
  ])
  func arithmeticIsWhatItSays(expression: String, value: Double) throws {
    #expect(try Shell().value(expression) == .number(value))
  }

  @Test(arguments: [
    ("1 < 2 and 2 <= 2", true), ("not 1 > 2", true), ("1 == 2 or 3 != 3", false),
    ("100 ~ 101 within 1%", true), ("100 ~ 102 within 1%", false), ("1 ~ 1.05 within 0.1", true),
    ("\"a\" == \"a\"", true), ("[1, 2] == [1, 2]", true), ("none == none", true),
  ])
  func comparisonsAreTrueOrFalse(expression: String, truth: Bool) throws {
    #expect(try Shell().value(expression) == .boolean(truth))
  }

  @Test func expectIsSilentOrTellsTheMeasuredValue() throws {
    let shell = Shell()
    #expect(shell.run("init Whh identity 4; expect Whh.radius == 1").isEmpty)
    #expect(shell.text() == "")
    let failure = try #require(shell.run("expect Whh.radius < 0.5 or Whh[1,2] > 0").first)
    #expect(failure.code == .expectationFailed)
    #expect(failure.hint == "Whh.radius is 1.0000000, Whh[1,2] is 0")
  }

  @Test func namesMayHoldUnicode() throws {
    let shell = Shell()
    shell.run("let σ = 3")
    #expect(try shell.value("σ^2") == .number(9))
  }

  @Test func anEntryIsReadFromOne() throws {
    let shell = Shell()
    shell.run("set Whh [[0, 1], [-1, 0]]")
    #expect(try shell.value("Whh[1,2]") == .number(1))
    #expect(try shell.value("Whh[2,1]") == .number(-1))
  }
}

extension Datum {
  fileprivate var numbers: [Double]? {
    if case .numbers(let numbers) = self { return numbers }
    return nil
  }
}
