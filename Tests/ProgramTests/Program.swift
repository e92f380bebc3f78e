import Foundation

/// The built `whh`, run as a process of its own.
struct Program {
  /// What a run left behind.
  struct Run {
    let standardOutput: String
    let standardError: String
    /// The exit status, or 128 and the signal that ended it, as the shell has it.
    let status: Int32
  }

  enum Failure: Error {
    case noProgram(String)
  }

  /// The program beside the tests that are running.
  static var path: String {
    get throws {
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let path = URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/whh"
      guard FileManager.default.isExecutableFile(atPath: path) else {
        throw Failure.noProgram(path)
      }
      return path
    }
  }

  /// The top of the project, where `examples` and `sessions` are.
  static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// What a run sees of the environment, unless it asks for more: nothing of the machine but its
  /// programs.
  static let environment = [
    "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb", "WHH_HISTORY": "",
  ]

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    in directory: String = project
  ) throws -> Run {
    try execute(
      path, arguments, input: input, environment: environment, directory: directory)
  }

  /// Runs a command of the shell, in which `$WHH` is the program.
  static func shell(
    _ command: String, environment: [String: String] = [:], in directory: String = project
  ) throws -> Run {
    let environment = try environment.merging(["WHH": path]) { $1 }
    return try execute(
      "/bin/sh", ["-c", command], input: "", environment: environment, directory: directory)
  }

  // Through files, since a pipe that nobody empties would stop the program.
  private static func execute(
    _ path: String, _ arguments: [String], input: String, environment: [String: String],
    directory: String
  ) throws -> Run {
    let folder = try TemporaryFolder()
    try folder.write(input, to: "input")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = Self.environment.merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.standardInput = try FileHandle(forReadingFrom: folder.url("input"))
    process.standardOutput = try folder.output("output")
    process.standardError = try folder.output("errors")
    try process.run()
    process.waitUntilExit()
    let died = process.terminationReason == .uncaughtSignal
    return Run(
      standardOutput: try folder.read("output"), standardError: try folder.read("errors"),
      status: (died ? 128 : 0) + process.terminationStatus)
  }
}
