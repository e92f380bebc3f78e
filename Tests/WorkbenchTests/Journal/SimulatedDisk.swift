import Synchronization
import SystemPackage
import Testing
import Workbench

/// A file system in memory that promises no more than POSIX does: content is safe after
/// `synchronize` of the file, a name after `synchronizeNames` of its folder, and neither before.
final class SimulatedDisk: JournalCalls {
  /// What a power cut makes of content that was not forced to the disk.
  enum Content: CaseIterable {
    case lost, halved, zeroed, kept
  }

  fileprivate struct Node {
    var content: [UInt8] = []
    var safeContent: [UInt8] = []
    /// What the system has given up forcing to the disk, and takes for safe.
    var spoilt: [Range<Int>] = []
    /// Those of a folder.
    var names: [String: Int] = [:]
    var safeNames: [String: Int] = [:]
    var isFolder = false
    var permissions: FilePermissions = .ownerReadWrite
    var lockedBy: Int32?
  }

  fileprivate struct State {
    var nodes = [0: Node(isFolder: true)]
    var open: [Int32: (node: Int, place: Int)] = [:]
    var next: Int32 = 3
  }

  private let state: Mutex<State>

  /// A disk with the folder `/home` on it.
  init() {
    var start = State()
    start.nodes[1] = Node(isFolder: true)
    start.nodes[0]?.names["home"] = 1
    start.nodes[0]?.safeNames["home"] = 1
    state = Mutex(start)
  }

  private init(_ start: State) { state = Mutex(start) }

  /// The disk as the machine finds it after a power cut.
  func afterPowerCut(keepingNames: Bool, _ content: Content) -> SimulatedDisk {
    let nodes = state.withLock { $0.nodes }.mapValues { node in
      var node = node
      node.lockedBy = nil
      if !keepingNames { node.names = node.safeNames }
      node.safeNames = node.names
      // Content only grows here: what is not safe is at its end.
      let unsafe = Array(node.content.dropFirst(node.safeContent.count))
      switch content {
      case .lost: node.content = node.safeContent
      case .halved: node.content = node.safeContent + unsafe.prefix(unsafe.count / 2)
      case .zeroed: node.content = node.safeContent + unsafe.map { _ in 0 }
      case .kept: break
      }
      node.safeContent = node.content
      return node
    }
    return SimulatedDisk(State(nodes: nodes))
  }

  /// What is in the file whose name has that end.
  func text(ofFile end: String) throws -> String {
    let content = state.withLock { state in
      let names = state.nodes.values.flatMap(\.names)
      return names.first { $0.key.hasSuffix(end) }.flatMap { state.nodes[$0.value]?.content }
    }
    return String(decoding: try #require(content), as: UTF8.self)
  }

  // MARK: The calls

  private func with<Answer: Sendable>(
    _ body: (inout State) throws(Errno) -> sending Answer
  ) throws(Errno) -> Answer {
    try state.withLock { (state) throws(Errno) in try body(&state) }
  }

  func makeFolder(_ path: String) throws(Errno) {
    try with { (state) throws(Errno) in
      let parts = path.split(separator: "/").map(String.init)
      let parent = try state.node(parts.dropLast())
      guard let name = parts.last, state.nodes[parent]?.names[name] == nil else {
        throw .fileExists
      }
      state.add(Node(isFolder: true, permissions: .ownerReadWriteExecute), name, to: parent)
    }
  }

  func openFolder(_ path: String, orLink: Bool) throws(Errno) -> FileDescriptor {
    try with { (state) throws(Errno) in
      let node = try state.node(path.split(separator: "/").map(String.init))
      guard state.nodes[node]?.isFolder == true else { throw .notDirectory }
      return state.opened(node)
    }
  }

  func create(_ name: String, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
    try with { (state) throws(Errno) in
      let parent = try state.node(folder)
      guard state.nodes[parent]?.names[name] == nil else { throw .fileExists }
      let node = state.add(Node(), name, to: parent)
      return state.opened(node)
    }
  }

  func open(_ name: String, in folder: FileDescriptor) throws(Errno) -> FileDescriptor {
    try with { (state) throws(Errno) in
      guard let node = state.nodes[try state.node(folder)]?.names[name] else {
        throw .noSuchFileOrDirectory
      }
      return state.opened(node)
    }
  }

  func restrict(_ file: FileDescriptor, to mode: FilePermissions) throws(Errno) {
    try with { (state) throws(Errno) in
      let node = try state.node(file)
      state.nodes[node]?.permissions = mode
    }
  }

  func lock(_ file: FileDescriptor) throws(Errno) {
    try with { (state) throws(Errno) in
      let node = try state.node(file)
      let owner = state.nodes[node]?.lockedBy
      guard owner == nil || owner == file.rawValue else { throw .wouldBlock }
      state.nodes[node]?.lockedBy = file.rawValue
    }
  }

  func write(_ bytes: ArraySlice<UInt8>, to file: FileDescriptor) throws(Errno) -> Int {
    try with { (state) throws(Errno) in
      let node = try state.node(file)
      state.nodes[node]?.content += bytes
      return bytes.count
    }
  }

  func read(_ count: Int, from file: FileDescriptor) throws(Errno) -> [UInt8] {
    try with { (state) throws(Errno) in
      guard let (node, place) = state.open[file.rawValue] else { throw .badFileDescriptor }
      let bytes = state.nodes[node]?.content.dropFirst(place).prefix(count) ?? []
      state.open[file.rawValue]?.place += bytes.count
      return Array(bytes)
    }
  }

  func synchronize(_ file: FileDescriptor) throws(Errno) {
    try with { (state) throws(Errno) in
      let node = try state.node(file)
      var safe = state.nodes[node]?.content ?? []
      for place in state.nodes[node]?.spoilt.joined() ?? [].joined() { safe[place] = 0 }
      state.nodes[node]?.safeContent = safe
    }
  }

  /// What a system does that fails to force content to the disk: it forgets that it should.
  func spoil(_ file: FileDescriptor) {
    state.withLock { state in
      guard let number = try? state.node(file), let node = state.nodes[number] else { return }
      state.nodes[number]?.spoilt.append(node.safeContent.count..<node.content.count)
    }
  }

  func synchronizeNames(in folder: FileDescriptor) throws(Errno) {
    try with { (state) throws(Errno) in
      let node = try state.node(folder)
      let names = state.nodes[node]?.names ?? [:]
      state.nodes[node]?.safeNames = names
    }
  }

  func rename(_ old: String, to new: String, in folder: FileDescriptor) throws(Errno) {
    try with { (state) throws(Errno) in
      let parent = try state.node(folder)
      guard let node = state.nodes[parent]?.names.removeValue(forKey: old) else {
        throw .noSuchFileOrDirectory
      }
      state.nodes[parent]?.names[new] = node
    }
  }

  func remove(_ name: String, in folder: FileDescriptor) throws(Errno) {
    try with { (state) throws(Errno) in
      let parent = try state.node(folder)
      guard state.nodes[parent]?.names.removeValue(forKey: name) != nil else {
        throw .noSuchFileOrDirectory
      }
    }
  }

  func status(of file: FileDescriptor) throws(Errno) -> FileStatus {
    try with { (state) throws(Errno) in state.status(try state.node(file)) }
  }

  func status(of name: String, in folder: FileDescriptor) throws(Errno) -> FileStatus {
    try with { (state) throws(Errno) in
      guard let node = state.nodes[try state.node(folder)]?.names[name] else {
        throw .noSuchFileOrDirectory
      }
      return state.status(node)
    }
  }

  func names(in folder: FileDescriptor) throws(Errno) -> [String] {
    try with { (state) throws(Errno) in
      let names = state.nodes[try state.node(folder)]?.names ?? [:]
      return Array(names.keys)
    }
  }

  func close(_ file: FileDescriptor) {
    state.withLock { state in
      guard let node = state.open.removeValue(forKey: file.rawValue)?.node else { return }
      if state.nodes[node]?.lockedBy == file.rawValue { state.nodes[node]?.lockedBy = nil }
    }
  }

  func now() -> Int { 1_764_000_000 }
}

extension SimulatedDisk.State {
  fileprivate func node(_ path: some Sequence<String>) throws(Errno) -> Int {
    var node = 0
    for name in path {
      guard let next = nodes[node]?.names[name] else { throw .noSuchFileOrDirectory }
      node = next
    }
    return node
  }

  fileprivate func node(_ file: FileDescriptor) throws(Errno) -> Int {
    guard let node = open[file.rawValue]?.node else { throw .badFileDescriptor }
    return node
  }

  @discardableResult
  fileprivate mutating func add(_ node: SimulatedDisk.Node, _ name: String, to parent: Int) -> Int {
    let number = nodes.count
    nodes[number] = node
    nodes[parent]?.names[name] = number
    return number
  }

  fileprivate mutating func opened(_ node: Int) -> FileDescriptor {
    next += 1
    open[next] = (node, 0)
    return FileDescriptor(rawValue: next)
  }

  fileprivate func status(_ number: Int) -> FileStatus {
    let links = nodes.values.count { $0.names.values.contains(number) }
    return FileStatus(
      identity: .init(device: 1, number: UInt64(number)),
      isRegular: nodes[number]?.isFolder == false, isOwn: true,
      permissions: nodes[number]?.permissions ?? [], links: links, modified: 1_764_000_000)
  }
}
