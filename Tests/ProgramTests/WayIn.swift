/// The ways in which statements reach the program when nobody types them.
enum WayIn: CaseIterable {
  case file, statements, pipe, interactiveFile

  /// What complaints call the text.
  func name(in folder: TemporaryFolder) -> String {
    switch self {
    case .file, .interactiveFile: path(in: folder)
    case .statements: "-c"
    case .pipe: "stdin"
    }
  }

  /// Runs `script` to its end.
  func run(
    _ script: String, options: [String] = [], in folder: TemporaryFolder
  ) throws -> Program.Run {
    let arguments = try options + arguments(for: script, in: folder)
    return try Program.run(arguments, input: self == .pipe ? script : "", in: folder.path)
  }

  /// Starts `script`, to the pipe of which more may be said.
  func start(_ script: String, in folder: TemporaryFolder) throws -> Conversation {
    let conversation = try Conversation(arguments(for: script, in: folder))
    if self == .pipe { conversation.say(script) }
    return conversation
  }

  private func path(in folder: TemporaryFolder) -> String { folder.path + "/script.whh" }

  private func arguments(for script: String, in folder: TemporaryFolder) throws -> [String] {
    switch self {
    case .file, .interactiveFile:
      try folder.write(script, to: "script.whh")
      return self == .file ? [path(in: folder)] : ["-i", path(in: folder)]
    case .statements: return ["-c", script]
    case .pipe: return []
    }
  }
}
