import Foundation

/// The files beside the tests that other programs wrote, or that were read through by a person.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures")

  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// The text of a fixture; with RECORD=1 in the environment `text` is recorded as it first.
  static func recorded(_ name: String, as text: String) throws -> String {
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return String(decoding: try bytes(name), as: UTF8.self)
  }

  /// The names of the .npy files that begin with `prefix`.
  static func arrays(_ prefix: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path("npy"))
    return (names ?? []).filter { $0.hasPrefix(prefix) && $0.hasSuffix(".npy") }.sorted()
  }
}

/// A folder of its own for one test, gone with it.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("whh-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url.appendingPathComponent(name)))
  }

  func write(_ bytes: some Sequence<UInt8>, _ name: String) throws {
    try Data(bytes).write(to: url.appendingPathComponent(name))
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }
}
