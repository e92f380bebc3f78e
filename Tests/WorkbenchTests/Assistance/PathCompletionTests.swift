import Foundation
import Language
import Testing
import Workbench

@Suite struct PathCompletionTests {
  private struct Scene {
    let folder: Folder

    init() throws {
      folder = try Folder()
      for name in ["rain.txt", "rainy day.txt", "Whh.npy", ".hidden", "quo\"te.npy", "#1.npy"] {
        _ = try folder.file(name)
      }
      for name in ["runs", "old runs"] {
        try FileManager.default.createDirectory(
          atPath: folder.path + "/" + name, withIntermediateDirectories: true)
      }
      _ = try folder.file("runs/first.whh")
    }

    /// The candidates without the folder.
    func found(_ line: String) -> [String] {
      Shell().completions(line.replacing("DIR", with: folder.path)).candidates
        .map { $0.text.replacing(folder.path, with: "DIR") }
    }
  }

  @Test(
    arguments: [
      ("input text DIR/ra|", ["\"DIR/rainy day.txt\"", "DIR/rain.txt"]),
      ("input text DIR/rain.|", ["DIR/rain.txt"]),
      ("input text \"DIR/rainy|", ["\"DIR/rainy day.txt\""]),
      ("input text \"DIR/rainy d|", ["\"DIR/rainy day.txt\""]),
      ("input npy DIR/r|", ["\"DIR/rainy day.txt\"", "DIR/rain.txt", "DIR/runs/"]),
      ("input npy DIR/o|", ["\"DIR/old runs/"]),
      ("import Whh DIR/q|", ["\"DIR/quo\\\"te.npy\""]),
      ("import Whh DIR/.|", ["DIR/.hidden"]),
      ("import Whh DIR/W|", ["DIR/Whh.npy"]),
      ("import Whh DIR/w|", []),
      ("import Whh DIR/none/|", []),
      ("export Whh DIR/ru|", ["DIR/runs/"]),
      ("load DIR/|", ["\"DIR/old runs/", "DIR/runs/"]),
      ("load DIR/runs/f|", ["DIR/runs/first.whh"]),
      ("replay DIR/runs/|", ["DIR/runs/first.whh"]),
    ] as [(String, [String])])
  func pathsAreThese(line: String, expected: [String]) throws {
    #expect(try Scene().found(line) == expected)
  }

  @Test func hiddenOnesAreShownToWhoTypesTheDot() throws {
    #expect(!(try Scene().found("import Whh DIR/|")).contains("DIR/.hidden"))
  }

  @Test func whatIsCompletedIsReadAsThatPath() throws {
    let scene = try Scene()
    for (start, file) in [("rainy", "rainy day.txt"), ("quo", "quo\"te.npy")] {
      let line = "import Whh \(scene.folder.path)/\(start)"
      let found = try #require(Shell().completions(line + "|").candidates.first)
      let failure = try #require(Shell().run("import Whh \(found.text)").first)
      // The file is empty; that it is found is what matters.
      #expect(failure.code == .emptyFile || failure.code == .badArray, "\(failure.message)")
      #expect(failure.message.contains(file))
    }
  }

  @Test func foldersGoOnAndFilesEnd() throws {
    let scene = try Scene()
    func ending(_ start: String) -> String? {
      Shell().completions("import Whh \(scene.folder.path)/\(start)|").candidates.first?.ending
    }
    #expect(ending("run") == "")
    #expect(ending("Whh") == " ")
  }

  @Test func homeIsATilde() {
    #expect(Shell().completions("import Whh ~|").candidates.map(\.text) == ["~/"])
    let found = Shell().completions("import Whh ~/|").candidates
    #expect(found.allSatisfy { $0.text.hasPrefix("~/") || $0.text.hasPrefix("\"~/") })
  }
}
