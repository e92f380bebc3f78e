import Foundation
import Testing

/// The keys that every program may rely on, and what they hold.
@Suite(.timeLimit(.minutes(2))) struct ResultTests {
  private static let matrixKeys: Set = [
    "matrix", "rows", "columns", "scheme", "law", "fan_in", "fan_out", "gain", "mean", "std",
    "expected_std", "seed",
  ]
  private static let statesKeys: Set = [
    "steps", "batch", "activation", "input", "variance", "mean_square", "saturation",
    "growth_per_step", "first_nonfinite_step",
  ]
  private static let gradientsKeys: Set = [
    "steps", "log10_norm", "growth_per_step", "underflow_float32_step", "overflow_float32_step",
  ]

  @Test(arguments: [
    "xavier", "glorot", "lecun", "he", "normal", "uniform", "orthogonal", "identity", "constant",
    "zeros",
  ])
  func aDrawTellsOfItsLaw(scheme: String) throws {
    let result = try JSONLine.result(of: "init Whh xavier 6; init Why \(scheme) 4 6 seed=9")
    #expect(Self.matrixKeys.subtracting(result.keys) == [])
    #expect(result["matrix"] as? String == "Why")
    #expect(result["scheme"] as? String == scheme)
    #expect(result["rows"] as? Int == 4)
    #expect(result["columns"] as? Int == 6)
    #expect(result["fan_in"] as? Int == 6)
    #expect(result["fan_out"] as? Int == 4)
    #expect(result["seed"] as? Int == 9)
  }

  @Test func drawingAllTellsOfEachMatrix() throws {
    let result = try JSONLine.result(
      of: "init Whh xavier 6; init Wxh xavier 3; init Why xavier 2; init all he")
    let matrices = try #require(result["matrices"] as? [String: [String: Any]])
    #expect(Set(matrices.keys) == ["Whh", "Wxh", "Why", "bh", "by"])
    for (name, matrix) in matrices {
      #expect(matrix["matrix"] as? String == name)
      #expect(Self.matrixKeys.subtracting(matrix.keys) == [])
    }
  }

  @Test(arguments: [1, 2, 100])
  func aRunHasAnEntryPerStep(steps: Int) throws {
    let result = try JSONLine.result(of: "init Whh xavier 8; unroll \(steps) batch=3")
    #expect(Self.statesKeys.subtracting(result.keys) == [])
    #expect(result["steps"] as? Int == steps)
    #expect(result["batch"] as? Int == 3)
    #expect(result["activation"] as? String == "tanh")
    #expect(result["input"] as? String == "none")
    #expect(result["first_nonfinite_step"] is NSNull)
    for key in ["variance", "mean_square", "saturation"] {
      #expect((result[key] as? [Double])?.count == steps, "\(key)")
    }
  }

  @Test(arguments: [1, 2, 100])
  func theGradientHasAnEntryPerState(steps: Int) throws {
    let result = try JSONLine.result(of: "init Whh xavier 8; unroll \(steps); backprop")
    #expect(Self.gradientsKeys.subtracting(result.keys) == [])
    let norms = try #require(result["log10_norm"] as? [Double])
    #expect(norms.count == steps + 1)
    #expect(norms.last == 0)
    let growth = try #require(result["growth_per_step"] as? Double)
    #expect(abs(log10(growth) * Double(steps) - norms[0]) < 1e-9)
  }

  @Test func theSpectrumIsComplete() throws {
    let result = try JSONLine.result(of: "init Whh orthogonal 7; spectrum")
    #expect(result["matrix"] as? String == "Whh")
    let eigenvalues = try #require(result["eigenvalues"] as? [[Double]])
    #expect(eigenvalues.count == 7)
    for eigenvalue in eigenvalues {
      try #require(eigenvalue.count == 2)
      #expect(abs(hypot(eigenvalue[0], eigenvalue[1]) - 1) < 1e-6)
    }
    let values = try #require(result["singular_values"] as? [Double])
    #expect(values.count == 7)
    for value in values
      + [result["spectral_radius"], result["spectral_norm"]].map({ $0 as? Double ?? 0 })
    {
      #expect(abs(value - 1) < 1e-6)
    }
  }

  @Test func statisticsTellOfAll() throws {
    let result = try JSONLine.result(of: "init Whh xavier 8; init Why xavier 3; unroll 20; stats")
    let matrices = try #require(result["matrices"] as? [String: [String: Any]])
    #expect(Set(matrices.keys).isSuperset(of: ["Whh", "Why"]))
    let keys: Set = ["mean", "std", "gain", "frobenius_norm", "spectral_norm", "condition_number"]
    for matrix in ["Whh", "Why"] {
      #expect(keys.subtracting(matrices[matrix]?.keys.map(\.self) ?? []) == [])
    }
    #expect(matrices["Whh"]?["spectral_radius"] is Double)
    let states = try #require(result["states"] as? [String: Any])
    #expect(Self.statesKeys.subtracting(states.keys) == [])
    let gradients = try #require(result["gradients"] as? [String: Any])
    #expect(Self.gradientsKeys.subtracting(gradients.keys) == [])
    let verdict = try #require(result["verdict"] as? [String: Any])
    #expect(["stable", "vanishing", "exploding"].contains(verdict["gradients"] as? String))
    #expect(
      ["none", "contraction", "saturation", "chaos", "overflow"].contains(
        verdict["cause"] as? String))
    #expect(verdict["evidence"] is [String: Any])
    #expect(verdict["sentence"] is String)
  }

  @Test(arguments: [
    ("Whh", "x.npy", [5, 5], "float32"), ("states", "x.npy", [8, 3, 5], "float32"),
    ("gradients", "x.npy", [8, 3, 5], "float64"), ("variance", "x.csv", [7], "float64"),
  ])
  func anExportTellsOfItsFile(what: String, path: String, shape: [Int], dtype: String) throws {
    let folder = try TemporaryFolder()
    let result = try JSONLine.result(
      of: "init Whh xavier 5; unroll 7 batch=3; backprop; export \(what) \(path)", in: folder.path)
    #expect(result["path"] as? String == path)
    #expect(result["shape"] as? [Int] == shape)
    #expect(result["dtype"] as? String == dtype)
    if path.hasSuffix(".npy") {
      let file = try NumPyFile(folder.url(path))
      #expect(file.shape == shape)
      #expect(file.type == (dtype == "float32" ? "<f4" : "<f8"))
    }
  }

  @Test func overflowIsAResult() throws {
    let script = "set activation linear; init Whh uniform 512; unroll 30; backprop; stats"
    let answers = try JSONLine.answers(to: script)
    #expect(answers.map(\.isOK) == [true, true, true, true, true])
    let states = answers[2].result
    let step = try #require(states["first_nonfinite_step"] as? Int)
    #expect(step == 17 || step == 18)
    let squares = try #require(states["mean_square"] as? [Any])
    #expect(squares.count == 30)
    #expect(squares.prefix(step - 1).allSatisfy { $0 is Double })
    #expect(squares.dropFirst(step - 1).allSatisfy { ["inf", "nan"].contains($0 as? String) })
    #expect((answers[3].result["log10_norm"] as? [Any])?.count == 31)
    #expect((answers[4].result["verdict"] as? [String: Any])?["cause"] as? String == "overflow")
  }

  @Test func aGradientOfZeroIsMinusInfinity() throws {
    let result = try JSONLine.result(of: "init Whh zeros 4; unroll 3; backprop")
    let norms = try #require(result["log10_norm"] as? [Any])
    #expect(norms.map { "\($0)" } == ["-inf", "-inf", "-inf", "0"])
  }
}
