import Language
import Testing
import Workbench

/// Every command that allocates by a size that is typed or read asks for memory first.
@Suite struct MemoryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// What the machine has free, in bytes.
    let memory: Double
    /// Statements that fit.
    let fitting: String
    /// A statement that does not.
    let statement: String
    let says: String

    var testDescription: String { "\(statement) with \(memory) bytes" }
  }

  // An entry is 8 bytes. Drawing 128 × 128 takes two matrices of 131072 bytes, an orthogonal one six,
  // a spectrum four; a run two and its states, a backward pass three and its cotangents.
  static let cases = [
    Case(
      memory: 262_143, fitting: "init Whh xavier 127", statement: "init Whh xavier 128",
      says: "drawing Whh of 128 × 128 would take 262 kB"),
    Case(
      memory: 262_144 * 2, fitting: "init Whh xavier 128", statement: "init Whh orthogonal 128",
      says: "drawing Whh of 128 × 128 would take 786 kB"),
    Case(
      memory: 300e3, fitting: "init Whh xavier 64; init all xavier 128",
      statement: "init all xavier 256", says: "drawing Whh of 256 × 256"),
    Case(
      memory: 300e3, fitting: "init Whh xavier 128; unroll 5", statement: "unroll 100",
      says: "a run of 128 units, batch 1, over 100 steps"),
    Case(
      memory: 300e3, fitting: "init Whh xavier 128; unroll 5", statement: "unroll 5 batch=20",
      says: "a run of 128 units, batch 20, over 5 steps"),
    Case(
      memory: 300e3, fitting: "init Whh xavier 128", statement: "spectrum",
      says: "the spectrum of Whh would take 524 kB"),
    Case(
      memory: 300e3, fitting: "init Whh xavier 128", statement: "print Whh.radius",
      says: "the spectrum of Whh"),
    Case(
      memory: 1e6, fitting: "init Whh xavier 128; lyapunov 2 k=1", statement: "lyapunov 2",
      says: "the exponents of a state of 128 numbers"),
    Case(
      memory: 1e6, fitting: "init Whh xavier 128; lyapunov 2 k=1", statement: "jacobian 2",
      says: "Jacobians of 128 × 128"),
    Case(
      memory: 1e6, fitting: "init Whh xavier 128", statement: "horizon",
      says: "the horizon of 128 tanh units"),
    Case(
      memory: 350e3, fitting: "init Whh xavier 128; unroll 5", statement: "backprop",
      says: "the backward pass would take"),
    Case(
      memory: 1e6, fitting: "compare xavier size=64 T=5 seeds=1",
      statement: "compare xavier size=256 T=5 seeds=1", says: "comparing at n = 256"),
    Case(
      memory: 1e6, fitting: "compare xavier size=64 T=5 seeds=1",
      statement: "compare xavier size=64 T=5000 seeds=1", says: "comparing at n = 64"),
  ]

  @Test(arguments: cases)
  func whatDoesNotFitIsRefused(_ tight: Case) throws {
    let shell = Shell(memory: tight.memory)
    #expect(shell.run(tight.fitting).isEmpty)
    let failure = try #require(shell.run(tight.statement).first)
    #expect(failure.code == .tooMuchMemory)
    #expect(failure.message.contains(tight.says), "\(failure.message)")
    #expect(shell.replies.count == 1)
    #expect(Shell(memory: 4e9).run(tight.fitting + "; " + tight.statement).isEmpty)
  }

  @Test func aFileThatDoesNotFitIsRefused() throws {
    let folder = try Folder()
    let text = try folder.file("long.txt", Array(repeating: UInt8(ascii: "a"), count: 1_000_000))
    Shell().run("init Whh xavier 128; export Whh \(folder.path)/w.npy")
    for statement in [
      "import Whh \(folder.path)/w.npy", "input npy \(folder.path)/w.npy", "input text \(text)",
    ] {
      #expect(Shell(memory: 100e3).run(statement).map(\.code) == [.tooMuchMemory], "\(statement)")
      #expect(Shell(memory: 100e6).run(statement).isEmpty, "\(statement)")
    }
  }
}
