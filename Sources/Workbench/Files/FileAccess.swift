import SystemPackage

/// Which files the commands of a session may touch.
///
/// It says where their paths may lead, links followed. It is no sandbox: whoever may change folders
/// while a session runs can change where a path leads after it was looked at.
public enum FileAccess: Sendable {
  /// All that the person may who typed the statements.
  case open
  /// Those of a folder, and what somebody grants.
  case guarded(FileGuard)

  var isGuarded: Bool {
    if case .guarded = self { return true }
    return false
  }

  /// Whether a file may be used so.
  func allows(_ purpose: FileRequest.Purpose, _ path: String) -> Bool {
    switch self {
    case .open: true
    case .guarded(let guarded): guarded.allows(purpose, path)
    }
  }
}

/// The bounds of a session that somebody else may have written.
///
/// Free are reading in its folder, and writing new files there whose names do not begin with a dot;
/// everything else has to be granted.
public struct FileGuard: Sendable {
  /// The folder, with no links in it; nothing is inside where there is none.
  private let folder: FilePath?
  private let ask: (@Sendable (FileRequest) -> Bool)?

  /// Without somebody to `ask`, nothing is granted.
  public init(folder: String, ask: (@Sendable (FileRequest) -> Bool)? = nil) {
    self.folder = ResolvedPath(folder)?.location
    self.ask = ask
  }

  fileprivate func allows(_ purpose: FileRequest.Purpose, _ path: String) -> Bool {
    let resolved = ResolvedPath(path)
    let request = FileRequest(
      purpose: purpose == .write && resolved?.isThere == true ? .overwrite : purpose,
      path: resolved.map { String(decoding: $0.location) } ?? path)
    return resolved.map { isFree(request.purpose, $0.location) } ?? false || ask?(request) ?? false
  }

  private func isFree(_ purpose: FileRequest.Purpose, _ location: FilePath) -> Bool {
    guard let folder, location != folder, location.starts(with: folder) else { return false }
    let inside = location.components.dropFirst(folder.components.count)
    switch purpose {
    case .read: return true
    case .write: return !inside.contains { $0.string.utf8.first == UInt8(ascii: ".") }
    case .overwrite: return false
    }
  }
}

/// What a guarded session asks for.
public struct FileRequest: Equatable, Sendable {
  public enum Purpose: String, Sendable {
    case read, write, overwrite
  }

  public let purpose: Purpose
  /// Where the path leads, links followed.
  public let path: String

  /// `this session wants to overwrite '/home/me/notes'`, with everything visible that it holds.
  public var sentence: String { "this session wants to \(purpose.rawValue) '\(path.visible)'" }
}

extension Resources {
  /// What a session in `folder` gets whose author is not known: its files, and what `ask` grants.
  public func guarded(
    for folder: String, ask: (@Sendable (FileRequest) -> Bool)? = nil
  ) -> Resources {
    var resources = self
    resources.access = .guarded(FileGuard(folder: folder, ask: ask))
    resources.memory.isFixed = true
    return resources
  }

  /// What a session gets that the person trusts: every file, and only the limits that protect the
  /// machine.
  public var trusting: Resources {
    var resources = self
    resources.access = .open
    resources.limits = limits.lifted
    return resources
  }
}
