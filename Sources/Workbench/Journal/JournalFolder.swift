import SystemPackage

/// The folder in which the journals of all sessions stand.
package struct JournalFolder: Sendable {
  /// Nothing where the user has no home.
  package let path: String?
  package let calls: any JournalCalls

  /// `journals` in a folder such as `StateFolder.path`.
  package init(in stateFolder: String?, calls: any JournalCalls = SystemCalls()) {
    path = stateFolder.map { $0 + "/journals" }
    self.calls = calls
  }
}

/// What has become of a journal, by the end of its name.
enum JournalKind: String, CaseIterable {
  /// Kept by a session, or by one that died.
  case journal
  /// Of a session that ended as it should, or that nobody wants to resume.
  case ended
  /// A damaged one, of which the sound beginning has been resumed.
  case torn
  /// Not finished being written.
  case new

  func name(_ stem: String) -> String { stem + "." + rawValue }
}

/// Why a journal is not kept.
package enum JournalFailure: Error, Equatable, Sendable {
  case noHome
  /// Another process has it.
  case inUse
  case file(FileError)

  /// The cause in words; lower case and without a full stop, to stand in a sentence.
  package var sentence: String {
    switch self {
    case .noHome: "there is no home folder to keep it in"
    case .inUse: "another whh keeps it"
    case .file(let error): error.sentence
    }
  }

  init(_ path: String, _ error: Errno) { self = .file(FileError(writing: path, error)) }
}

extension JournalFolder {
  /// Opens the folder as it is; nothing where there is none, or it is not the user's own.
  func found() -> OpenFolder? { try? opened(location) }

  /// Opens the folder, and makes it before, with those above it.
  ///
  /// `unsafe` collects folders that have got new names which may not be on the disk yet.
  func made(_ unsafe: inout [String]) throws(JournalFailure) -> OpenFolder {
    let path = try location
    for end in path.indices.dropFirst() where path[end] == "/" {
      try make(path[..<end], &unsafe)
    }
    try make(path[...], &unsafe)
    while let folder = unsafe.last {
      do throws(Errno) {
        let held = HeldDescriptor(try calls.openFolder(folder, orLink: true), calls)
        try calls.synchronizeNames(in: held.descriptor)
      } catch {
        throw JournalFailure(folder, error)
      }
      unsafe.removeLast()
    }
    return try opened(path)
  }

  private var location: String {
    get throws(JournalFailure) {
      guard let path else { throw .noHome }
      return path
    }
  }

  /// Makes one folder, if there is none.
  private func make(_ path: Substring, _ unsafe: inout [String]) throws(JournalFailure) {
    do {
      try calls.makeFolder(String(path))
    } catch .fileExists {
      return
    } catch {
      // It may have been made nevertheless.
      guard let folder = try? calls.openFolder(String(path), orLink: true) else {
        throw JournalFailure(String(path), error)
      }
      calls.close(folder)
    }
    let parent = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    unsafe.append(parent.isEmpty ? "/" : String(parent))
  }

  private func opened(_ path: String) throws(JournalFailure) -> OpenFolder {
    do throws(Errno) {
      let held = HeldDescriptor(try calls.openFolder(path, orLink: false), calls)
      let status = try calls.status(of: held.descriptor)
      guard status.isOwn else { throw Errno.notPermitted }
      if status.permissions != .ownerReadWriteExecute {
        try calls.restrict(held.descriptor, to: .ownerReadWriteExecute)
      }
      return OpenFolder(path: path, held: held)
    } catch {
      throw JournalFailure(path, error)
    }
  }
}

/// The folder while something is done in it.
struct OpenFolder: ~Copyable {
  let path: String
  let held: HeldDescriptor

  var calls: any JournalCalls { held.calls }
  private var descriptor: FileDescriptor { held.descriptor }

  /// The files whose names say that they are of such kinds, the one written last first.
  func files(_ kinds: Set<JournalKind>) -> [JournalFile] {
    let names = (try? calls.names(in: descriptor)) ?? []
    return names.compactMap(JournalFile.Name.init).filter { kinds.contains($0.kind) }
      .compactMap { name in
        guard let status = try? calls.status(of: name.text, in: descriptor),
          status.isRegular, status.isOwn
        else { return nil }
        return JournalFile(name: name, status: status)
      }
      .sorted { ($0.status.modified, $0.name.stem) > ($1.status.modified, $1.name.stem) }
  }

  /// Opens a journal and takes its lock; nothing where that cannot be, as when a session keeps it.
  func claimed(_ name: JournalFile.Name) -> HeldDescriptor? {
    guard let opened = try? calls.open(name.text, in: descriptor) else { return nil }
    let file = HeldDescriptor(opened, calls)
    // Between opening and locking its session may have put another file in its place.
    guard (try? calls.lock(opened)) != nil, let status = try? calls.status(of: opened),
      status.isRegular, status.isOwn,
      let named = try? calls.status(of: name.text, in: descriptor),
      named.identity == status.identity
    else { return nil }
    return file
  }

  func rename(_ name: JournalFile.Name, to kind: JournalKind) throws(Errno) {
    try calls.rename(name.text, to: kind.name(name.stem), in: descriptor)
  }

  func remove(_ name: JournalFile.Name) throws(Errno) {
    try calls.remove(name.text, in: descriptor)
  }

  func isTaken(_ name: JournalFile.Name) throws(Errno) -> Bool {
    do {
      _ = try calls.status(of: name.text, in: descriptor)
      return true
    } catch .noSuchFileOrDirectory {
      return false
    }
  }

  func created(_ name: JournalFile.Name) throws(Errno) -> HeldDescriptor {
    HeldDescriptor(try calls.create(name.text, in: descriptor), calls)
  }

  func synchronize() throws(Errno) { try calls.synchronizeNames(in: descriptor) }
}

/// A file in the folder.
struct JournalFile: Sendable {
  struct Name: Equatable, Sendable {
    let stem: String
    let kind: JournalKind

    init(_ stem: String, _ kind: JournalKind) { (self.stem, self.kind) = (stem, kind) }

    init?(_ text: String) {
      guard let dot = text.lastIndex(of: "."), dot > text.startIndex,
        let kind = JournalKind(rawValue: String(text[text.index(after: dot)...]))
      else { return nil }
      self.init(String(text[..<dot]), kind)
    }

    var text: String { kind.name(stem) }
  }

  let name: Name
  let status: FileStatus
}

extension HeldDescriptor {
  func writeAll(_ bytes: [UInt8]) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty { rest = rest.dropFirst(try calls.write(rest, to: descriptor)) }
  }

  /// The most that is read of a journal: 1 GiB.
  private static var limit: Int { 1 << 30 }

  /// All there is to read.
  func contents() throws(Errno) -> JournalContents {
    var bytes: [UInt8] = []
    while bytes.count < Self.limit {
      let piece = try calls.read(1 << 20, from: descriptor)
      guard !piece.isEmpty else { break }
      bytes += piece
    }
    return JournalContents(bytes)
  }
}
