import Language

// Every file that a command opens is opened in `reading` or `writing`.

extension Evaluation {
  /// Carries out `body`, which reads the file at `path`, if the session may.
  ///
  /// Complaints about the file point at the place where it is named.
  func reading<Answer>(_ path: Located<String>, _ body: () throws -> Answer) throws -> Answer {
    try check(.read, path)
    return try pointing(at: path, body)
  }

  /// Carries out `body`, which writes the file at `path`, if the session may.
  func writing<Answer>(_ path: Located<String>, _ body: () throws -> Answer) throws -> Answer {
    try check(.write, path)
    return try pointing(at: path, body)
  }

  private func check(
    _ purpose: FileRequest.Purpose, _ path: Located<String>
  ) throws(Diagnostic) {
    guard !resources.access.allows(purpose, path.value) else { return }
    throw Diagnostic(
      .notGranted, "a session may not \(purpose.rawValue) '\(path.value.visible)' unasked",
      at: path.range, hint: "--trust allows it; help trust tells what a session may do by itself")
  }

  private func pointing<Answer>(
    at path: Located<String>, _ body: () throws -> Answer
  ) throws -> Answer {
    do {
      return try body()
    } catch let error as FileError {
      throw error.diagnostic(at: path.range)
    }
  }
}

extension FileError {
  /// The error that a person sees, at the place where the file is named.
  func diagnostic(at range: SourceRange) -> Diagnostic {
    let neighbour = cause == .missing ? neighbour.map { "did you mean '\($0.visible)'?" } : nil
    return Diagnostic(code, sentence, at: range, hint: neighbour ?? hint)
  }

  /// The file of the same folder that was probably meant.
  private var neighbour: String? {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let folder = String(path[..<slash])
    let names = FolderEntry.entries(of: folder.isEmpty ? "." : folder)?.map(\.name).sorted() ?? []
    return nearest(to: String(path[slash...]), among: names).map { folder + $0 }
  }

  var code: ErrorCode {
    switch cause {
    case .missing, .permission, .cannotRead: .cannotRead
    case .directory: .isDirectory
    case .empty: .emptyFile
    case .notText: .notText
    case .badArray, .unsupportedType, .truncated: .badArray
    case .pickled: .pickledArray
    case .tooLarge: .tooMuchMemory
    case .noSpace, .cannotWrite: .cannotWrite
    case .interrupted: .interrupted
    }
  }

  private var hint: String? {
    switch cause {
    case .missing: "paths start at the folder whh was started in; ~ is your home folder"
    case .directory: "name a file in it"
    case .notText: "convert it to UTF-8 first"
    case .pickled: "save plain numbers: numpy.save(path, array.astype(float))"
    case .empty: "choose a file with something in it"
    case .truncated, .badArray: "write it again: numpy.save(path, array)"
    case .unsupportedType: "convert it first: numpy.save(path, array.astype(float))"
    case .tooLarge: "use a smaller file"
    case .permission: "ask for the right to use it, or name another"
    case .cannotRead, .cannotWrite: "check the path"
    case .noSpace: "free some space and export again; no half file is left"
    case .interrupted: nil
    }
  }
}
