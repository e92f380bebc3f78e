import Foundation
import Language
import LinearAlgebra
import Stability
import Testing
import Workbench

/// What the shell is for: from an init to a verdict.
@Suite struct MainJobTests {
  @Test func uniformWeightsSaturateTanh() throws {
    let shell = Shell()
    shell.run("init Whh uniform 512; unroll 100; backprop; stats")
    #expect(try shell.value("verdict.cause") == .text("saturation"))
    #expect(try shell.value("verdict.gradients") == .text("vanishing"))
    #expect(try shell.value("Whh.radius ~ 256 within 1") == .boolean(true))
    #expect(try shell.value("gradients.log10_norm[0] == -inf") == .boolean(true))
    shell.run("stats")
    #expect(shell.text().replacing("\n  ", with: " ").contains("Small variance is not the cause"))
  }

  @Test func uniformWeightsOverflowALinearNetwork() throws {
    let shell = Shell()
    shell.run("set activation linear; init Whh uniform 512; unroll 100; backprop; stats")
    #expect(try shell.value("verdict.cause") == .text("overflow"))
    let step = try shell.value("states.first_nonfinite_step")
    #expect(step == .integer(17) || step == .integer(18))
    #expect(try shell.value("verdict.gradients") == .text("exploding"))
  }

  @Test func smallWeightsContract() throws {
    let shell = Shell()
    shell.run("init Whh normal 512 std=0.01; unroll 100")
    #expect(try shell.value("verdict.cause") == .text("contraction"))
    #expect(try shell.value("verdict.gradients") == .text("vanishing"))
  }

  @Test func largeWeightsAreChaotic() throws {
    let shell = Shell()
    shell.run("init Whh normal 512 gain=3; unroll 100")
    #expect(try shell.value("verdict.cause") == .text("chaos"))
    // λ1 = 0.310249 in theory (n → ∞), so the gradient grows by e^0.31 = 1.364 a step.
    #expect(try shell.value("gradients.growth_per_step ~ 1.364 within 4%") == .boolean(true))
  }

  @Test(arguments: [
    ("uniform 512", "tanh"), ("uniform 512", "linear"), ("normal 512 std=0.01", "tanh"),
    ("normal 512 gain=3", "tanh"), ("xavier 512", "tanh"),
  ])
  func anImportedMatrixGetsTheSameVerdict(drawing: String, activation: String) throws {
    let folder = try Folder()
    let (shell, copy) = (Shell(), Shell())
    shell.run(
      "set activation \(activation); init Whh \(drawing); export Whh \(folder.path)/w.npy; "
        + "unroll 100; stats")
    copy.run(
      "set activation \(activation); import Whh \(folder.path)/w.npy; unroll 100; stats")
    // Only the matrix itself has a law here and none there, with predictions beside its numbers.
    let (text, other) = (fromVerdict(shell.text()), fromVerdict(copy.text()))
    #expect(text == other && !text.isEmpty)
    let verdict = try #require(shell.workspace.verdict)
    #expect(verdict == copy.workspace.verdict)
  }

  private func fromVerdict(_ text: String) -> Substring {
    text.range(of: "\nverdict:").map { text[$0.lowerBound...] } ?? ""
  }

  @Test func aLongTextDrivesAThousandSteps() throws {
    let folder = try Folder()
    let license = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../LICENSE")
    let text = [UInt8](try Data(contentsOf: license))
    let file = try folder.file("text.txt", Array(repeatElement(text, count: 100).joined()))
    let shell = Shell()
    let failures = shell.run(
      "input text \(file); init Whh xavier 256; init all xavier; unroll 1000; backprop; stats")
    #expect(failures.isEmpty)
    let kinds = Set(String(decoding: text, as: UTF8.self).unicodeScalars).count
    #expect(try shell.value("Wxh.columns") == .integer(kinds))
    #expect(shell.workspace.verdict != nil)
  }

  @Test func theSeedAloneDecidesADraw() throws {
    let (one, other) = (Shell(), Shell())
    one.run("seed 7; init Whh xavier 64; unroll 10; seed 7; init Whh xavier 64")
    other.run("seed 7; init Wxh xavier 64 5; init bh normal 64; init Whh xavier 64")
    #expect(
      one.workspace.weights[.recurrent]?.matrix == other.workspace.weights[.recurrent]?.matrix)
  }

  @Test func aSecondDrawIsAnotherAndAPinnedOneIsNot() throws {
    let shell = Shell()
    shell.run("init Whh xavier 32")
    let first = shell.workspace.weights[.recurrent]?.matrix
    shell.run("init Whh xavier 32")
    #expect(shell.workspace.weights[.recurrent]?.matrix != first)
    shell.run("init Whh xavier 32 seed=1")
    #expect(shell.workspace.weights[.recurrent]?.matrix == first)
    #expect(shell.workspace.draws[.recurrent] == 2)
  }

  @Test func twoInitsMeetTheSameInitialState() throws {
    let folder = try Folder()
    let shell = Shell()
    shell.run("init Whh xavier 32; unroll 3 batch=2; export states \(folder.path)/a.npy")
    shell.run("init Whh orthogonal 32; unroll 5 batch=2; export states \(folder.path)/b.npy")
    let width = 128 + 2 * 32 * 4
    #expect(
      try folder.bytes("a.npy")[128..<width] == folder.bytes("b.npy")[128..<width])
  }

  @Test func aNanIsReportedAndLapackLeftAlone() throws {
    let shell = Shell()
    shell.run("set Whh [[nan, 1], [1, 1]]; unroll 5; stats")
    #expect(shell.text().contains("not finite numbers"))
    #expect(try shell.value("states.first_nonfinite_step") == .integer(1))
    #expect(shell.run("spectrum").map(\.code) == [.notFinite])
  }

  @Test func aChangeDropsWhatRestedOnIt() {
    let shell = Shell()
    for change in [
      "init Whh xavier", "init bh zeros", "set dtype float64", "seed 3", "input noise",
    ] {
      shell.run("reset; init Whh xavier 8; unroll 5")
      #expect(shell.workspace.result != nil)
      shell.run(change)
      #expect(shell.workspace.result == nil, "\(change)")
    }
    shell.run("reset; init Whh xavier 8; unroll 5; set activation tanh; init Why xavier 3")
    #expect(shell.workspace.result != nil)
  }
}
