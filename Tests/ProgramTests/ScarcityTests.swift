import Foundation
import Testing

/// A machine that is too small: every shortage is an error, and the session goes on.
@Suite(.timeLimit(.minutes(2))) struct ScarcityTests {
  @Test(arguments: [
    "init Whh xavier 8000", "init Whh orthogonal 8000", "init Whh zeros 16384",
    "limits side=1e6; init Whh xavier 1e6", "init Wxh xavier 16384 16384",
    "init Whh xavier 16; unroll 1e8", "limits steps=1e12; init Whh xavier 16; unroll 1e12",
    "init Whh xavier 16; unroll 10 batch=1e8",
  ])
  func aSizeThatDoesNotFitIsRefused(statements: String) throws {
    let run = try Program.shell(
      "ulimit -v 1000000; exec \"$WHH\" --keep-going -c 'print 6; \(statements); print 7'")
    #expect(run.status == 1)
    #expect(run.standardOutput.hasPrefix("6\n"))
    #expect(run.standardOutput.hasSuffix("7\n"))
    #expect(run.standardError.matches(of: /error\[E/).count == 1)
    #expect(
      run.standardError.contains(
        /error\[E501\]: .* would take .*B, more than the limit 'memory' allows: .*B\n/))
  }

  @Test(arguments: ["w.npy", "v.csv"])
  func aDiskThatFillsLeavesNoHalfFile(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("the old one", to: name)
    let what = name == "w.npy" ? "Whh" : "variance"
    let script = "init Whh xavier 128; unroll 3000; export \(what) \(name); print 7"
    let run = try Program.shell(
      "ulimit -f 16; exec \"$WHH\" --keep-going -c '\(script)'", in: folder.path)
    #expect(run.status == 1)
    #expect(run.standardOutput.hasSuffix("\n7\n"))
    #expect(run.standardError.contains("error[E706]: '\(name)' could not be written: "))
    #expect(try folder.read(name) == "the old one")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
  }

  @Test func aDiskThatFillsLeavesNoNewFile() throws {
    let folder = try TemporaryFolder()
    let run = try Program.shell(
      "ulimit -f 16; exec \"$WHH\" -c 'init Whh xavier 128; export Whh w.npy'", in: folder.path)
    #expect(run.status == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test(arguments: ["--version", "--help", "--json -c 'print 1'", "-c 'print 1'"])
  func outputThatCannotBeWrittenIsAnError(arguments: String) throws {
    let run = try Program.shell("exec \"$WHH\" \(arguments) >/dev/full")
    #expect(run.status == 1)
    #expect(run.standardError == "whh: cannot write the output: No space left on device\n")
  }
}
