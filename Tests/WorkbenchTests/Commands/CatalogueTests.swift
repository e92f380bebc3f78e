import Foundation
import Language
import Testing
import Workbench

@Suite struct CatalogueTests {
  static let commands = Catalogue.standard.commands

  @Test func everyCommandFileIsInTheCatalogue() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Workbench")
    let list = try String(
      contentsOf: folder.appending(path: "Catalogue/Catalogue.swift"), encoding: .utf8)
    for file in try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "Commands").path())
    {
      let text = try String(contentsOf: folder.appending(path: "Commands/\(file)"), encoding: .utf8)
      for match in text.matches(of: /static let `?(\w+)`? = Command\(/) {
        #expect(list.contains(".\(match.1),"), "\(match.1) of \(file) is not in the catalogue")
      }
    }
  }

  @Test(arguments: commands)
  func everyCommandExplainsItself(_ command: Command) throws {
    #expect(!command.summary.isEmpty)
    #expect(!command.examples.isEmpty)
    let shell = Shell()
    #expect(shell.run("help \(command.name)").isEmpty)
    #expect(shell.text().contains(command.summary.prefix(20)))
    #expect(shell.run("?\(command.name)").isEmpty)
  }

  @Test(arguments: commands)
  func everyExampleParses(_ command: Command) {
    for example in command.examples {
      #expect(!Catalogue.standard.isIncomplete(example))
      var parser = Parser(example, grammar: Catalogue.standard.grammar)
      #expect(throws: Never.self) {
        while try parser.next() != nil {}
      }
    }
  }

  @Test(arguments: ErrorCode.allCases)
  func everyCodeHasItsPage(_ code: ErrorCode) {
    let shell = Shell()
    #expect(shell.run("help \(code.rawValue)").isEmpty)
    #expect(shell.text().contains(code.title))
  }

  @Test func theOverviewListsEveryCommand() {
    let shell = Shell()
    shell.run("help")
    for command in Self.commands { #expect(shell.text().contains(command.name)) }
  }

  @Test func theManualHoldsEveryCommand() {
    let page = Manual.page(.standard)
    for command in Self.commands {
      #expect(page.contains(".SS \(command.name.replacing("-", with: "\\-"))\n"))
    }
  }
}
