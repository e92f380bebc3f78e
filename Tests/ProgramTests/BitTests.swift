import Foundation
import Testing

/// The same words give the same bits, whatever stands around them.
@Suite(.timeLimit(.minutes(2))) struct BitTests {
  private static let network = "init Whh orthogonal 96; init Wxh xavier 5; init bh normal std=0.1"

  /// The bytes of what `script` exports to `name`.
  private func exported(
    _ script: String, to name: String = "x.npy", options: [String] = []
  ) throws -> Data {
    let folder = try TemporaryFolder()
    let run = try Program.run(options + ["-c", script], in: folder.path)
    try #require(run.status == 0, "\(run.standardError)")
    return try Data(contentsOf: folder.url(name))
  }

  @Test(arguments: ["Whh", "Wxh", "bh", "states", "gradients"])
  func aSeedGivesTheSameBitsAgain(what: String) throws {
    let script = "\(Self.network); input noise; unroll 20 batch=3; backprop; export \(what) x.npy"
    let first = try exported("seed 7; " + script)
    #expect(try exported("seed 7; " + script) == first)
    #expect(try exported(script, options: ["--seed", "7"]) == first)
    #expect(try exported("seed 8; seed 7; " + script) == first)
    #expect(try exported("seed 8; " + script) != first)
    #expect(try exported(script) != first)
  }

  @Test func theSessionStartsWithSeedOne() throws {
    let script = "init Whh xavier 64; unroll 5; export states x.npy"
    #expect(try exported(script) == exported("seed 1; " + script))
    #expect(try exported(script) == exported(script, options: ["--seed", "1"]))
  }

  @Test(arguments: ["xavier", "glorot", "uniform", "orthogonal", "he", "lecun", "normal"])
  func anotherMatrixChangesNothing(scheme: String) throws {
    let alone = try exported("init Whh \(scheme) 64; export Whh x.npy")
    let before = "init Wxh xavier 64 3; init bh normal 64; init Why xavier 2 64"
    #expect(try exported("\(before); init Whh \(scheme) 64; export Whh x.npy") == alone)
    let twice = "init Whh \(scheme) 64; init Whh \(scheme) 64; export Whh x.npy"
    #expect(try exported(twice) != alone)
  }

  @Test func aPinnedSeedIsTheSessionsSeedOfTheFirstDraw() throws {
    let pinned = "init Whh xavier 64; unroll 9; init Whh xavier 64 seed=7; export Whh x.npy"
    #expect(try exported(pinned) == exported("seed 7; init Whh xavier 64; export Whh x.npy"))
  }

  @Test(arguments: ["none", "noise"], ["float32", "float64"])
  func anElementOfABatchIsAsAlone(input: String, dtype: String) throws {
    let folder = try TemporaryFolder()
    let network = "set dtype \(dtype); \(Self.network); input \(input)"
    for batch in [1, 3, 7] {
      let script = "\(network); unroll 40 batch=\(batch); export states \(batch).npy"
      let run = try Program.run(["-c", script], in: folder.path)
      try #require(run.status == 0, "\(run.standardError)")
    }
    let alone = try NumPyFile(folder.url("1.npy"))
    let (three, seven) = try (NumPyFile(folder.url("3.npy")), NumPyFile(folder.url("7.npy")))
    #expect(seven.shape == [41, 7, 96])
    #expect(seven.prefixes(1) == alone.prefixes(1))
    #expect(seven.prefixes(3) == three.prefixes(3))
    #expect(Set(seven.elements.chunks(of: seven.elements.count / 41 / 7)).count == 41 * 7)
  }

  @Test(arguments: ["states", "gradients", "Whh"], ["1", "7"])
  func theNumberOfThreadsChangesNothing(what: String, batch: String) throws {
    let script = """
      init Whh orthogonal 300; init Wxh xavier 20; input noise; unroll 30 batch=\(batch); backprop
      export \(what) x.npy
      """
    let one = try exported(script, options: ["--threads", "1"])
    #expect(try exported(script, options: ["--threads", "2"]) == one)
    #expect(try exported(script, options: ["--threads", "4"]) == one)
    #expect(try exported(script) == one)
  }

  @Test func theNumberOfThreadsChangesNoReport() throws {
    let script = "init Whh xavier 200; unroll 30 batch=7; backprop; spectrum; stats"
    let reports = try ["1", "2", "4"].map { threads in
      try JSONLine.answers(to: script, options: ["--threads", threads])
        .map { $0.text.replacing(/"seconds":[^,]+,/, with: "") }
    }
    #expect(reports[0].count == 5)
    #expect(reports[1] == reports[0])
    #expect(reports[2] == reports[0])
  }
}

extension Data {
  /// The parts of `size` bytes, in order.
  fileprivate func chunks(of size: Int) -> [Data] {
    stride(from: startIndex, to: endIndex, by: size).map { Data(self[$0..<($0 + size)]) }
  }
}
