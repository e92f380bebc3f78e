import Foundation
import Testing

/// A module imports what Package.swift declares for it and nothing it happens to reach through
/// others, which the check of the build lets pass.
@Suite struct LayeringTests {
  private struct Target {
    let name: String
    let dependencies: Set<String>
  }

  private static func targets() throws -> [Target] {
    let package = try String(contentsOfFile: Program.project + "/Package.swift", encoding: .utf8)
    let declaration =
      /\.(?:executableT|t)arget\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?/
    return package.matches(of: declaration).map { match in
      let names = (match.2 ?? "").matches(of: /"(\w+)"/).map { String($0.1) }
      return Target(name: String(match.1), dependencies: Set(names))
    }
  }

  private static func imports(of target: String) throws -> [(file: String, module: String)] {
    let folder = Program.project + "/Sources/" + target
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
      try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        .matches(of: /(?m)^(?:@\w+ |\w+ )*import (?:\w+ )?(\w+)/).map { (file, String($0.1)) }
    }
  }

  @Test func modulesImportWhatIsDeclared() throws {
    let targets = try Self.targets()
    #expect(targets.count >= 10)
    let known = targets.reduce(into: Set(targets.map(\.name))) { $0.formUnion($1.dependencies) }
    for target in targets {
      for (file, module) in try Self.imports(of: target.name) where known.contains(module) {
        #expect(target.dependencies.contains(module), "\(target.name)/\(file) imports \(module)")
      }
    }
  }

  @Test func nothingImportsFoundation() throws {
    for target in try Self.targets() {
      for (file, module) in try Self.imports(of: target.name) {
        #expect(module != "Foundation", "\(target.name)/\(file)")
      }
    }
  }
}
